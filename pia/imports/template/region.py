"""The cells that belong to one label, as one text that knows which cell each sign stands in.

Whether brackets, marks and words stand in cells of their own or together in one cell is the same
text; only what is written at the end differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pia.imports.scopes import Slot
from pia.imports.template.areas import Area
from pia.imports.template.sheets import Sheet
from pia.outline.frames import Hole


@dataclass(frozen=True)
class _Piece:
    """A cell, and where its words stand in the text of the region."""

    area: Area
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Found:
    """A hole, and the cells in which more of its old words stand."""

    hole: Hole
    stale: tuple[Area, ...] = ()


class Region:
    """Rows of cells, read from the left and from above."""

    def __init__(self, sheet: Sheet, lines: Sequence[Sequence[Area]]) -> None:
        self.sheet = sheet
        self.lines = lines
        self._pieces: list[_Piece] = []
        text = ""
        for line in lines:
            for area in line:
                cell = sheet.cells.get(area.first)
                words = cell.raw if cell and not cell.is_blank else ""
                self._pieces.append(_Piece(area, words, len(text)))
                text += words
            text += "\n"
        self.text = text

    def between(self, opening: int, closing: int) -> Found:
        """Return the hole between two signs of the text, such as `[` and `]`."""
        first, last = self._holding(opening), self._holding(closing)
        piece = self._pieces[first]
        begin = opening + 1 - piece.start
        if first == last:
            return Found(Hole(self.sheet.at(piece.area), (begin, closing - piece.start)))
        inside = self._pieces[first + 1 : last]
        filled = [p.area for p in inside if p.text]
        if piece.text[begin:].strip() or not inside:
            hole = Hole(self.sheet.at(piece.area), (begin, len(piece.text)))
            return Found(hole, tuple(filled))
        widest = max((p.area for p in inside), key=self.sheet.width)
        target = filled[0] if filled else widest
        return Found(Hole(self.sheet.at(target)), tuple(filled[1:]))

    def sign(self, place: int, signs: tuple[str, str]) -> Hole:
        """Return the hole that is one sign of the text, such as □."""
        piece = self._pieces[self._holding(place)]
        here = place - piece.start
        return Hole(self.sheet.at(piece.area), (here, here + 1), signs)

    def _holding(self, place: int) -> int:
        return next(n for n, p in enumerate(self._pieces) if p.start <= place < p.end)


def region_of(sheet: Sheet, slot: Slot, labels: Iterable[Area]) -> Region:
    """Return the cells beside a label and, of the rows below, those that hold its answer."""
    label = sheet.area((slot.label.place.line, slot.label.place.column))
    beside = range(label.top, label.bottom + 1)
    lines = sorted({*beside, *(cell.place.line for cell in slot.cells)})
    others = {area.first for area in labels} - {label.first}
    found = []
    for line in lines:
        areas = list(sheet.line(line, label.right + 1 if line in beside else 1))
        stops = [n for n, area in enumerate(areas) if area.first in others]
        found.append(areas[: stops[0]] if stops else areas)
    if is_in_label(sheet, slot, label):
        found[0].insert(0, label)
    return Region(sheet, found)


def is_in_label(sheet: Sheet, slot: Slot, label: Area) -> bool:
    """Return whether some of an answer stands in the cell of its label."""
    places = ((cell.place.line, cell.place.column) for cell in slot.cells)
    return any(sheet.area(place) == label for place in places)
