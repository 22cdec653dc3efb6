"""Cells and merged cells of a sheet by their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

#: Row and column, from 1.
Spot = tuple[int, int]


@dataclass(frozen=True)
class Area:
    """A cell with all that it is merged over."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return max(0, self.bottom - self.top + 1)

    @property
    def columns(self) -> int:
        """How many columns it takes."""
        return max(0, self.right - self.left + 1)

    @property
    def first(self) -> Spot:
        """Where its text stands."""
        return self.top, self.left

    def spots(self) -> Iterator[Spot]:
        """Yield every place of it."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def holds(self, spot: Spot) -> bool:
        """Return whether a place belongs to it."""
        return self.top <= spot[0] <= self.bottom and self.left <= spot[1] <= self.right

    def within(self, rows: int, columns: int) -> Area:
        """Return as much of it as a sheet of so many rows and columns shows."""
        return Area(self.top, self.left, min(self.bottom, rows), min(self.right, columns))


def area_of(reference: str) -> Area:
    """Return the area of a reference such as AB12 or A1:C3; zeros where there is none."""
    first, _, last = reference.replace("$", "").partition(":")
    top, left = _spot(first)
    bottom, right = _spot(last or first)
    return Area(top, left, bottom, right)


def _spot(reference: str) -> Spot:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :] or 0), _column(letters)


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
