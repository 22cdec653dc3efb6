"""Workbooks by openpyxl: one (merged) cell of the sheet is one cell of the outline.

Column A holds nothing but the sign that a row goes on; such a row's texts stand behind those of the
row above, as they are.
"""

from __future__ import annotations

import operator
from io import BytesIO
from itertools import dropwhile
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell

from pia.outline import Outline
from tests.gate.readers import paper
from tests.gate.readers.paper import Paper, Rows

GOES_ON = "続き"
#: Type of a heading or a foot without a frame, in points; what is smaller explains the form's signs.
_PRINTED = 9


def read(data: bytes) -> Paper:
    """Every row of every sheet that has a cell on it; head and foot of the pages are edges.

    Small type outside the frames stands around: 記号の説明.
    """
    seen = Paper()
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        seen.around += [
            str(cell.value) for row in sheet.iter_rows() for cell in row if _explains(cell)
        ]
        seen.rows += _rows(sheet)
        seen.edges += _edges(sheet)
    return seen


def _rows(sheet: Any) -> Rows:
    rows: list[list[list[str]]] = []
    above: dict[int, list[str]] = {}
    for mark, *cells in sheet.iter_rows():
        shown = [c for c in cells if _is_cell(c) and not _explains(c)]
        found = {c.column: [str(c.value or "")] for c in shown}
        if mark.value == GOES_ON:
            for column, pieces in found.items():
                above[column] += pieces
            continue
        assert mark.value is None, f"column A says {mark.value}"
        above |= found
        rows += [list(found.values())] if found else []
    return [from_first_text(tuple(map("".join, row))) for row in rows]


def printed(outline: Outline) -> Rows:
    """The rows of an outline, from the first text of each: an empty strip is drawn like a box."""
    return [from_first_text(row) for row in paper.printed(outline)]


def from_first_text(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the empty cells at its left."""
    return tuple(dropwhile(operator.not_, row))


def _is_cell(cell: Cell | MergedCell) -> bool:
    """Whether something is written or drawn here; places below a merged cell are none."""
    return not isinstance(cell, MergedCell) and (cell.value is not None or _is_framed(cell))


def _explains(cell: Cell | MergedCell) -> bool:
    """Whether a cell stands beside the document: it is written small, in no frame, in no margin."""
    if isinstance(cell, MergedCell) or cell.value in (None, GOES_ON):
        return False
    return not _is_framed(cell) and cell.font.sz < _PRINTED


def _is_framed(cell: Cell) -> bool:
    sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
    return any(side is not None and side.style for side in sides)


def _edges(sheet: Any) -> list[str]:
    foot, head = sheet.oddFooter, sheet.oddHeader
    sides = (side for edge in (head, foot) for side in (edge.left, edge.center, edge.right))
    return [side.text for side in sides if side.text]
