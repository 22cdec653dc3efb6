"""Rows of the outline with their cells in columns of the sheet, their looks and their heights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pia.exports.paper.placing import Placed, PlacedRow, placed_rows
from pia.exports.xlsx.looks import Look, look_of
from pia.exports.xlsx.measure import height, lines_of, room
from pia.exports.xlsx.paper import Paper
from pia.outline import Cell, CellRole, Part, PartKind, Row, RowRole, Table

#: Rows that must not stand alone at the foot of a page.
_KEPT = (RowRole.BAR, RowRole.BAND, RowRole.RISK, RowRole.THING, RowRole.CAPTION, RowRole.HEADER)
#: An empty box over the whole width is at least this high.
_LEAST = 20.0
#: An answer with more lines begins at the top of its cell.
_MIDDLE = 3


@dataclass(frozen=True)
class Box:
    """A cell in its columns of the sheet."""

    cell: Cell
    look: Look
    #: First column, and the one behind the last.
    first: int
    behind: int
    #: Full-width signs that a line of it holds.
    room: float
    #: Points that it needs.
    height: float

    def lines(self, text: str) -> int:
        """Return how many lines a text takes in it."""
        return lines_of(text, self.room)


@dataclass
class Measured:
    """A row with its boxes; those that an earlier row's box covers are left out."""

    role: RowRole
    boxes: tuple[Box, ...]
    #: Not parted from the next row.
    keep: bool
    height: float


def measured(part: Part, table: Table, paper: Paper) -> list[Measured]:
    """Return the rows of a table, each as high as its boxes need."""
    placed = list(placed_rows(list(table.all_rows())))
    columns = paper.columns(table)
    rows = []
    for row, below in zip(placed, [*placed[1:], None], strict=True):
        boxes = tuple(_boxes(row, below, columns, paper, cover=part.kind == PartKind.COVER))
        keep = row.followed and (row.joined or row.row.role in _KEPT)
        rows.append(Measured(row.row.role, boxes, keep, _height(row.row, boxes)))
    _stretch(rows)
    return rows


def _boxes(
    row: PlacedRow, below: PlacedRow | None, columns: list[int], paper: Paper, *, cover: bool
) -> Iterator[Box]:
    for place in row.cells:
        if not place.covered:
            look = look_of(place.cell, row.row, cover=cover, opened=_opens(place, below))
            first, behind = columns[place.column], columns[place.column + place.cell.span]
            signs = room(paper.wide(first, behind), look.size)
            lines = lines_of(place.cell.text, signs)
            if lines > _MIDDLE and place.cell.role == CellRole.VALUE:
                look = replace(look, middle=False)
            yield Box(place.cell, look, first, behind, signs, height(lines, look.size))


def _opens(place: Placed, below: PlacedRow | None) -> bool:
    """Return whether the strip of indented labels begins or goes on below a cell."""
    if below is None or place.cell.role not in (CellRole.LABEL, CellRole.INDENT):
        return False
    return any(
        other.column == place.column and other.cell.role == CellRole.INDENT for other in below.cells
    )


def _height(row: Row, boxes: tuple[Box, ...]) -> float:
    least = _LEAST if row.role in (RowRole.VALUE, RowRole.EMPTY) else 0.0
    return max([least, *(box.height for box in boxes if box.cell.rows == 1)])


def _stretch(rows: list[Measured]) -> None:
    """Make rows higher whose label over several of them (再委託) needs more than they have."""
    for number, row in enumerate(rows):
        for box in (box for box in row.boxes if box.cell.rows > 1):
            covered = rows[number : number + box.cell.rows]
            lacking = box.height - sum(one.height for one in covered)
            covered[-1].height += max(0.0, lacking)
