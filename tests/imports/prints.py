"""Documents as cities print them to PDF: workbooks with frames, and what LibreOffice prints of a file."""

import math
import shutil
import subprocess
from dataclasses import dataclass, field
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Alignment, Border, Side

from pia.outline import outline
from tests.imports.workbooks import _Sheet

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
THIN = Side(style="thin")
#: Width of a narrow column and of a sign, height of a line, in points.
NARROW, SIGN, LINE = 8.6, 11.5, 14


def printed(data, kind, folder):
    """The PDF that LibreOffice prints of a file."""
    source = folder / f"source.{kind}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "source.pdf").read_bytes()


@dataclass
class _Framed(_Sheet):
    """A narrow grid that remembers which places each cell of the form takes."""

    frames: list = field(default_factory=list)

    def cell(self, cell, left, wide, high):
        self.frames.append((self.row + 1, left + 1, wide, high, cell.text))
        super().cell(cell, left, wide, high)

    def bar(self, row):
        self.frames.append((self.row + 1, 1, 90, 1, row.cells[0].text))
        super().bar(row)


def framed_workbook(document):
    """The narrow grid with a frame around each cell of the form, as the official workbook has it."""
    data, sheets = BytesIO(), []
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        for n, part in enumerate(outline(document).parts, start=1):
            sheets.append(_Framed(book.add_worksheet(f"{n}")))
            sheets[-1].part(part)
    return _with_frames(data, [sheet.frames for sheet in sheets])


def _with_frames(data, frames):
    book = openpyxl.load_workbook(data)
    for sheet, cells in zip(book, frames, strict=True):
        merged = {(area.min_row, area.min_col) for area in sheet.merged_cells.ranges}
        for place in merged:
            sheet.cell(*place).alignment = Alignment(wrap_text=True, vertical="top")
        heights: dict[int, float] = {}
        for row, column, wide, high, text in cells:
            _frame(sheet, row, column, wide, high)
            need = _lines(text, wide) / high
            for line in range(row, row + high):
                heights[line] = max(heights.get(line, 1), need)
        for row, need in heights.items():
            sheet.row_dimensions[row].height = min(400, LINE * need + 4)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(text, wide):
    return sum(max(1, math.ceil(len(line) * SIGN / (wide * NARROW))) for line in text.split("\n"))


def _frame(sheet, row, column, wide, high):
    for line in range(row, row + high):
        for place in range(column, column + wide):
            cell = sheet.cell(line, place)
            old = cell.border
            cell.border = Border(
                left=THIN if place == column else old.left,
                right=THIN if place == column + wide - 1 else old.right,
                top=THIN if line == row else old.top,
                bottom=THIN if line == row + high - 1 else old.bottom,
            )
