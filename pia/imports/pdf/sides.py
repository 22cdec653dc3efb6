"""A page set in two columns of text: all of the left one is read before the right one.

It differs from labels beside answers: its right side holds labels too, and about as much text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from pia.imports.pdf.cells import Drawing
from pia.imports.pdf.columns import NEAR, parts
from pia.imports.pdf.edges import Sheet
from pia.imports.pdf.lines import Line
from pia.imports.pdf.tables import PageTable
from pia.imports.printed import is_printed_label

Thing: TypeAlias = "Line | Drawing | PageTable"

#: The right side begins in this part of the page's width.
_MIDDLE = (0.35, 0.65)
#: Fewest lines and labels on the right side; most that the larger side says for each sign of the other.
_LINES, _LABELS, _BALANCE = 8, 2, 4.0
#: Share of the lines that may lie over both.
_ACROSS = 0.2


def part_sides(sheets: Sequence[Sheet]) -> None:
    """Order what stands on each page as it is read.

    Where one page has two sides, so has every other on which hardly a line lies over both.
    """
    found = Counter(_start(sheet) for sheet in sheets)
    del found[0.0]
    usual = found.most_common(1)[0][0] if found else 0.0
    for sheet in sheets:
        start = _start(sheet) or (usual if usual and _is_free(_texts(sheet), usual) else 0.0)
        if start:
            sheet.things = list(_ordered(sheet.things, start))


def _texts(sheet: Sheet) -> list[Line]:
    lines = (thing for thing in sheet.things if isinstance(thing, Line))
    return [part for line in lines for part in parts(line)]


def _start(sheet: Sheet) -> float:
    """Return where the right side begins, 0 where the page shows none."""
    texts = _texts(sheet)
    low, high = (share * sheet.page.width for share in _MIDDLE)
    begun = Counter(round(text.left / NEAR) for text in texts if low < text.left < high)
    place, count = begun.most_common(1)[0] if begun else (0, 0)
    start = (place - 1) * NEAR
    if count < _LINES or not _is_free(texts, start):
        return 0.0
    right = [text for text in texts if text.left >= start]
    signs = sorted(_signs(side) for side in (right, [t for t in texts if t.right <= start]))
    has_labels = sum(is_printed_label(text.text()) for text in right) >= _LABELS
    return start if has_labels and signs[1] <= _BALANCE * signs[0] else 0.0


def _signs(texts: Sequence[Line]) -> int:
    return sum(len(text.text()) for text in texts)


def _is_free(texts: Sequence[Line], start: float) -> bool:
    """Return whether hardly a text lies over both sides."""
    across = sum(text.left < start < text.right for text in texts)
    return across <= _ACROSS * len(texts)


def _ordered(things: Sequence[Thing], start: float) -> Iterator[Thing]:
    """Yield the left side and then the right side of each stretch between things over both."""
    left: list[Thing] = []
    right: list[Thing] = []
    for thing in things:
        pieces = _pieces(thing, start)
        if not pieces:
            yield from (*left, *right, thing)
            left, right = [], []
        for piece in pieces:
            (left if _ends(piece)[0] < start else right).append(piece)
    yield from (*left, *right)


def _pieces(thing: Thing, start: float) -> list[Thing]:
    """Return what of a thing stands on each side, nothing for one that lies over both."""
    if not isinstance(thing, Line):
        first, last = _ends(thing)
        return [] if first < start < last else [thing]
    if any(part.left < start < part.right for part in parts(thing)):
        return []
    before = tuple(run for run in thing.runs if run.left < start)
    behind = tuple(run for run in thing.runs if run.left >= start)
    sides = (Line(before, min(thing.limit, start)), Line(behind, thing.limit))
    return [side for side in sides if side.runs]


def _ends(thing: Thing) -> tuple[float, float]:
    """Return the left and right end of a thing."""
    if isinstance(thing, Drawing):
        return thing.columns[0], thing.columns[-1]
    return thing.left, thing.right
