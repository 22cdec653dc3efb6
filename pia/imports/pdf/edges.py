"""Heads and feet of pages, which are no part of the document: what comes again at their edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pia.imports.pdf.cells import Drawing
from pia.imports.pdf.lines import Line
from pia.imports.pdf.page import Page
from pia.imports.pdf.tables import PageTable
from pia.official.folding import fold

#: Heads and feet of pages stand in this share of the page at each end, on the same height.
_EDGE, _SAME_HEIGHT = 0.12, 5.0
_PAGE_NUMBER = re.compile(
    r"\W*(?:p\.?|page)?(\d{1,4})(?:\W{1,3}\d{1,4})?(?:ページ|頁|枚目)?\W*", re.IGNORECASE
)


@dataclass
class Sheet:
    """What stands on one page, from the top."""

    page: Page
    things: list[Line | Drawing | PageTable]


def drop_edges(sheets: Sequence[Sheet]) -> None:
    """Drop lines at the edges of pages that come again on most pages, but for their numbers.

    A number alone is dropped where it stands outermost and counts the pages; else it is an answer.
    """
    counted = _counted(sheets)
    found = Counter(
        (key, sheet.page.height)
        for sheet in sheets
        for key in {_edge_key(sheet, thing) for thing in sheet.things} - {""}
    )
    shapes = Counter(sheet.page.height for sheet in sheets)
    for sheet in sheets:
        high = sheet.page.height
        most = max(2, shapes[high] / 2)
        sheet.things = [
            thing
            for thing in sheet.things
            if not (key := _edge_key(sheet, thing))
            or not (found[key, high] >= most or thing in counted)
        ]


def _edge_key(sheet: Sheet, thing: Line | Drawing | PageTable) -> str:
    """Return what is the same of a head or foot on all pages, "" for what is none."""
    if not isinstance(thing, Line):
        return ""
    high = sheet.page.height
    if _EDGE * high < thing.base < (1 - _EDGE) * high:
        return ""
    text = re.sub(r"\d+", "#", fold(thing.text()))
    return f"{round(thing.base / _SAME_HEIGHT)} {text}"


def _counted(sheets: Sequence[Sheet]) -> list[Line]:
    """Return the outermost lines of pages that are numbers, each as far from its page's as most are."""
    found = [
        (int(number[1]) - sheet.page.number, thing)
        for sheet in sheets
        for thing in sheet.things[:1] + sheet.things[-1:]
        if isinstance(thing, Line) and _edge_key(sheet, thing)
        if (number := _PAGE_NUMBER.fullmatch(thing.text().strip()))
    ]
    usual = Counter(away for away, _ in found).most_common(1)
    return [thing for away, thing in found if usual and away == usual[0][0]]
