"""A plain list as a workbook that an officer sorts, filters and prints: the change table, 見直し, 評価書一覧.

Days are real days shown in 和暦, so that they sort; every text is a text, whatever it begins with,
also after somebody has edited the cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FONT = "游ゴシック"
_WAREKI = '[$-411]ggge"年"m"月"d"日"'
#: Most signs of a cell in Excel is 32,767; what a cell cannot hold is said at its end.
_MOST = 32_000
_CUT = "…（続きは評価書を見てください）"
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


def write_sheet(given: Sheet) -> bytes:
    """Return the workbook: the same bytes for the same list."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        made = datetime.combine(given.as_of, time(), UTC)
        book.set_properties({"title": given.title, "created": made})
        book.formats[0].set_font_name(_FONT)
        sheet = book.add_worksheet(given.title)
        _head(book, sheet, given)
        _cells(book, sheet, given)
        _set_up(sheet, given)
    return file.getvalue()


def _head(book: Workbook, sheet: Worksheet, given: Sheet) -> None:
    form = book.add_format(_PLAIN | {"bold": True, "bg_color": "#E6E6E6"})
    for place, (heading, width) in enumerate(given.columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, form)
    sheet.set_row(0, _LINE * _lines([heading for heading, _ in given.columns], given))


def _cells(book: Workbook, sheet: Worksheet, given: Sheet) -> None:
    text = book.add_format(_PLAIN | {"quote_prefix": True})
    day = book.add_format(_PLAIN | {"num_format": _WAREKI, "align": "left"})
    count = book.add_format(_PLAIN)
    for line, row in enumerate(given.rows, 1):
        sheet.set_row(line, min(_LINE * _lines(row, given), _HIGHEST))
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(line, place, value, day)
            elif isinstance(value, int):
                sheet.write_number(line, place, value, count)
            else:
                sheet.write_string(line, place, _fitting(value or ""), text)


def _fitting(text: str) -> str:
    return text if len(text) <= _MOST else text[:_MOST] + _CUT


def _lines(row: Sequence[Value], given: Sheet) -> int:
    """Return how many lines the longest text of a row takes: not every program measures it."""
    widths = (width for _, width in given.columns)
    return max(
        sum(_wrapped(line, width) for line in text.split("\n"))
        for text, width in zip(row, widths, strict=True)
        if isinstance(text, str)
    )


def _wrapped(line: str, width: float) -> int:
    return max(1, ceil(sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line) / width))


def _set_up(sheet: Worksheet, given: Sheet) -> None:
    """Set up screen and paper: A4 across, headings on every page, page numbers."""
    sheet.freeze_panes(1, given.frozen)
    sheet.autofilter(0, 0, max(len(given.rows), 1), len(given.columns) - 1)
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
