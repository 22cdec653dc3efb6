"""新旧対照表 as a workbook: one line for each row, changed words underlined.

A row that would be higher than a sheet shows goes on in the next ones, in pieces of which a page
holds three or four: a program that prints puts no row on two pages, and would leave the rest of one empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pia.outline import Cell, Outline, Row, RowRole, RunRole
from pia.outline.continuation import MARK, cut
from pia.outline.lines import width

_FONT = {"font_name": "游ゴシック", "font_size": 10}
_CELL: dict[str, Any] = _FONT | {"border": 1, "valign": "top", "text_wrap": True}
_BAND = "#E6E6E6"
_WIDTHS = (24, 55, 55, 9)
#: Half-width signs of a column's width that hold one full-width sign of the type; a line in points;
#: the highest row there is.
_SIGN, _LINE, _HIGHEST = 1.95, 17.0, 409.0
#: Lines of a piece: a third of what A4 across shows below the heading.
_PIECE = 9

#: A text in stretches that changed and that did not.
_Stretches = list[tuple[bool, str]]


def write(outline: Outline) -> bytes:
    """Return the one table of an outline as a workbook, to be printed across A4."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        made = datetime.combine(outline.dated, time(), UTC)
        book.set_properties({"title": outline.title, "subject": outline.name, "created": made})
        book.formats[0].set_font_name(_FONT["font_name"])
        sheet = book.add_worksheet(outline.title)
        writer = _Writer(book, sheet)
        rows = outline.parts[0].tables[0].all_rows()
        printed = ((row, cells) for row in rows for cells in _pieced(row))
        for line, (row, cells) in enumerate(printed):
            sheet.set_row(line, _LINE * max(map(_lines, map(_text, cells), _WIDTHS)))
            for place, cell in enumerate(cells):
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

    def write(self, line: int, place: int, cell: _Stretches, *, is_head: bool) -> None:
        if is_head:
            self._sheet.write_string(line, place, _text(cell), self._head)
        elif len(cell) < 2:  # noqa: PLR2004 - one stretch has one format
            whole = self._under if cell and cell[0][0] else self._plain
            self._sheet.write_string(line, place, _text(cell), whole)
        else:
            rich = [part for changed, text in cell for part in (self._fonts[changed], text)]
            self._sheet.write_rich_string(line, place, *rich, self._plain)


def _pieced(row: Row) -> Iterator[list[_Stretches]]:
    """Yield the cells of a row, in so many lines of the sheet as they take."""
    left = [list(_stretches(cell)) for cell in row.cells]
    whole = int(_HIGHEST // _LINE)
    most = whole if max(map(_lines, map(_text, left), _WIDTHS)) <= whole else _PIECE
    is_first = True
    while is_first or any(left):
        here = [_parted(cell, wide, most) for cell, wide in zip(left, _WIDTHS, strict=True)]
        cells, left = [cell for cell, _ in here], [rest for _, rest in here]
        yield cells if is_first or cells[0] else [[(False, MARK)], *cells[1:]]
        is_first = False


def _parted(cell: _Stretches, wide: int, most: int) -> tuple[_Stretches, _Stretches]:
    """Return what a row of so many lines shows of a cell, and the rest."""
    end = cut(_text(cell), most, lambda text: _lines(text, wide))
    before, behind = [], []
    for changed, text in cell:
        before += [(changed, text[:end])] if end > 0 else []
        behind += [(changed, text[max(end, 0) :])] if end < len(text) else []
        end -= len(text)
    return before, behind


def _text(cell: _Stretches) -> str:
    return "".join(text for _, text in cell)


def _stretches(cell: Cell) -> Iterator[tuple[bool, str]]:
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


def _lines(text: str, wide: int) -> int:
    """Return the lines of a text: no program works out the height of one with two types."""
    parts = text.removesuffix("\n").split("\n")
    return sum(max(1, ceil(width(part) * _SIGN / wide)) for part in parts)


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
