"""Columns and constraints that several tables share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from pia.store.types import Instant, Json


def key() -> Any:
    """Return the number of a row, given by the database."""
    return Field(default=None, primary_key=True)


def to(table: str, **options: Any) -> Any:
    """Return a reference to a row of another table, indexed."""
    return Field(foreign_key=f"{table}.id", index=True, **options)


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
