"""Rows of the outline with their cells in columns of the sheet, their looks and their heights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from pia.exports.paper.placing import Placed, PlacedRow, placed_rows
from pia.exports.xlsx.fields import Fields, set_out
from pia.exports.xlsx.looks import Look, look_of
from pia.exports.xlsx.measure import AROUND, height, lines_of, room
from pia.exports.xlsx.paper import Paper
from pia.outline import Cell, CellRole, Part, PartKind, Row, RowRole, Table

#: Rows that must not stand alone at the foot of a page.
_KEPT = (RowRole.BAR, RowRole.BAND, RowRole.RISK, RowRole.THING, RowRole.CAPTION, RowRole.HEADER)
#: Points between two lines of fields; a row higher than this has none, so that it can be parted.
_BETWEEN, _MOST = 1.0, 420.0
#: So high at least are an empty box over the whole width, and a line of 項目一覧.
_LEAST = {RowRole.VALUE: 20.0, RowRole.EMPTY: 20.0, RowRole.ENTRY: 30.0}
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
    #: Its text in columns of their own, a row of the sheet for each line; else it is one text.
    fields: tuple[Fields, ...] = ()

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
    #: Points of its rows of the sheet: one, or as many as the lines of its fields.
    heights: list[float]

    @property
    def height(self) -> float:
        """Points of all of it."""
        return sum(self.heights)

    @property
    def is_whole(self) -> bool:
        """Whether it is never parted at the foot of a page."""
        return any(box.fields for box in self.boxes)


def measured(part: Part, table: Table, paper: Paper) -> list[Measured]:
    """Return the rows of a table, each as high as its boxes need."""
    placed = list(placed_rows(list(table.all_rows())))
    columns = paper.columns(table)
    rows = []
    for row, below in zip(placed, [*placed[1:], None], strict=True):
        boxes = tuple(_boxes(row, below, columns, paper, cover=part.kind == PartKind.COVER))
        keep = row.followed and (row.joined or row.row.role in _KEPT)
        heights = _heights(row.row, boxes)
        if sum(heights) > _MOST:
            boxes = tuple(replace(box, fields=()) for box in boxes)
            heights = _heights(row.row, boxes)
        rows.append(Measured(row.row.role, boxes, keep, heights))
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
            box = Box(place.cell, look, first, behind, signs, height(lines, look.size))
            is_bar = row.row.role == RowRole.BAR
            yield box if is_bar else replace(box, fields=_fields(box, paper))


def _opens(place: Placed, below: PlacedRow | None) -> bool:
    """Return whether the strip of indented labels begins or goes on below a cell."""
    if below is None or place.cell.role not in (CellRole.LABEL, CellRole.INDENT):
        return False
    return any(
        other.column == place.column and other.cell.role == CellRole.INDENT for other in below.cells
    )


def _fields(box: Box, paper: Paper) -> tuple[Fields, ...]:
    """Return the fields of a cell where the sheet has their columns."""
    fields = set_out(box.cell, paper.wide(box.first, box.behind), box.look.size)
    left = paper.edge(box.first)
    return fields if paper.has(left + one.first for line in fields for one in line) else ()


def _line_heights(fields: tuple[Fields, ...], size: float) -> list[float]:
    """Return the height of each line of fields: they stand closer than cells do."""
    lines = (max(field.lines(size) for field in line) for line in fields)
    return [height(count, size) - AROUND + _BETWEEN for count in lines]


def _heights(row: Row, boxes: tuple[Box, ...]) -> list[float]:
    """Return the heights of the rows of the sheet: of all lines, with room for what stands beside."""
    plain = [box.height for box in boxes if box.cell.rows == 1 and not box.fields]
    least = max([_LEAST.get(row.role, 0.0), *plain])
    lines = [_line_heights(box.fields, box.look.size) for box in boxes if box.fields]
    highest = [max(one) for one in zip_longest(*lines, fillvalue=0.0)] or [0.0]
    lacking = max(least, sum(highest) + AROUND * bool(lines)) - sum(highest)
    return [high + lacking / len(highest) for high in highest]


def _stretch(rows: list[Measured]) -> None:
    """Make rows higher whose label over several of them (再委託) needs more than they have."""
    for number, row in enumerate(rows):
        for box in (box for box in row.boxes if box.cell.rows > 1):
            covered = rows[number : number + box.cell.rows]
            lacking = box.height - sum(one.height for one in covered)
            covered[-1].heights[-1] += max(0.0, lacking)
