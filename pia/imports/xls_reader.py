"""Excel 97–2003 (XLS) → grids, one per visible sheet: values as people see them.

Cells come from calamine, as for XLSX. Before it takes the file, the records of the workbook are
walked here: how far each sheet reaches, what is hidden, which formulas went wrong, and whether a
record claims more than the file can hold, because calamine makes room for what is claimed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from pia.imports.extents import Extent, check_extents
from pia.imports.grid import MAX_CELLS, Grid, too_many_cells
from pia.imports.ole import Container, is_container, kind_of_container
from pia.imports.package import damaged, wrong_kind
from pia.imports.sheet_looks import PLAIN
from pia.imports.source import SourceFile, check_size, protected
from pia.imports.xls_looks import XlsLooks
from pia.imports.xlsx_reader import visible_grids

_BEGIN, _END, _PASSWORD, _SHEET, _STRINGS, _DIMENSIONS = 0x809, 0x0A, 0x2F, 0x85, 0xFC, 0x200
_ROW, _COLUMNS, _FORMULA, _BOOL_OR_ERROR, _NUMBERS = 0x208, 0x7D, 0x06, 0x205, 0xBD
#: Records of one cell, which begin with its row and column.
_CELLS = frozenset(
    {_FORMULA, _BOOL_OR_ERROR, _NUMBERS, 0x203, 0x204, 0xD6, 0xFD, 0x27E, 0x201, 0xBE}
)
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
#: How a sheet's window looks, and its bit that shows numbers that are nought.
_WINDOW, _SHOWS_NOUGHT = 0x23E, 0x10
#: Bits of what is hidden, in the options of a row and of columns.
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
#: Version of Excel 97, whose records say in a byte how the name of a sheet is written.
_BIFF8 = 0x600

_Record = tuple[int, int, bytes]


def read_xls(source: SourceFile) -> list[Grid]:
    """Return the grids of a workbook's visible sheets, in order. Raises InputRefused."""
    check_size(source)
    if not is_container(source) or kind_of_container(source) != "xls":
        raise wrong_kind(source, "xls")
    extents = _extents(source, Container(source).workbook())
    try:
        with CalamineWorkbook.from_filelike(BytesIO(source.data)) as book:
            return visible_grids(source, book, extents)
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(source) from error


def _records(stream: bytes, start: int = 0) -> Iterator[_Record]:
    """Yield (place, type, content) of each record; a cut one ends the stream."""
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        yield start, kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def _extents(source: SourceFile, stream: bytes) -> dict[str, Extent]:
    """Return what is known of each sheet by its name. Raises InputRefused for one too large."""
    names: dict[int, str] = {}
    by_start: dict[int, Extent] = {}
    here, looks = Extent(), XlsLooks()
    is_new = False
    for place, kind, content in _records(stream):
        if kind == _PASSWORD:
            raise protected(source)
        if kind == _BEGIN:
            here = by_start[place] = Extent()
            is_new = content[:2] == struct.pack("<H", _BIFF8)
        elif kind == _SHEET and len(content) > 6:  # noqa: PLR2004 # place, state, type
            names[struct.unpack_from("<I", content)[0]] = _name(content[6:], is_new=is_new)
        elif kind == _STRINGS and _claims(content, 4) > MAX_CELLS:
            raise too_many_cells(source.name)
        elif kind == _DIMENSIONS:
            _check_dimensions(source, content, is_new=is_new)
        else:
            looks.take(kind, content) if is_new else None
            _take(here, kind, content, looks)
    check_extents(source, by_start.values())
    return {name: by_start[place] for place, name in names.items() if place in by_start}


def _claims(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", content, at)[0]) if len(content) >= at + 4 else 0


def _check_dimensions(source: SourceFile, content: bytes, *, is_new: bool) -> None:
    layout = "<IIHH" if is_new else "<HHHH"
    if len(content) >= struct.calcsize(layout):
        first, last, left, right = struct.unpack_from(layout, content)
        if max(0, last - first + 1) * max(0, right - left + 1) > MAX_CELLS:
            raise too_many_cells(source.name)


def _name(written: bytes, *, is_new: bool) -> str:
    length = written[0]
    if not is_new:
        return written[1 : 1 + length].decode("cp932", "replace")
    if len(written) > 1 and written[1] & 1:
        return written[2 : 2 + 2 * length].decode("utf-16-le", "replace")
    return written[2 : 2 + length].decode("latin-1")


def _take(extent: Extent, kind: int, content: bytes, looks: XlsLooks) -> None:
    """Add what one record of a sheet tells about it."""
    if kind == _ROW and len(content) >= 16 and _claims(content, 12) & _HIDDEN_ROW:  # noqa: PLR2004
        extent.hidden_rows.add(struct.unpack_from("<H", content)[0])
    elif kind == _COLUMNS and len(content) >= 10:  # noqa: PLR2004 # its length
        first, last, _, _, options = struct.unpack_from("<5H", content)
        if options & _HIDDEN_COLUMN:
            extent.hidden_columns |= set(range(first, min(last, 255) + 1))
    elif kind in _CELLS and len(content) >= 6:  # noqa: PLR2004 # row, column, format
        row, column = struct.unpack_from("<HH", content)
        last = (
            struct.unpack_from("<H", content, len(content) - 2)[0] if kind == _NUMBERS else column
        )
        extent.rows = max(extent.rows, row + 1)
        extent.columns = max(extent.columns, last + 1)
        if code := _error(kind, content):
            extent.errors[row, column] = code
        # Of several numbers in one record each names its look before itself.
        for at in range(4, len(content) - 7 if kind == _NUMBERS else 5, 6):
            if (look := looks.of(_short(content, at))) != PLAIN:
                extent.looks[row, column + (at - 4) // 6] = look
    elif kind == _WINDOW and len(content) > 1:
        extent.shows_nought = bool(_short(content, 0) & _SHOWS_NOUGHT)


def _short(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", content, at)[0])


def _error(kind: int, content: bytes) -> str:
    """Return what the cell of a formula that went wrong shows, "" for any other."""
    if kind == _BOOL_OR_ERROR and len(content) >= 8 and content[7]:  # noqa: PLR2004 # is error
        return _ERRORS.get(content[6], "")
    if kind == _FORMULA and content[12:14] == b"\xff\xff" and content[6] == 2:  # noqa: PLR2004 # error
        return _ERRORS.get(content[8], "")
    return ""
