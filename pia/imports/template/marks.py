"""Holes of choices, boxes and numbers: between the brackets that the form prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia.imports.boxes import found_boxes
from pia.imports.choices import COUNT, chosen
from pia.imports.grid import Cell
from pia.imports.printed import LIST_OF_CHOICES
from pia.imports.scopes import Slot
from pia.imports.template.region import Found, Region
from pia.imports.template.sheets import Sheet
from pia.official import Choice, Item
from pia.official.folding import fold
from pia.outline.frames import Hole

_LISTED = re.compile(r"[0-9]+\)")
_PAIR = re.compile(r"[\[［][^\[\]［］]*[\]］]")  # both widths are printed
_OPENING, _CLOSING = "([（［", ")]）］"  # likewise
_DETAIL = re.compile(r"\s*[(（]")  # likewise
#: The marked sign of each unmarked one that stands without brackets.
_MARKED = {"□": "■", "☐": "☑", "○": "●"}


def choice_hole(region: Region) -> Found | None:
    """Return the hole between the first pair of brackets, where the words of a choice stand."""
    pair = _PAIR.search(region.text)
    return region.between(pair.start(), pair.end() - 1) if pair else None


def is_answer(item: Item, cell: Cell) -> bool:
    """Return whether a cell without brackets says a choice, and does not list it: 1) 実施する."""
    text = fold(cell.text)
    is_list = LIST_OF_CHOICES in text or _LISTED.match(text) is not None
    return not is_list and bool(chosen(item, [cell]))


def count_hole(region: Region, start: int = 0, end: int | None = None) -> Found | None:
    """Return the hole of the first (n)件 in a stretch of a region."""
    found = COUNT.search(region.text, start, len(region.text) if end is None else end)
    if found is None:
        return None
    closing = next(n for n in range(found.end(1), found.end()) if region.text[n] in _CLOSING)
    return region.between(found.start(), closing)


def rest_of_label(sheet: Sheet, slot: Slot) -> Found | None:
    """Return the hole of an answer that stands behind its label in one cell: 「公表日：令和…」."""
    first = slot.cells[0]
    area = sheet.area((slot.label.place.line, slot.label.place.column))
    whole = sheet.cells[area.first].raw
    start = whole.rfind(first.raw)
    if start <= 0:
        return None
    others = (sheet.area((cell.place.line, cell.place.column)) for cell in slot.cells[1:])
    return Found(Hole(sheet.at(area), (start, len(whole))), tuple(o for o in others if o != area))


def stretches(item: Item, region: Region) -> Iterator[tuple[Choice, int, int, int]]:
    """Yield each box: its choice, where its mark begins, its words end, and the next box begins."""
    found = list(found_boxes(item, region.text))
    ends = [*(start for start, *_ in found[1:]), len(region.text)]
    for (start, behind, choice, _), end in zip(found, ends, strict=False):
        yield choice, start, behind, end


def mark_hole(region: Region, start: int) -> Found:
    """Return the hole of a mark: inside its brackets, or the sign □ itself."""
    sign = region.text[start]
    if sign in _OPENING:
        closing = next(n for n in range(start + 1, len(region.text)) if region.text[n] in _CLOSING)
        return region.between(start, closing)
    if sign in _MARKED:
        return Found(region.sign(start, (sign, _MARKED[sign])))
    unmarked = next((plain for plain, marked in _MARKED.items() if marked == sign), "□")
    return Found(region.sign(start, (unmarked, sign)))


def detail_hole(region: Region, start: int, end: int) -> Found | None:
    """Return the hole of the text behind a box, in the brackets that follow its words."""
    opening = _DETAIL.match(region.text, start, end)
    if opening is None:
        return None
    first = opening.end() - 1
    closing = _closing(region.text, first, end)
    return region.between(first, closing) if closing else None


def _closing(text: str, opening: int, end: int) -> int | None:
    """Return where the brackets of a detail close; its text may hold brackets too."""
    behind = len(text[:end].rstrip()) - 1
    if text[behind] in ")）":  # both widths are printed
        return behind
    depth = 0
    for place in range(opening, end):
        depth += (text[place] in "(（") - (text[place] in ")）")  # likewise
        if depth == 0:
            return place
    return None
