"""別添2 of a grid: the rows behind the header with the six column titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pia.imports.grid import Cell, Row, readable
from pia.official import Form
from pia.official.folding import fold


@dataclass(frozen=True)
class PrintedRow:
    """The six cells of a row as printed, and where it stands."""

    cells: tuple[str, ...]
    first: Cell


def split_history(
    form: Form, rows: Sequence[Row]
) -> tuple[list[Row], list[PrintedRow], list[Cell]]:
    """Part the rows of one file into its body, the rows of its 別添2, and cells left over there.

    The table goes to the end of the file; its header may be printed again on every page.
    """
    start = next((n for n, row in enumerate(rows) if is_header(form, row)), None)
    if start is None:
        return list(rows), [], []
    table = _Columns(rows[start])
    printed: list[PrintedRow] = []
    left: list[Cell] = []
    for row in rows[start:]:
        if is_header(form, row):
            table = _Columns(row)
        elif row.filled and (cells := table.cells(row)):
            printed.append(PrintedRow(tuple(cells), row.filled[0]))
        else:
            left += row.filled
    return list(rows[:start]), printed, left


def is_header(form: Form, row: Row) -> bool:
    """Return whether a row is the header of 別添2."""
    columns = form.change_table.columns
    return len(row.filled) == len(columns) and all(
        fold(cell.text) == fold(title) for cell, (_, title) in zip(row.filled, columns, strict=True)
    )


class _Columns:
    """The columns of one header. A cell merged over several rows (変更日) is said by each of them."""

    def __init__(self, header: Row) -> None:
        self._starts = [cell.place.column for cell in header.filled]
        self._above: dict[int, Cell] = {}

    def cells(self, row: Row) -> list[str]:
        """Return the text of each column, none for a row that is no row of the table.

        It has all columns, one cell in each at most, and text of its own in more than one.
        """
        own = {self._column(cell): cell for cell in row.cells if not cell.is_blank}
        blank = {self._column(cell) for cell in row.cells} - own.keys()
        place = row.cells[0].place
        self._above = {n: c for n, c in self._above.items() if n not in blank and c.reaches(place)}
        self._above |= own
        is_whole = len(blank | self._above.keys()) == len(self._starts)
        if not is_whole or len(own) < len(row.filled) or len(own) <= 1:
            return []
        found = (self._above.get(n) for n in range(len(self._starts)))
        return [readable(cell.text) if cell else "" for cell in found]

    def _column(self, cell: Cell) -> int:
        """Return the column that a cell begins in, from 0."""
        starts = [n for n, start in enumerate(self._starts) if start <= cell.place.column]
        return starts[-1] if starts else 0
