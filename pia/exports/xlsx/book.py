"""The workbook: a sheet per part, A4, its properties, in bytes that depend on the outline alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pia.exports.xlsx.laying import Laid, laid
from pia.exports.xlsx.looks import FONT, Formats
from pia.exports.xlsx.names import foot, sheet_names
from pia.exports.xlsx.package import with_language
from pia.exports.xlsx.paper import MARGIN, paper_of
from pia.outline import Outline, Part, PartKind

_OPTIONS = {
    "in_memory": True,
    "strings_to_urls": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "default_column_width": 72,
    "default_row_height": 17,
}
#: Widths of columns are counted in digits of the type that nothing here is set in. 游ゴシック would
#: do, but where it is missing its stand-in has wider digits: all columns grow and the page shrinks.
#: Verdana and its stand-ins agree: 8 pixels a digit.
_NORMAL = {"font_name": "Verdana", "font_size": 10}
_A4, _INCH = 9, 72
_EVERYWHERE = "A1:XFD1048576"
#: Margins of the page in points; the column of marks stands in the left one.
_SIDE, _TOP, _BOTTOM = 42, 56, 52
_TYPE = f'&8&"{FONT},標準"'


def write(outline: Outline) -> bytes:
    """Return the outline as an Excel workbook."""
    file = BytesIO()
    groups = _groups(outline.parts)
    # XlsxWriter writes into the properties it is given: each workbook has its own
    with Workbook(file, _OPTIONS | {"default_format_properties": dict(_NORMAL)}) as book:
        _describe(book, outline)
        formats = Formats(book)
        for group, name in zip(groups, sheet_names(groups), strict=True):
            sheet = book.add_worksheet(name)
            given = laid(group, paper_of(group))
            _fill(sheet, given, formats)
            _set_up(sheet, given, outline)
    return with_language(file.getvalue(), outline.language)


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Return the parts of each sheet: 項目一覧 stands on that of the cover."""
    groups: list[list[Part]] = []
    for part in parts:
        if part.kind == PartKind.CONTENTS and groups:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _describe(book: Workbook, outline: Outline) -> None:
    """Say what the file is and whose; its date is the document's, never the clock's."""
    book.set_properties(
        {
            "title": outline.name or outline.title,
            "subject": outline.title,
            "author": outline.organisation,
            "created": datetime.combine(outline.dated, time(), UTC),
        }
    )


def _fill(sheet: Worksheet, given: Laid, formats: Formats) -> None:
    sheet.set_column_pixels(0, 0, MARGIN)
    for column, wide in enumerate(given.paper.widths(), start=1):
        sheet.set_column_pixels(column, column, wide)
    for row, high in enumerate(given.heights):
        sheet.set_row(row, high)
    for put in given.puts:
        form = formats.of(put.look)
        if (put.top, put.left) != (put.bottom, put.right):
            sheet.merge_range(put.top, put.left, put.bottom, put.right, "", form)
        if put.text:
            sheet.write_string(put.top, put.left, put.text, form)
        else:
            sheet.write_blank(put.top, put.left, None, form)


def _set_up(sheet: Worksheet, given: Laid, outline: Outline) -> None:
    """Set up the paper: pages as they were laid out, headings repeated, page numbers."""
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    if given.paper.across:
        sheet.set_landscape()
    sheet.set_margins(
        left=(_SIDE - MARGIN * 3 / 4) / _INCH,
        right=_SIDE / _INCH,
        top=_TOP / _INCH,
        bottom=_BOTTOM / _INCH,
    )
    sheet.print_area(0, 0, len(given.heights) - 1, given.paper.last)
    sheet.fit_to_pages(1, 0)
    sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
    if given.breaks:
        sheet.set_h_pagebreaks(given.breaks)
    if given.repeated is not None:
        sheet.repeat_rows(given.repeated)
        sheet.freeze_panes(given.repeated + 1, 0)
    name, owner = foot(outline.name or outline.title), foot(outline.organisation)
    sheet.set_footer(f"&L{_TYPE}{name}&C{_TYPE}&P / &N&R{_TYPE}{owner}")
