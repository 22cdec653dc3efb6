"""Cells on the grid: at which column each stands, and which only continue one of a row above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pia.outline import Cell, Row


@dataclass(frozen=True)
class Placed:
    """A cell at its column; `covered`: it only continues a cell of an earlier row."""

    cell: Cell
    column: int
    covered: bool = False


@dataclass(frozen=True)
class PlacedRow:
    """A row with every place of its grid filled."""

    row: Row
    cells: tuple[Placed, ...]
    #: Another row comes after it.
    followed: bool
    #: A cell of it (再委託) reaches into the next row.
    joined: bool


def placed_rows(rows: Sequence[Row]) -> Iterator[PlacedRow]:
    """Yield each row with its cells placed, those included that an earlier cell covers."""
    open_cells: list[tuple[Placed, int]] = []
    for number, row in enumerate(rows, start=1):
        cells = _placed(row, [replace(p, covered=True) for p, _ in open_cells])
        open_cells = [(p, left - 1) for p, left in open_cells if left > 1]
        open_cells += [(p, p.cell.rows - 1) for p in cells if p.cell.rows > 1 and not p.covered]
        yield PlacedRow(row, cells, followed=number < len(rows), joined=bool(open_cells))


def _placed(row: Row, waiting: list[Placed]) -> tuple[Placed, ...]:
    """Return the cells of a row, those that wait for it at their columns among them."""
    cells: list[Placed] = []
    column = 0
    for cell in row.cells:
        while waiting and waiting[0].column == column:
            cells.append(waiting.pop(0))
            column += cells[-1].cell.span
        cells.append(Placed(cell, column))
        column += cell.span
    return (*cells, *waiting)
