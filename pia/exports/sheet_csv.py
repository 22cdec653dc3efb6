"""The plain list of `sheet_xlsx` as CSV: for programs that take no workbook.

UTF-8 with BOM and CRLF as `pia.exports.csv`; days in 和暦, as the workbook shows them.
"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from pia.assessment.wareki import to_wareki
from pia.exports.csv import safe
from pia.exports.sheet_xlsx import Sheet, Value

MEDIA_TYPE = "text/csv; charset=utf-8"


def write_sheet_csv(given: Sheet) -> bytes:
    """Return the headings and the rows of a list; no cell is run as a formula."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([title for title, _ in given.columns])
    writer.writerows([_cell(value) for value in row] for row in given.rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if isinstance(value, date):
        return to_wareki(value)
    return safe(value) if isinstance(value, str) else str("" if value is None else value)
