"""Sheets for a 所管課, filled in as a person does it: cells of the downloaded workbook."""

import re
import subprocess
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from pia.imports import SourceFile
from pia.imports.xlsx_reader import raw_rows
from pia.outline.inquiry import ANSWERER, KEY

SHEET = "xl/worksheets/sheet1.xml"


def rows_of(data):
    """The rows of the sheet that have a key: number → (row from 1, label, present, key)."""
    _, rows = raw_rows(SourceFile("照会票.xlsx", data))[0]
    start = next(n for n, row in enumerate(rows) if KEY in row)
    return {
        row[0]: (n, row[1], row[2], row[5])
        for n, row in enumerate(rows[start + 1 :], start=start + 2)
    }


def row_of(data, words):
    """The row (from 1) whose label holds the words."""
    return next(n for n, label, _, _ in rows_of(data).values() if words in label)


def filled(data, answers=None, remarks=None, by=""):
    """The workbook with cells filled in: number of the line, or words of its label → text."""
    rows = rows_of(data)
    cells = {f"D{_row(rows, data, at)}": text for at, text in (answers or {}).items()}
    cells |= {f"E{_row(rows, data, at)}": text for at, text in (remarks or {}).items()}
    if by:
        _, whole = raw_rows(SourceFile("照会票.xlsx", data))[0]
        row = next(n for n, row in enumerate(whole, start=1) if row[0] == ANSWERER)
        cells[f"C{row}"] = by
    return with_cells(data, cells)


def with_cells(data, cells):
    """The workbook with other texts in cells such as D15."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8")
            for at, text in cells.items() if name == SHEET else ():
                found = re.search(rf'<c r="{at}"( s="\d+")?(/>| t="s"><v>\d+</v></c>)', part)
                assert found, at
                part = part.replace(found[0], _cell(at, found[1] or "", text))
            new.writestr(name, part)
    return made.getvalue()


def copied(data, *, order=None, drop=()):
    """A new workbook into which somebody copied the rows, columns and all, in another order."""
    made = BytesIO()
    _, rows = raw_rows(SourceFile("照会票.xlsx", data))[0]
    start = next(n for n, row in enumerate(rows) if KEY in row)
    head, body = rows[start], rows[start + 1 :]
    kept = [n for n, title in enumerate(head) if title not in drop]
    options = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet("写し")
        for n, row in enumerate([head, *(order(body) if order else body)]):
            for place, column in enumerate(kept):
                sheet.write_string(n, place, str(row[column]))
    return made.getvalue()


def saved_by_an_office_program(data, folder):
    """The workbook as LibreOffice saves it."""
    (folder / "in.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    out = folder / "out"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", out]
    subprocess.run([*command, folder / "in.xlsx"], check=True, capture_output=True, timeout=120)
    return (out / "in.xlsx").read_bytes()


def _row(rows, data, at):
    return rows[at][0] if at in rows else row_of(data, at)


def _cell(at, style, text):
    said = escape(text)
    return f'<c r="{at}"{style} t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'
