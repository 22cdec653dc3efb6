"""What is searched: the text of every edition."""

from __future__ import annotations

from sqlmodel import Field

from pia.store.tables.columns import Table


class SearchableRow(Table, table=True):
    """The text of an edition, folded, as it is searched; made anew from the edition at any time."""

    __tablename__ = "searchable"

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    text: str
