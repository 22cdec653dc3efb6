"""What a city says was renamed; the list only grows, what is taken back is marked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint

from pia.revision.timing.names import NAME_KINDS
from pia.store.tables.columns import Table, filled, instant, key, one_of, to


class RenamingRow(Table, table=True):
    """One name that another took the place of, as the city says."""

    __tablename__ = "renaming"
    __table_args__ = (
        one_of("kind", NAME_KINDS),
        CheckConstraint("old <> new", name="another_name"),
        *filled("old", "new"),
    )

    id: int | None = key()
    municipality_id: int = to("municipality")
    kind: str
    old: str
    new: str
    #: From when on; None where it is not known.
    since: date | None = None
    #: What it rests on (組織規則の改正, 商号変更の通知 …), "" where not given.
    basis: str = ""
    made_by: int = to("account")
    made_at: datetime = instant()


class WithdrawalRow(Table, table=True):
    """A name of the list that counts no more, from this moment on."""

    __tablename__ = "renaming_withdrawal"
    __table_args__ = (UniqueConstraint("renaming_id"),)

    id: int | None = key()
    renaming_id: int = to("renaming")
    reason: str = ""
    made_by: int = to("account")
    made_at: datetime = instant()
