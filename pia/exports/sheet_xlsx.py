"""A plain list as a workbook that an officer sorts, filters and prints: the change table, 見直し, 評価書一覧.

Days are real days shown in 和暦, so that they sort; every text is a text, whatever it begins with,
also after somebody has edited the cell. A text that no cell holds goes on in rows of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import zip_longest
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pia.outline.continuation import MARK, MOST_SIGNS, pieces, signs

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FONT = "游ゴシック"
_WAREKI = '[$-411]ggge"年"m"月"d"日"'
#: Height of a line in points; no row is higher than 409.
_LINE, _HIGHEST = 16, 400
_PLAIN: dict[str, Any] = {
    "font_name": _FONT,
    "font_size": 10,
    "border": 1,
    "valign": "top",
    "text_wrap": True,
}

Value = str | int | date | None


@dataclass(frozen=True)
class Sheet:
    """A list: its title, heading and width of each column, its rows, the day it speaks of."""

    title: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[Sequence[Value], ...]
    as_of: date
    #: Head of each printed page, at the left and at the right.
    header: tuple[str, str] = ("", "")
    #: Columns that stay in sight.
    frozen: int = 0
    #: Printed and read, not sorted: a text goes on where its row would be higher than is shown.
    is_read: bool = False


def write_sheet(given: Sheet) -> bytes:
    """Return the workbook: the same bytes for the same list."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        made = datetime.combine(given.as_of, time(), UTC)
        book.set_properties({"title": given.title, "created": made})
        book.formats[0].set_font_name(_FONT)
        sheet = book.add_worksheet(given.title)
        _head(book, sheet, given)
        last = _cells(book, sheet, given)
        _set_up(sheet, given, last)
    return file.getvalue()


def _head(book: Workbook, sheet: Worksheet, given: Sheet) -> None:
    form = book.add_format(_PLAIN | {"bold": True, "bg_color": "#E6E6E6"})
    for place, (heading, width) in enumerate(given.columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, form)
    sheet.set_row(0, _LINE * _lines([heading for heading, _ in given.columns], given))


def _cells(book: Workbook, sheet: Worksheet, given: Sheet) -> int:
    """Write the rows, return the last one of the sheet."""
    text = book.add_format(_PLAIN | {"quote_prefix": True})
    day = book.add_format(_PLAIN | {"num_format": _WAREKI, "align": "left"})
    count = book.add_format(_PLAIN)
    rows = [piece for row in given.rows for piece in _pieced(row, given)]
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, min(_LINE * _lines(row, given), _HIGHEST))
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(line, place, value, day)
            elif isinstance(value, int):
                sheet.write_number(line, place, value, count)
            else:
                sheet.write_string(line, place, value or "", text)
    return len(rows)


def _pieced(row: Sequence[Value], given: Sheet) -> Iterator[Sequence[Value]]:
    """Yield a row, and those in which its texts go on that are longer than a cell."""
    columns = (
        _cells_of(value, width if given.is_read else None)
        for value, (_, width) in zip(row, given.columns, strict=True)
    )
    for n, (first, *others) in enumerate(zip_longest(*columns)):
        yield (MARK if n and first is None else first, *others)


def _cells_of(value: Value, width: float | None) -> list[Value]:
    """Return a value in pieces of what a cell holds, or shows at a width."""
    if not isinstance(value, str) or not value:
        return [value]
    if width is None:
        return list(pieces(value, MOST_SIGNS, lambda line: signs(line) + 1))
    return list(pieces(value, _HIGHEST // _LINE, lambda line: _wrapped(line, width)))


def _lines(row: Sequence[Value], given: Sheet) -> int:
    """Return how many lines the longest text of a row takes: not every program measures it."""
    widths = (width for _, width in given.columns)
    counts = (
        sum(_wrapped(line, width) for line in text.removesuffix("\n").split("\n"))
        for text, width in zip(row, widths, strict=True)
        if isinstance(text, str)
    )
    return max(counts, default=1)


def _wrapped(line: str, width: float) -> int:
    return max(1, ceil(sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line) / width))


def _set_up(sheet: Worksheet, given: Sheet, last: int) -> None:
    """Set up screen and paper: A4 across, headings on every page, page numbers."""
    sheet.freeze_panes(1, given.frozen)
    if not given.is_read:
        sheet.autofilter(0, 0, max(last, 1), len(given.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    left, right = given.header
    sheet.set_header(f"&L{_literal(left)}&R{_literal(right)}")
    sheet.set_footer("&C&P / &N")


def _literal(text: str) -> str:
    """Return words for a page header: & begins a code there, and 255 signs are the most."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:100].replace("&", "&&")
