"""The base of every table, and the columns and constraints that several share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, MetaData
from sqlmodel import Field, SQLModel

from pia.store.types import Instant, Json

#: Every constraint has a name of its own, the same on every database: migrations and the sentences
#: of `pia.store.refusals` go by it.
_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


class Table(SQLModel):
    """What every table is; `table=True` stands at each."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)


def key() -> Any:
    """Return the number of a row, given by the database, also where it is part of a reference."""
    return Field(default=None, primary_key=True, sa_column_kwargs={"autoincrement": True})


def to(table: str, **options: Any) -> Any:
    """Return a reference to a row of another table, indexed."""
    return Field(foreign_key=f"{table}.id", index=True, **options)


def within(column: str, table: str, owner: str, *, its: str = "", late: bool = False) -> Any:
    """Return the constraint that a reference stays with its owner.

    `column` names a row of `table` whose column `its` (default: as here) equals `owner` of this
    row: a 評価書 cannot point to an edition of another. `late` is for references in a circle.
    """
    theirs = [f"{table}.id", f"{table}.{its or owner}"]
    return ForeignKeyConstraint([column, owner], theirs, use_alter=late)


def instant(**options: Any) -> Any:
    """Return a moment."""
    return Field(sa_type=Instant, **options)


def json_value(**options: Any) -> Any:
    """Return a JSON value."""
    return Field(sa_type=Json, **options)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """Return the constraint that a column holds one of `words`."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def filled(*columns: str) -> tuple[CheckConstraint, ...]:
    """Return the constraints that texts are not empty."""
    return tuple(
        CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_filled")
        for column in columns
    )


def sha256_of(column: str) -> CheckConstraint:
    """Return the constraint that a column holds a SHA-256 in hexadecimal."""
    return CheckConstraint(f"length({column}) = 64", name=f"{column}_whole")


def counts(column: str, least: int = 1) -> CheckConstraint:
    """Return the constraint that a number is at least `least`."""
    return CheckConstraint(f"{column} >= {least}", name=f"{column}_counts")
