"""What a workbook must not have: sheets, rows, columns, cells and texts that a person does not see."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
from lxml import etree

from tests.gate.hiding.package import hidden_in_package
from tests.gate.readers import sheet
from tests.gate.readers.paper import bare

#: What a sheet of ours is made of; formulas, links, remarks and pictures are no part of it.
_SHEET = frozenset(
    ("worksheet", "sheetPr", "pageSetUpPr", "dimension", "sheetViews", "sheetView", "selection")
) | frozenset(("pane", "sheetFormatPr", "cols", "col", "sheetData", "row", "c", "v", "mergeCells"))
_PRINT = frozenset(
    ("mergeCell", "printOptions", "pageMargins", "pageSetup", "headerFooter", "oddFooter")
) | frozenset(("oddHeader", "rowBreaks", "brk", "ignoredErrors", "ignoredError"))
_NAMES = frozenset(("_xlnm.Print_Area", "_xlnm.Print_Titles"))
#: Smallest type, lowest row and narrowest column that can be read.
_TYPE, _ROW, _COLUMN = 6, 6, 1.5


def hidden(data: bytes) -> list[str]:
    """Say what a person would not see; nothing for a file that is all on the paper."""
    seen = sheet.read(data).text
    found = list(hidden_in_package(data, "xlsx", seen))
    book = openpyxl.load_workbook(BytesIO(data))
    for one in book:
        found += [f"{one.title}: {what}" for what in _in_sheet(one)]
    found += [f"a name {name}" for name in book.defined_names]
    with ZipFile(BytesIO(data)) as package:
        roots = {n: etree.fromstring(package.read(n)) for n in package.namelist() if "xl/" in n}
    strings = [root for name, root in roots.items() if name.endswith("sharedStrings.xml")]
    for text in (one for root in strings for one in root.iter("{*}si")):
        words = bare("".join(map(str, text.itertext()))).replace("_x005F_", "_")
        found += [f"a text in no cell: {words}"] if words not in seen + sheet.GOES_ON else []
    for name, root in roots.items():
        if "worksheets" in name:
            kinds = {etree.QName(e).localname for e in root.iter(etree.Element)}
            found += [f"{name}: <{kind}>" for kind in sorted(kinds - _SHEET - _PRINT)]
    names = roots["xl/workbook.xml"].iter("{*}definedName")
    return found + [f"a name {n.get('name')}" for n in names if n.get("name") not in _NAMES]


def _in_sheet(one: Any) -> Iterator[str]:
    if one.sheet_state != "visible":
        yield "a hidden sheet"
    for number, row in one.row_dimensions.items():
        if row.hidden or (row.height is not None and row.height < _ROW):
            yield f"a hidden row {number}"
    for letter, column in one.column_dimensions.items():
        if column.hidden or column.width < _COLUMN:
            yield f"a hidden column {letter}"
    for row in one.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield from (f"{cell.coordinate} {what}" for what in _in_cell(cell))


def _in_cell(cell: Any) -> Iterator[str]:
    if cell.data_type != "s":
        yield f"is no text: {cell.value}"
    if (cell.font.size or _TYPE) < _TYPE:
        yield f"has type of {cell.font.size} points"
    colour = cell.font.color
    if (
        colour is not None
        and colour.type == "rgb"
        and sum(bytes.fromhex(colour.rgb[2:])) > 3 * 0x80
    ):
        yield f"has type in {colour.rgb}"
    if colour is not None and colour.type == "theme" and colour.theme != 1:
        yield f"has type in colour {colour.theme} of the theme"
    if cell.number_format not in ("General", "@"):
        yield f"is shown as {cell.number_format}"
