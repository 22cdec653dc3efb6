"""What every page of a text repeats: page numbers, running titles, links back to the top."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pia.imports.grid import Cell, Row
from pia.official.folding import fold

#: - 3 -, 3/16, 3ページ, 3; the sign or word tells a page from an answer.
_NUMBER = re.compile(r"[-~]?(?:p\.?|page)?([0-9]{1,3})(?:(?:/|of)[0-9]{1,3})?(?:ページ|頁)?[-~]?")
#: Fewer pages than these are no sequence: a number alone on its line may be an answer.
_PAGES = 3
#: Links of a site that stand in its text.
_TO_TOP = re.compile(
    r"[▲△↑^]?(?:この)?(?:ページ|画面)?の?(?:先頭|トップ|上)(?:部)?[へに](?:戻る|もどる)?"
)


def without_furniture(rows: Sequence[Row]) -> tuple[list[Row], list[Cell]]:
    """Return the rows of a body without what belongs to its pages, and the cells left out."""
    lines = [n for n, row in enumerate(rows) if _line(row)]
    numbers = _page_numbers(rows, lines)
    gone = {n for n in lines if _TO_TOP.fullmatch(_line(rows[n]))} | set(numbers)
    gone |= _titles(rows, numbers)
    blank = _blank_around(rows, gone - {n for n in gone if _TO_TOP.fullmatch(_line(rows[n]))})
    left = [cell for n in sorted(gone) for cell in rows[n].filled]
    return [row for n, row in enumerate(rows) if n not in gone | blank], left


def _line(row: Row) -> str:
    """Return the folded text of a line outside tables, "" for any other row."""
    filled = row.filled
    return fold(filled[0].text) if len(filled) == 1 and not filled[0].place.part else ""


def _page_numbers(rows: Sequence[Row], lines: Sequence[int]) -> list[int]:
    """Return the rows that count the pages: each says the number behind the one before."""
    counted: dict[int, list[int]] = {}
    for n in lines:
        if number := _NUMBER.fullmatch(_line(rows[n])):
            page = int(number[1])
            up_to_here = [*counted.get(page - 1, ()), n]
            if len(up_to_here) >= len(counted.get(page, ())):
                counted[page] = up_to_here
    longest = max(counted.values(), key=len, default=[])
    return longest if len(longest) >= _PAGES else []


def _titles(rows: Sequence[Row], numbers: Sequence[int]) -> set[int]:
    """Return the lines that stand beside the page numbers again and again."""
    beside = [m for n in numbers for m in (_next(rows, n, -1), _next(rows, n, 1)) if m is not None]
    said = Counter(_line(rows[m]) for m in beside)
    return {m for m in beside if said[_line(rows[m])] >= _PAGES}


def _next(rows: Sequence[Row], start: int, step: int) -> int | None:
    """Return the next line with text, None where a table stands there."""
    here = start + step
    while 0 <= here < len(rows) and not rows[here].filled:
        here += step
    return here if 0 <= here < len(rows) and _line(rows[here]) else None


def _blank_around(rows: Sequence[Row], gone: set[int]) -> set[int]:
    """Return the blank rows beside what goes: the end of a page is no paragraph."""
    blank: set[int] = set()
    for n in gone:
        for step in (-1, 1):
            here = n + step
            while 0 <= here < len(rows) and not rows[here].filled:
                blank.add(here)
                here += step
    return blank
