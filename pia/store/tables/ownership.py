"""Whose assessment it is: 団体 → 評価実施機関 → 事務 → 評価書; 課 with their days and successors."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from pia.store.tables.columns import Table, filled, json_value, key, to, within


class MunicipalityRow(Table, table=True):
    """A 団体: the city whose store this is; a shared service keeps several."""

    __tablename__ = "municipality"
    __table_args__ = (UniqueConstraint("name"), *filled("name"))

    id: int | None = key()
    name: str
    #: 全国地方公共団体コード, "" where not given.
    code: str = ""
    #: How it writes its change table (`pia.revision.style`); None: as the product does.
    table_style: Any = json_value(default=None, nullable=True)
    #: How its desk works (from which edition five years count); None: as the product does.
    desk: Any = json_value(default=None, nullable=True)


class OrganisationRow(Table, table=True):
    """An 評価実施機関 of a city: 市長, 教育委員会."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("municipality_id", "name"), *filled("name"))

    id: int | None = key()
    municipality_id: int = to("municipality")
    name: str


class DivisionRow(Table, table=True):
    """A 課 for the days it exists; a renamed one is a new 課 with a predecessor."""

    __tablename__ = "division"
    __table_args__ = (
        UniqueConstraint("municipality_id", "name", "begins_on"),
        CheckConstraint("ends_on IS NULL OR ends_on >= begins_on", name="days_in_order"),
        *filled("name"),
    )

    id: int | None = key()
    municipality_id: int = to("municipality")
    name: str
    contact: str = ""
    begins_on: date
    ends_on: date | None = None


class SuccessionRow(Table, table=True):
    """A 課 whose work goes on in another; one may be split among several."""

    __tablename__ = "succession"
    __table_args__ = (CheckConstraint("division_id <> successor_id", name="not_its_own"),)

    division_id: int = to("division", primary_key=True)
    successor_id: int = to("division", primary_key=True)


class TaskRow(Table, table=True):
    """A 事務 that handles 特定個人情報ファイル."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        UniqueConstraint("id", "organisation_id"),
        *filled("name"),
    )

    id: int | None = key()
    organisation_id: int = to("organisation")
    division_id: int = to("division")
    name: str
    ended_on: date | None = None


class DossierRow(Table, table=True):
    """A 評価書 over all its editions. `published_id` is the pointer that moves."""

    __tablename__ = "dossier"
    __table_args__ = (
        UniqueConstraint("organisation_id", "number", "form"),
        UniqueConstraint("lineage"),
        within("task_id", "task", "organisation_id"),
        within("published_id", "edition", "id", its="dossier_id", late=True),
        *filled("number", "form", "lineage"),
    )

    id: int | None = key()
    task_id: int = Field(index=True)
    organisation_id: int = to("organisation")
    number: str
    #: Kind of the official form: yoshiki3.
    form: str
    lineage: str
    published_id: int | None = Field(default=None, index=True)
