"""The rows of 別添2 in a workbook: those under its headings, filled or blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pia.imports.grid import Row
from pia.imports.history_rows import is_header
from pia.imports.template.areas import Area
from pia.imports.template.sheets import Sheet
from pia.official import Form
from pia.outline.frames import Rows


def header_of(form: Form, sheet: Sheet, rows: Sequence[Row]) -> list[Area]:
    """Return the headings of 別添2 on a sheet, none where it has none."""
    header = next((row for row in rows if is_header(form, row)), None)
    filled = header.filled if header else ()
    return [sheet.area((cell.place.line, cell.place.column)) for cell in filled]


def table_rows(form: Form, sheet: Sheet, rows: Sequence[Row]) -> Rows:
    """Return the rows under the headings: every row that has the cells of all columns."""
    header = header_of(form, sheet, rows)
    repeated = {row.cells[0].place.line for row in rows if is_header(form, row)}
    found = list(_entries(sheet, header, repeated))
    bottom = max((area.bottom for entry in found for area in entry), default=header[0].bottom)
    height = found[-1][0].bottom - found[-1][0].top + 1 if found else 1
    return Rows(
        next_row=bottom + 1,
        columns=tuple(sheet.at(area) for area in header),
        rows=tuple(tuple(sheet.at(area) for area in entry) for entry in found),
        height=height,
        can_grow=is_free_below(sheet, bottom),
    )


def is_free_below(sheet: Sheet, bottom: int) -> bool:
    """Return whether nothing is written or merged under a row."""
    written = [spot for spot, cell in sheet.cells.items() if not cell.is_blank]
    ends = [area.bottom for area in sheet.merged.values()]
    return all(n <= bottom for n in (*(row for row, _ in (*written, *sheet.formulas)), *ends))


def _entries(sheet: Sheet, header: Sequence[Area], repeated: set[int]) -> Iterator[list[Area]]:
    """Yield the cells of each row until one is no row of the table."""
    skipped = repeated | sheet.hidden_rows | {row for row, _ in sheet.joined}
    line = header[0].bottom + 1
    while line <= sheet.last[0]:
        areas = [sheet.area((line, column.left)) for column in header]
        if line in skipped:
            line += 1
            continue
        if not all(map(sheet.exists, areas)) or _has_others(sheet, line, header):
            return
        yield areas
        line = max(line, min(area.bottom for area in areas)) + 1


def _has_others(sheet: Sheet, line: int, header: Sequence[Area]) -> bool:
    """Return whether a row has words outside the columns, or a cell over several of them."""
    starts = {area.left for area in header}
    return any(
        (area.left not in starts and sheet.text(area))
        or sum(start in range(area.left, area.right + 1) for start in starts) > 1
        for area in sheet.line(line)
    )
