"""Where the answer of a text goes: into the cell that holds an older one, else into a blank one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pia.imports.scopes import Slot
from pia.imports.template.areas import Area
from pia.imports.template.region import region_of
from pia.imports.template.sheets import Sheet
from pia.outline.frames import Hole

#: Pixels of the narrowest cell that takes a text; columns of a narrow grid are thinner.
_NARROWEST = 40
#: Points of a cell that takes several lines: it is not one line of a ruled sheet.
_TALL = 40


@dataclass(frozen=True)
class Room:
    """The cells of a text: where its words go and what an older answer left behind."""

    words: tuple[Area, ...]
    stale: tuple[Area, ...] = ()


def room_of(sheet: Sheet, slot: Slot, labels: Sequence[Area]) -> Room:
    """Return the room of a text beside or below its label; none where there is no cell."""
    if slot.item.value == "appendix":
        return _lines(sheet, slot, labels)
    if slot.cells:
        first, *others = _written(sheet, slot)
        return Room((first,), tuple(others))
    label = sheet.area((slot.label.place.line, slot.label.place.column))
    places = [_beside(sheet, slot, labels), list(_below(sheet, label, labels))]
    if slot.item.value == "below":
        places.reverse()
    ways = [way(sheet, areas) for way in (_made, _wide, _thin) for areas in places]
    found = max(next(filter(None, ways), []), key=sheet.size, default=None)
    return Room((found,) if found else ())


def holes_of(sheet: Sheet, room: Room) -> tuple[Hole, ...]:
    """Return the cells of a room as holes."""
    return tuple(Hole(sheet.at(area)) for area in room.words)


def _written(sheet: Sheet, slot: Slot) -> list[Area]:
    """Return the cells that hold an older answer, in reading order; a pair of brackets takes more."""
    areas = []
    for cell in slot.cells:
        first = cell.place.column
        own = sheet.cells.get((cell.place.line, first))
        many = 1 if own and own.raw == cell.raw else len(cell.raw.split("\t"))
        filled = (a for a in sheet.line(cell.place.line, first) if sheet.text(a))
        areas += list(islice(filled, many))
    return areas


def _beside(sheet: Sheet, slot: Slot, labels: Iterable[Area]) -> list[Area]:
    """Return the blank cells right of a label, up to the next label; the next one at least."""
    areas = [a for line in region_of(sheet, slot, labels).lines for a in line]
    if not areas:
        label = sheet.area((slot.label.place.line, slot.label.place.column))
        is_last = label.right >= sheet.last[1] and slot.item.value not in ("below", "appendix")
        areas = [sheet.area((label.top, label.right + 1))] if is_last else []
    return [area for area in areas if not sheet.text(area)]


def _below(sheet: Sheet, label: Area, labels: Sequence[Area]) -> Iterator[Area]:
    """Yield the blank cells under a label, as wide as it reaches, up to the next row of labels."""
    under = [a.top for a in labels if a.top > label.bottom]
    right = [a.left for a in labels if a.top == label.top and a.left > label.left]
    bottom = min(under, default=sheet.last[0] + 1)
    for line in range(label.bottom + 1, bottom):
        for area in sheet.line(line, label.left, min(right) - 1 if right else 0):
            if not sheet.text(area) and area.bottom < bottom:
                yield area


def _made(sheet: Sheet, areas: Sequence[Area]) -> list[Area]:
    """Return the cells that somebody made to be written in."""
    return [area for area in _wide(sheet, areas, len(areas)) if sheet.exists(area)]


def _wide(sheet: Sheet, areas: Sequence[Area], most: int = 1) -> list[Area]:
    """Return the first cells that are wide enough for a text."""
    return [area for area in areas if sheet.width(area) >= _NARROWEST][:most]


def _thin(sheet: Sheet, areas: Sequence[Area]) -> list[Area]:
    """Return the cells of a narrow grid that nobody merged; the text reaches over the next ones."""
    return [area for area in areas if sheet.exists(area)]


def _lines(sheet: Sheet, slot: Slot, labels: Sequence[Area]) -> Room:
    """Return the room of a 別添: one tall cell, or the lines of a ruled sheet."""
    label = sheet.area((slot.label.place.line, slot.label.place.column))
    under = [a.top for a in labels if a.top > label.bottom]
    bottom = min(under, default=sheet.last[0] + 1)
    rows = [list(sheet.line(line)) for line in range(label.bottom + 1, bottom)]
    areas = [area for row in rows for area in row if sheet.exists(area) or sheet.text(area)]
    areas = [area for area in areas if area.first not in sheet.formulas]
    if not areas:
        return Room((sheet.area((label.bottom + 1, label.left)),))
    widest = max(areas, key=sheet.width)
    column = [area for area in areas if area.left == widest.left]
    if max(map(sheet.height, column)) >= _TALL:
        column = [max(column, key=sheet.size)]
    written = {sheet.area((c.place.line, c.place.column)).first for c in slot.cells}
    used = {area.first for area in column}
    return Room(tuple(column), tuple(a for a in areas if a.first in written - used))
