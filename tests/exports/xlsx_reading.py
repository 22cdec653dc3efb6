"""Reads a written workbook back with openpyxl: rows of texts as the outline has them."""

from io import BytesIO

from openpyxl import load_workbook

from pia.outline import PartKind, legend
from pia.outline.continuation import MARK


def opened(data):
    return load_workbook(BytesIO(data))


def xlsx_rows(data):
    """Every row of every sheet with merged cells once, continued rows joined, gaps left out."""
    return [row for sheet in opened(data).worksheets for row in sheet_rows(sheet)]


def sheet_rows(sheet):
    tops = {(r.min_row, r.min_col): r for r in sheet.merged_cells.ranges}
    covered = {
        (row, column)
        for r in sheet.merged_cells.ranges
        for row in range(r.min_row, r.max_row + 1)
        for column in range(r.min_col, r.max_col + 1)
    } - tops.keys()
    rows: list[dict[int, str]] = []
    for cells in sheet.iter_rows():
        margin, *others = cells
        assert margin.value in {None, MARK}
        found = {
            cell.column: cell.value or ""
            for cell in others
            if (cell.row, cell.column) not in covered and cell.has_style
        }
        assert all(type(text) is str for text in found.values())
        if margin.value:
            for column, text in found.items():
                rows[-1][column] = rows[-1].get(column, "") + text
        elif found:
            rows.append(found)
    return [list(row.values()) for row in rows]


def expected_rows(outline):
    """The same rows from the outline: headings, tables, 記号の説明, what stands at the foot."""
    rows = []
    for part in outline.parts:
        rows.append([part.heading])
        rows += [[c.text for c in row.cells] for t in part.tables for row in t.all_rows()]
        if part.kind == PartKind.CONTENTS:
            rows += [[legend.TITLE], *map(list, legend.LEGEND)]
        rows += [[part.foot]] if part.foot else []
    return rows


def sheets_of(outline):
    """How many sheets an outline takes: 項目一覧 stands with the cover."""
    return sum(part.kind != PartKind.CONTENTS for part in outline.parts)
