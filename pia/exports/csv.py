"""CSV: the rows of 別添2 with their six columns, for spreadsheets.

UTF-8 with BOM and CRLF, as spreadsheet programs of Japanese offices expect it. A cell that a
spreadsheet might run as a formula begins with an apostrophe of ours; `plain` takes it away again, so
that a program reads back what was typed, a typed apostrophe included.
"""

from __future__ import annotations

import csv
from io import StringIO

from pia.official.folding import DASHES
from pia.outline import Outline, PartKind, Row, RowRole

#: A cell that begins with one of these may be run as a formula, in full width too.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def write(outline: Outline) -> bytes:
    """Return the change table of an outline; headings alone where it has no rows."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for row in _rows(outline):
        writer.writerow([safe(cell.text) for cell in row.cells])
    return file.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before a sign that begins a formula.

    A lone dash says that nothing is there and stays as it is. A typed apostrophe before such a sign
    gets another one, so that `plain` never takes away what a person typed.
    """
    return f"'{text}" if text not in DASHES and _begins_formula(text) else text


def plain(cell: str) -> str:
    """Return what was typed, of a cell as `safe` wrote it."""
    return cell[1:] if cell.startswith("'") and _begins_formula(cell) else cell


def _begins_formula(text: str) -> bool:
    first = text.lstrip("'")[:1]
    return first != "" and first in FORMULA_STARTS


def _rows(outline: Outline) -> list[Row]:
    tables = [t for p in outline.parts if p.kind == PartKind.CHANGE_TABLE for t in p.tables]
    return [row for t in tables for row in t.all_rows() if row.role != RowRole.EMPTY]
