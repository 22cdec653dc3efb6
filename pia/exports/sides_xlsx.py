"""新旧対照表 as a workbook: one line for each row, changed words underlined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pia.outline import Cell, Outline, Row, RowRole, RunRole
from pia.outline.lines import width

_FONT = {"font_name": "游ゴシック", "font_size": 10}
_CELL: dict[str, Any] = _FONT | {"border": 1, "valign": "top", "text_wrap": True}
_BAND = "#E6E6E6"
_WIDTHS = (24, 55, 55, 9)
#: Half-width signs of a column's width that hold one full-width sign of the type; a line in points;
#: the highest row there is.
_SIGN, _LINE, _HIGHEST = 1.95, 17.0, 409.0
#: Signs that a workbook holds in one cell, less what is said where a text is cut.
_MOST, _CUT = 32_000, "…（長いため、続きは画面か Word で見てください）"


def write(outline: Outline) -> bytes:
    """Return the one table of an outline as a workbook, to be printed across A4."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        made = datetime.combine(outline.dated, time(), UTC)
        book.set_properties({"title": outline.title, "subject": outline.name, "created": made})
        book.formats[0].set_font_name(_FONT["font_name"])
        sheet = book.add_worksheet(outline.title)
        writer = _Writer(book, sheet)
        for line, row in enumerate(outline.parts[0].tables[0].all_rows()):
            sheet.set_row(line, _height(row))
            for place, cell in enumerate(row.cells):
                writer.write(line, place, cell, is_head=row.role == RowRole.HEADER)
        _set_up(sheet, outline)
    return file.getvalue()


class _Writer:
    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._head = book.add_format(_CELL | {"bold": True, "bg_color": _BAND})
        self._plain = book.add_format(_CELL | {"quote_prefix": True})
        self._under = book.add_format(_CELL | {"quote_prefix": True, "underline": 1})
        self._fonts = book.add_format(_FONT), book.add_format(_FONT | {"underline": 1})

    def write(self, line: int, place: int, cell: Cell, *, is_head: bool) -> None:
        pieces = list(_pieces(cell))
        if is_head:
            self._sheet.write_string(line, place, cell.text, self._head)
        elif len(pieces) < 2 or len(cell.text) > _MOST:  # noqa: PLR2004 - one piece has one format
            whole = self._under if len(pieces) == 1 and pieces[0][0] else self._plain
            self._sheet.write_string(line, place, _cut(cell.text), whole)
        else:
            rich = [part for changed, text in pieces for part in (self._fonts[changed], text)]
            self._sheet.write_rich_string(line, place, *rich, self._plain)


def _pieces(cell: Cell) -> Iterator[tuple[bool, str]]:
    """Yield the text of a cell in stretches that changed and that did not."""
    stretch, is_changed = "", False
    for number, line in enumerate(cell.lines):
        stretch += "\n" if number else ""
        for run in line:
            if stretch and is_changed != (run.role == RunRole.CHANGED):
                yield is_changed, stretch
                stretch = ""
            is_changed = run.role == RunRole.CHANGED
            stretch += run.text
    if stretch:
        yield is_changed, stretch


def _height(row: Row) -> float:
    """Return the height of a row: no program works out that of a text with two types."""
    lines = (
        sum(max(1, ceil(width(part) * _SIGN / room)) for part in cell.text.split("\n"))
        for cell, room in zip(row.cells, _WIDTHS, strict=True)
    )
    return min(max(lines) * _LINE, _HIGHEST)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[:_MOST] + _CUT


def _set_up(sheet: Worksheet, outline: Outline) -> None:
    for place, wide in enumerate(_WIDTHS):
        sheet.set_column(place, place, wide)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&L" + f"{outline.title}　{outline.name}"[:100].replace("&", "&&"))
    sheet.set_footer("&C&P / &N")
