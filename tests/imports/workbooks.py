"""Documents as workbooks of the official layout: a narrow grid, each mark in three cells.

What stands where follows the printed form: labels merged over the rows of their answer, `[`, `○`
and `]` in neighbouring cells, ＜選択肢＞ right of the chosen words, bars and bands over the whole width.
"""

from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, pairwise
from typing import Any

import xlsxwriter

from pia.exports.paper.placing import placed_rows
from pia.outline import CellRole, PartKind, RunRole, outline

#: Columns of the narrow grid that each column of a table takes.
WIDTHS = {
    "indent": 2,
    "label": 6,
    "sublabel": 10,
    "value": 30,
    "choices": 42,
    "number": 20,
    "title": 70,
    "entry": 90,
    "changed_on": 12,
    "item": 18,
    "before": 22,
    "after": 22,
    "timing": 6,
    "explanation": 10,
}
WHOLE = 90
#: Columns of one box's words, of its text in brackets, and of one choice of a list.
WORDS, DETAIL, CHOICE = 9, 20, 20


def workbook(document, *, sheets=None):
    """The bytes of a workbook; `sheets` are the kinds of parts that it holds, all by default."""
    data = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as book:
        for n, part in enumerate(outline(document).parts, start=1):
            if sheets is None or part.kind in sheets:
                sheet = _Sheet(book.add_worksheet(f"{n} {part.title[:6]}".replace("/", "")))
                sheet.part(part)
    return data.getvalue()


def in_three_files(document):
    """The body, 別添1 and 別添2 of a document as files of their own."""
    body = {PartKind.COVER, PartKind.CONTENTS, PartKind.BODY}
    return [
        workbook(document, sheets=kinds)
        for kinds in (body, {PartKind.APPENDIX}, {PartKind.CHANGE_TABLE})
    ]


@dataclass
class _Sheet:
    sheet: Any
    row: int = 0

    def __post_init__(self):
        self.sheet.set_column_pixels(0, WHOLE - 1, 11)
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)

    def put(self, column, text, wide=1, high=1, row=None):
        """Write a cell, merged where it takes more than one place; digits are a number."""
        row = self.row if row is None else row
        if wide > 1 or high > 1:
            self.sheet.merge_range(row, column, row + high - 1, column + wide - 1, "")
        if text.isdecimal() and text.isascii() and str(int(text)) == text:
            self.sheet.write_number(row, column, int(text))
        elif text:
            self.sheet.write_string(row, column, text)

    def part(self, part):
        self.put(0, part.heading, WHOLE)
        self.row += 2
        for table in part.tables:
            self.table(table)
            self.row += 1
        if part.foot:
            self.put(70, part.foot, 20)

    def table(self, table):
        starts = list(accumulate((WIDTHS.get(c, WHOLE) for c in table.columns), initial=0))
        rows = [row for row in table.all_rows() if row is not table.bar]
        if table.bar:
            self.bar(table.bar)
        tops = list(accumulate((_height(row) for row in rows), initial=self.row))
        for n, (placed, (top, bottom)) in enumerate(
            zip(placed_rows(rows), pairwise(tops), strict=True)
        ):
            self.row = top
            for place in placed.cells:
                cell, left = place.cell, starts[place.column]
                wide = starts[place.column + cell.span] - left
                high = tops[n + cell.rows] - top if cell.rows > 1 else bottom - top
                if not place.covered:
                    self.cell(cell, left, wide, high)
        self.row = tops[-1]

    def bar(self, row):
        first, *others = row.cells
        self.put(0, first.text, WHOLE - 20 * len(others))
        for n, cell in enumerate(others):
            self.line(cell.lines[0], WHOLE - 20 * (len(others) - n), self.row)
        self.row += 1

    def cell(self, cell, left, wide, high):
        roles = {run.role for line in cell.lines for run in line}
        if cell.role == CellRole.CHOICES:
            self.choices(cell, left)
        elif RunRole.MARK not in roles:
            self.put(left, cell.text, wide, high)
        elif _is_choice(cell):
            self.line(cell.lines[0], left, self.row + (high - 1) // 2)
        else:
            for n, line in enumerate(cell.lines):
                self.line(line, left, self.row + n)

    def choices(self, cell, left):
        for n, line in enumerate(cell.lines):
            words = [run for run in line if run.role != RunRole.SPACE]
            for place, run in enumerate(words):
                self.put(left + place * CHOICE, run.text, CHOICE, row=self.row + n)

    def line(self, line, left, row):
        """Write one printed line: each bracket and each mark in a cell of its own."""
        for run in line:
            if run.role in (RunRole.PAD, RunRole.SPACE):
                continue
            if run.role == RunRole.MARK and len(run.text) == len("[ ]"):
                for sign in run.text:
                    self.put(left, sign.strip(), row=row)
                    left += 1
                continue
            wide = {RunRole.MARK: 1, RunRole.DETAIL: DETAIL}.get(run.role, WORDS)
            self.put(left, run.text.strip(), wide, row=row)
            left += wide


def _is_choice(cell):
    return cell.lines[0][0].text == "["


def _height(row):
    return max(map(_rows_of, row.cells))


def _rows_of(cell):
    roles = {run.role for line in cell.lines for run in line}
    if RunRole.MARK in roles or cell.role == CellRole.CHOICES:
        return max(1, len(cell.lines))
    return min(4, 1 + len(cell.text) // 200)
