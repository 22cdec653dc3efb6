"""Workbooks by openpyxl, read as a person reads the paper: by the lines that are drawn on it.

A row of the paper begins where a line is drawn above it; what stands in one frame is one cell of the
outline: words side by side are joined by a space, lines by a line feed. A grey bar has its words and
its boxes apart, and so has a frame the chosen words and ＜選択肢＞. Column A holds nothing but the sign
that a row goes on; such a row's texts stand behind those of the row above, as they are.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import dropwhile
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell

from pia.outline import Outline
from tests.gate.readers import paper
from tests.gate.readers.paper import Paper, Rows

GOES_ON = "続き"
CHOICES = "＜選択肢＞"
#: Type of a heading or a foot without a frame, in points; what is smaller explains the form's signs.
_PRINTED = 9


def read(data: bytes) -> Paper:
    """Every row of every sheet that has a cell on it; head and foot of the pages are edges.

    Small type outside the frames stands around: 記号の説明.
    """
    seen = Paper()
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        seen.around += [
            _text(c) for row in sheet.iter_rows() if _explains(row) for c in row if c.value
        ]
        seen.rows += [from_first_text(tuple(map(str, row))) for row in _rows(sheet)]
        seen.edges += _edges(sheet)
    return seen


@dataclass
class _Frame:
    """What stands in one frame: its columns, and its words line by line."""

    first: int
    last: int
    lines: list[list[str]]

    def __str__(self) -> str:
        return "\n".join(" ".join(line) for line in self.lines)


def _rows(sheet: Any) -> Iterator[list[_Frame]]:
    ends = {(area.min_row, area.min_col): area.max_col for area in sheet.merged_cells.ranges}
    row: list[_Frame] = []
    for mark, *cells in sheet.iter_rows():
        assert mark.value in (None, GOES_ON), f"column A says {mark.value}"
        shown = [] if _explains(cells) else [cell for cell in cells if _is_cell(cell, ends)]
        if mark.value == GOES_ON:
            _add_pieces(row, shown)
        elif shown and row and not _begins(shown):
            _add_line(row, shown)
        elif shown:
            yield from [row] if row else []
            row = _framed(shown, ends)
    yield from [row] if row else []


def _framed(cells: list[Cell], ends: dict[tuple[int, int], int]) -> list[_Frame]:
    """The frames of a row: lines between cells part them."""
    frames: list[_Frame] = []
    above = None
    for cell in cells:
        last = ends.get((cell.row, cell.column), cell.column)
        if above is None or _is_parted(above, cell):
            frames.append(_Frame(cell.column, last, [[_text(cell)]]))
        else:
            frames[-1].lines[0].append(_text(cell))
            frames[-1].last = last
        above = cell
    return frames


def _is_parted(left: Cell, cell: Cell) -> bool:
    is_grey = cell.fill.patternType is not None
    return bool(
        _drawn(left, "right") or _drawn(cell, "left") or is_grey or _text(cell).startswith(CHOICES)
    )


def _begins(cells: list[Cell]) -> bool:
    """Whether a row of the paper begins: a line is drawn above it, or nothing is drawn at all."""
    return any(_drawn(cell, "top") for cell in cells) or not any(map(_is_framed, cells))


def _add_line(row: list[_Frame], cells: list[Cell]) -> None:
    """Add the next line of some frames."""
    begun = set()
    for cell in cells:
        frame = next(one for one in row if one.first <= cell.column <= one.last)
        if frame.first not in begun:
            frame.lines.append([])
            begun.add(frame.first)
        frame.lines[-1].append(_text(cell))


def _add_pieces(row: list[_Frame], cells: list[Cell]) -> None:
    """Add the rest of texts that go on."""
    for cell in cells:
        frame = next(one for one in row if one.first == cell.column)
        frame.lines[-1][-1] += _text(cell)


def printed(outline: Outline) -> Rows:
    """The rows of an outline, from the first text of each: an empty strip is drawn like a box."""
    return [from_first_text(row) for row in paper.printed(outline)]


def from_first_text(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the empty cells at its left."""
    return tuple(dropwhile(operator.not_, row))


def _text(cell: Cell) -> str:
    return str(cell.value or "")


def _is_cell(cell: Cell | MergedCell, ends: dict[tuple[int, int], int]) -> bool:
    """Whether something is written, drawn or merged here; places below a merged cell are none."""
    if isinstance(cell, MergedCell):
        return False
    return cell.value is not None or _is_framed(cell) or (cell.row, cell.column) in ends


def _explains(row: Sequence[Cell | MergedCell]) -> bool:
    """Whether a row stands beside the document: it is written small, in no frame, in no margin."""
    texts = [cell for cell in row if cell.value not in (None, GOES_ON)]
    is_small = all(cell.font.sz < _PRINTED for cell in texts)
    return bool(texts) and is_small and not any(map(_is_framed, row))


def _is_framed(cell: Cell | MergedCell) -> bool:
    return any(_drawn(cell, side) for side in ("left", "right", "top", "bottom"))


def _drawn(cell: Cell | MergedCell, side: str) -> bool:
    line = getattr(cell.border, side)
    return line is not None and bool(line.style)


def _edges(sheet: Any) -> list[str]:
    foot, head = sheet.oddFooter, sheet.oddHeader
    sides = (side for edge in (head, foot) for side in (edge.left, edge.center, edge.right))
    return [side.text for side in sides if side.text]
