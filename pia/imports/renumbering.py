"""Numbers in old rows: 提供先3 of 2021 is 提供先2 today if a 提供先 before it was removed since.

Only removals are counted back, because only they are printed with the number they had. A move is no
change and leaves no row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pia.imports.history_labels import Way
from pia.official.nothing import is_nothing


@dataclass(frozen=True)
class LabelledRow:
    """A row with the way its label goes, and its day where it can be read."""

    cells: tuple[str, ...]
    way: Way | None
    day: str | None

    @property
    def said(self) -> tuple[str, str]:
        """変更前 and 変更後."""
        return self.cells[2], self.cells[3]

    def removes(self, repeat: str) -> int | None:
        """Return the number of the thing of `repeat` that this row removes, if it does."""
        if self.way is None or not is_nothing(self.said[1]) or not self.way.numbers:
            return None
        path, number = self.way.numbers[-1]
        return number if path == repeat and self.way.names_thing else None


def number_today(rows: Sequence[LabelledRow], place: int, repeat: str) -> int | None:
    """Return which number the thing of row `place` has in the newest edition, None if it is gone."""
    row = rows[place]
    number = dict(row.way.numbers)[repeat] if row.way else 0
    for other in _after(rows, place):
        removed = other.removes(repeat)
        if removed is None or (other.way and row.way and other.way.file != row.way.file):
            continue
        if removed == number:
            return None
        number -= removed < number
    return number


def _after(rows: Sequence[LabelledRow], place: int) -> list[LabelledRow]:
    """Return the rows of later revisions: by their days, in printed order where one is unknown."""
    here = rows[place]
    return [
        row
        for n, row in enumerate(rows)
        if (
            row.day > here.day
            if row.day and here.day
            else n > place and row.cells[0] != here.cells[0]
        )
    ]
