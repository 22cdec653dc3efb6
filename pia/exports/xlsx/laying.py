"""Parts → the rows of a sheet: what stands where, how high each row is, where pages end.

A row of a sheet is never parted at the foot of a page. So a long text is parted here, where the
page ends, and goes on in the next row. Where it fits the page but no row, its cell takes several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from pia.exports.xlsx.looks import (
    BESIDE,
    HEADING,
    LEGEND,
    LEGEND_TITLE,
    TAG,
    TITLE,
    Look,
    field_look,
)
from pia.exports.xlsx.measure import height, lines_of, lines_within, room
from pia.exports.xlsx.measured import Box, Measured, measured
from pia.exports.xlsx.paper import Paper
from pia.outline import Part, PartKind, RowRole, legend
from pia.outline.continuation import MARK, cut, pieces

#: The highest row of a sheet in points; Excel knows 409.
_HIGHEST = 405.0
#: A row up to this height is not parted: 12 lines, of a change table 8.
_WHOLE, _WHOLE_ACROSS = 190.0, 130.0
#: A text is not parted to put less than this on a page.
_LEAST = 60.0
#: A row with a mark of continuation is at least as high as the mark.
_MARKED = height(len(MARK), BESIDE.size)
_GAP = 20.0
#: Most lines of a heading in one row of the sheet.
_HEADING_LINES = 6


@dataclass(frozen=True)
class Put:
    """A text with its look in a rectangle of the sheet; the last row and column belong to it."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    look: Look


@dataclass
class Laid:
    """A sheet as it is laid out."""

    paper: Paper
    heights: list[float] = field(default_factory=list)
    puts: list[Put] = field(default_factory=list)
    #: Rows before which a page ends.
    breaks: list[int] = field(default_factory=list)
    #: The row of headings that every page repeats.
    repeated: int | None = None


def laid(parts: Sequence[Part], paper: Paper) -> Laid:
    """Return the sheet of some parts, each of which begins a page."""
    layer = _Layer(Laid(paper))
    for part in parts:
        layer.part(part)
    sheet = layer.laid
    breaks = set(sheet.breaks)
    sheet.puts = [_framed(put, breaks) for put in sheet.puts]
    return sheet


def _framed(put: Put, breaks: set[int]) -> Put:
    """Return a text whose frame is whole on each page, though it goes on or is open there."""
    look = put.look
    look = look.at_start() if put.top in breaks else look
    look = look.at_end() if put.bottom + 1 in breaks else look
    return put if look is put.look else replace(put, look=look)


class _Layer:
    """Lays row by row. `_left` is what the page still holds."""

    def __init__(self, sheet: Laid) -> None:
        self.laid = sheet
        self._paper = sheet.paper
        self._whole = _WHOLE_ACROSS if self._paper.across else _WHOLE
        self._page = self._left = self._paper.height

    def part(self, part: Part) -> None:
        """Lay a part on a new page."""
        if self.laid.heights:
            self._turn()
        is_cover = part.kind == PartKind.COVER
        self._alone(part.heading, TITLE if is_cover else HEADING, 100.0 if is_cover else 10.0)
        for place, table in enumerate(part.tables):
            if place and table.bar is None:
                self._row(_GAP)
            rows = measured(part, table, self._paper)
            if self._paper.across and rows[0].role == RowRole.HEADER:
                self._repeat(rows)
            self._table(rows)
        if part.kind == PartKind.CONTENTS:
            self._legend()
        if part.foot:
            self._alone(part.foot, TAG, 10.0)

    def _legend(self) -> None:
        """Lay 記号の説明: each sign beside what it means, all on one page."""
        beside, last = self._paper.beside_signs, self._paper.last
        signs = room(self._paper.wide(beside, last + 1), LEGEND.size)
        heights = [height(lines_of(said, signs), LEGEND.size) for _, said in legend.LEGEND]
        if _GAP + height(1, LEGEND_TITLE.size) + sum(heights) > self._left:
            self._turn()
        self._row(_GAP)
        self._alone(legend.TITLE, LEGEND_TITLE, 0.0)
        for (sign, said), high in zip(legend.LEGEND, heights, strict=True):
            row = self._row(high)
            self.laid.puts.append(Put(row, 1, row, beside - 1, sign, LEGEND))
            self.laid.puts.append(Put(row, beside, row, last, said, LEGEND))

    def _repeat(self, rows: Sequence[Measured]) -> None:
        self.laid.repeated = len(self.laid.heights)
        self._page -= rows[0].height

    def _alone(self, text: str, look: Look, around: float) -> None:
        """Lay a line over the whole width that belongs to no table; a very long name goes on."""
        signs = room(self._paper.wide(1, self._paper.last + 1), look.size)
        for n, piece in enumerate(pieces(text, _HEADING_LINES, lambda part: lines_of(part, signs))):
            high = height(lines_of(piece.removesuffix("\n"), signs), look.size)
            high += 0.0 if n else around
            if high > self._left:
                self._turn()
            row = self._row(high)
            if n:
                self.laid.puts.append(Put(row, 0, row, 0, MARK, BESIDE))
            self.laid.puts.append(Put(row, 1, row, self._paper.last, piece, look))

    def _table(self, rows: Sequence[Measured]) -> None:
        ranges: list[tuple[int, int]] = []
        for kept in _kept(rows):
            if sum(row.height for row in kept) > self._left and not self._parts_last(kept):
                self._turn()
            ranges += [self._lay(row) for row in kept]
        for number, (row, (top, _)) in enumerate(zip(rows, ranges, strict=True)):
            for box in row.boxes:
                if box.cell.rows > 1:
                    bottom = ranges[number + box.cell.rows - 1][1]
                    self._put(box, top, bottom, box.cell.text, box.look)

    def _parts_last(self, rows: Sequence[Measured]) -> bool:
        """Return whether rows may begin on this page because the last of them is parted."""
        *before, last = rows
        if last.is_whole:
            return False
        return last.height > self._whole and self._left - sum(r.height for r in before) > _LEAST

    def _lay(self, row: Measured) -> tuple[int, int]:
        """Lay a row of the outline, return its first and last row of the sheet."""
        if row.height > self._left and (row.is_whole or row.height <= self._whole):
            self._turn()
        first = len(self.laid.heights)
        boxes = [box for box in row.boxes if box.cell.rows == 1]
        if row.is_whole:
            return self._laid_out(boxes, row.heights)
        if row.height <= self._left:
            return self._unparted(boxes, row.height)
        rest = [box.cell.text for box in boxes]
        while any(rest):
            if self._left < _LEAST:
                self._turn()
            rest = self._piece(boxes, rest, first)
        return first, len(self.laid.heights) - 1

    def _unparted(self, boxes: Sequence[Box], high: float) -> tuple[int, int]:
        """Lay a row that the page holds whole; one that is too high for the sheet takes several."""
        count = ceil(high / _HIGHEST)
        rows = [self._row(high / count) for _ in range(count)]
        for box in boxes:
            self._put(box, rows[0], rows[-1], box.cell.text, box.look)
        return rows[0], rows[-1]

    def _laid_out(self, boxes: Sequence[Box], heights: Sequence[float]) -> tuple[int, int]:
        """Lay a row with fields, a row of the sheet for each of their lines."""
        rows = [self._row(high) for high in heights]
        for box in boxes:
            if box.fields:
                self._put_fields(box, rows)
            else:
                self._put(box, rows[0], rows[-1], box.cell.text, box.look)
        return rows[0], rows[-1]

    def _put_fields(self, box: Box, rows: Sequence[int]) -> None:
        """Put the fields of a cell; the last line takes the rows that are left."""
        left = self._paper.edge(box.first)
        *_, final = box.fields
        for row, line in zip(rows, box.fields, strict=False):
            bottom = rows[-1] if line is final else row
            for one in line:
                sides = (one is line[0], one is line[-1], row == rows[0], bottom == rows[-1])
                look = field_look(box.look, sides, is_sign=one.is_sign)
                first, behind = (self._paper.column(left + at) for at in (one.first, one.behind))
                self.laid.puts.append(Put(row, first, bottom, behind - 1, one.text, look))

    def _piece(self, boxes: Sequence[Box], texts: Sequence[str], first: int) -> list[str]:
        """Lay what the page holds of some texts, return what is left of them."""
        most = min(self._left, _HIGHEST)
        ends = [
            cut(text, lines_within(most, box.look.size), box.lines)
            for box, text in zip(boxes, texts, strict=True)
        ]
        pieces = [text[:end] for text, end in zip(texts, ends, strict=True)]
        rest = [text[end:] for text, end in zip(texts, ends, strict=True)]
        high = max(
            height(box.lines(piece.removesuffix("\n")), box.look.size)
            for box, piece in zip(boxes, pieces, strict=True)
        )
        self._pieces(boxes, pieces, rest, high, first)
        return rest

    def _pieces(
        self,
        boxes: Sequence[Box],
        pieces: Sequence[str],
        rest: Sequence[str],
        high: float,
        first: int,
    ) -> None:
        is_continued = len(self.laid.heights) > first
        row = self._row(max(high, _MARKED) if is_continued else high)
        if is_continued:
            self.laid.puts.append(Put(row, 0, row, 0, MARK, BESIDE))
        for box, piece in zip(boxes, pieces, strict=True):
            look = box.look.continued() if is_continued else box.look
            self._put(box, row, row, piece, look.goes_on() if any(rest) else look)

    def _put(self, box: Box, top: int, bottom: int, text: str, look: Look) -> None:
        self.laid.puts.append(Put(top, box.first, bottom, box.behind - 1, text, look))

    def _row(self, high: float) -> int:
        self.laid.heights.append(high)
        self._left -= high
        return len(self.laid.heights) - 1

    def _turn(self) -> None:
        self.laid.breaks.append(len(self.laid.heights))
        self._left = self._page


def _kept(rows: Sequence[Measured]) -> Iterator[list[Measured]]:
    """Yield rows that stay on one page together."""
    together: list[Measured] = []
    for row in rows:
        together.append(row)
        if not row.keep:
            yield together
            together = []
    if together:
        yield together
