"""Rows of a grid as a reader finds them: text outside tables line by line, tables row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pia.imports.grid import (
    MAX_CELLS,
    MAX_LINES,
    Cell,
    Grid,
    Place,
    Row,
    too_many_cells,
    too_many_lines,
)
from pia.official.typed import keep_imported


@dataclass(frozen=True)
class Laid:
    """A cell as it lies in a table: its first column, from 1, and how many rows it takes."""

    text: str
    column: int
    rows: int = 1
    doubt: str = ""


class GridBuilder:
    """Collects the rows of one file or sheet; control characters are removed and counted.

    Raises InputRefused where there are more cells or lines than are read.
    `removed`: the texts were cleaned before, which took away so many signs.
    """

    def __init__(self, file: str, removed: int | None = None) -> None:
        self.file = file
        self._rows: list[Row] = []
        self._lines = 0
        self._tables = 0
        self._is_clean = removed is not None
        self._removed = removed or 0
        self._count = 0

    def text(self, text: str, doubt: str = "") -> None:
        """Add text that stands in no table: a row for each line, a TAB between cells.

        What follows a first line with TABs stands under its last cell, and goes on with it.
        """
        first, *more = text.split("\n")
        goes_on = "\t" in first and more and not any("\t" in line for line in more)
        for line in [text] if goes_on else [first, *more]:
            self._lines += 1
            if self._lines > MAX_LINES:
                raise too_many_lines(self.file)
            words = enumerate(line.split("\t"), start=1)
            laid = (Laid(one, n, doubt=doubt) for n, one in words)
            self.row("", self._lines, laid)

    def table(self, rows: Iterable[Iterable[Laid]]) -> None:
        """Add the rows of the next table; one without cells still counts."""
        self.numbered_table(enumerate(rows, start=1))

    def numbered_table(self, rows: Iterable[tuple[int, Iterable[Laid]]]) -> None:
        """Add the rows of the next table, each with its number."""
        self._tables += 1
        for line, laid in rows:
            self.row(f"表{self._tables}", line, laid)

    def row(self, part: str, line: int, laid: Iterable[Laid]) -> None:
        """Add one row of a table or sheet."""
        cells = tuple(self._cell(one, Place(self.file, line, one.column, part)) for one in laid)
        if cells:
            self._rows.append(Row(cells))

    def grid(self) -> Grid:
        """Return what was collected."""
        return Grid(tuple(self._rows), self._removed)

    def _cell(self, laid: Laid, place: Place) -> Cell:
        self._count += 1
        if self._count > MAX_CELLS:
            raise too_many_cells(self.file)
        kept, gone = (laid.text, 0) if self._is_clean else keep_imported(laid.text)
        self._removed += gone
        return Cell(kept, place, laid.text, laid.rows, laid.doubt)
