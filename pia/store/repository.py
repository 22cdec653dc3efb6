"""What repositories share."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm.interfaces import ORMOption
from sqlmodel import Session, SQLModel

from pia.errors import PathNotFound

#: Largest number of a row.
_LARGEST = 2**31 - 1
_Row = TypeVar("_Row", bound=SQLModel)


class Repository:
    """Reads and writes the tables of one noun inside one transaction."""

    def __init__(self, connection: Session) -> None:
        self.connection = connection

    def _kept(self, row: _Row) -> _Row:
        """Add a row and return it with its number."""
        self.connection.add(row)
        self.connection.flush()
        return row

    def _found(self, table: type[_Row], number: int | str, name: str, *options: ORMOption) -> _Row:
        """Return a row. Raises PathNotFound."""
        if isinstance(number, int) and number > _LARGEST:  # typed into an address
            row = None
        else:
            row = self.connection.get(table, number, options=options)
        if row is None:
            raise PathNotFound(f"{name}が見つかりません", hint="一覧から選び直してください。")
        return row


def numbered(number: int | None) -> int:
    """Return the number of a kept row."""
    if number is None:
        raise ValueError("the row is not kept yet")
    return number
