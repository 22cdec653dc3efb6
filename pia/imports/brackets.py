"""Marks and labels as cells of their own, however a file spreads them over its cells.

The official workbook is a narrow grid, where each bracket has a cell of its own, and what stands
between two of them is a mark, a chosen word, a number or the text of その他( ). Elsewhere the boxes of
a section bar (「4. …の委託 [ ] 委託しない」) stand in the cell of its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pia.imports.grid import LOST_MARK, Cell, Row
from pia.imports.printed import is_printed_label
from pia.official.folding import fold

_BOX = re.compile(rf"[\[［☐□☑☒{LOST_MARK}]")  # both widths are printed
#: What stands in a cell of its own before the title of a label: ①, (1), 1., Ⅱ.
_IS_NUMBER = re.compile(r"\(?(?:[0-9]{1,2}|[ivx]{1,4}|別添[12]|リスク[0-9]?)[).:]?")
_CLOSING = {"[": "]", "［": "］", "(": ")", "（": "）"}  # both widths are printed


def arranged(row: Row) -> Row:
    """Return a row with each mark in one cell, and no label in the cell of a mark."""
    return _parted(_numbered(_joined(row)))


def _parted(row: Row) -> Row:
    """Return a row that is a label with boxes behind it as two cells."""
    cell = row.filled[0] if len(row.filled) == 1 else None
    box = _BOX.search(cell.text) if cell else None
    if cell is None or box is None or not is_printed_label(cell.text[: box.start()].strip()):
        return row
    behind = replace(cell.place, inside=1)
    label, boxes = cell.text[: box.start()].strip(), cell.text[box.start() :]
    return Row((replace(cell, text=label), Cell(boxes, behind, boxes, cell.rows)))


def begins_with_box(text: str) -> bool:
    """Return whether a text begins with a box or bracket of the paper."""
    return _BOX.match(text) is not None


def _numbered(row: Row) -> Row:
    """Return a row in which the number of a label and its title are one cell: 「①」「部署」."""
    filled = row.filled
    for number, title in pairwise(filled):
        if not _IS_NUMBER.fullmatch(fold(number.text)):
            continue
        text = f"{number.text.strip()} {title.text.strip()}"
        if is_printed_label(text):
            one = replace(number, text=text, raw=f"{number.raw}\t{title.raw}")
            others = (one if cell is number else cell for cell in row.cells if cell is not title)
            return Row(tuple(others))
    return row


def _joined(row: Row) -> Row:
    """Return a row with each pair of brackets, and what stands between them, as one cell."""
    cells: list[Cell] = []
    rest = list(row.cells)
    while rest:
        taken = _pair(rest) or 1
        cells.append(_one(rest[:taken]) if taken > 1 else rest[0])
        rest = rest[taken:]
    return row if len(cells) == len(row.cells) else Row(tuple(cells))


def is_in_brackets(text: str) -> bool:
    """Return whether a text is nothing but brackets with their inside: `[ ○ ]`, `( 2 ) 件`."""
    text = text.strip().removesuffix("件").rstrip()
    return len(text) > 1 and _CLOSING.get(text[0]) == text[-1]


def _pair(cells: Sequence[Cell]) -> int:
    """Return how many cells a pair of brackets takes that the first one opens, else 0."""
    opening = cells[0].text.strip()
    closing = _CLOSING.get(opening)
    if closing is None:
        return 0
    for count, cell in enumerate(cells[1:], start=2):
        text = cell.text.strip()
        if text.startswith(closing):
            return count
        if text == opening:
            return 0
    return 0


def _one(cells: Sequence[Cell]) -> Cell:
    filled = [cell for cell in cells if not cell.is_blank]
    return Cell(
        " ".join(cell.text.strip() for cell in filled),
        cells[0].place,
        "\t".join(cell.raw for cell in filled),
        rows=max(cell.rows for cell in cells),
        doubt=next((cell.doubt for cell in filled if cell.doubt), ""),
    )
