"""Workbooks that are not laid out like the official one."""

from io import BytesIO

import xlsxwriter

from tests.imports.layouts.looks import USUAL
from tests.imports.layouts.spelling import as_printed, parted
from tests.imports.xlsx_sheets import sheets

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def _book(fill, document):
    data = BytesIO()
    with xlsxwriter.Workbook(data, _OPTIONS) as book:
        fill(book.add_worksheet("評価書"))
        table = book.add_worksheet("別添2")
        table.write_string(0, 0, document.table)
        for n, row in enumerate([document.columns, *document.history], start=2):
            for column, text in enumerate(row):
                table.write_string(n, column, text)
    return data.getvalue()


def two_columns(document, look=USUAL, spell=as_printed):
    """Labels in A, answers in B, ＜選択肢＞ in C."""

    def fill(sheet):
        sheet.write_string(0, 0, document.title)
        for row, entry in enumerate(document.entries, start=2):
            sheet.write_string(row, 0, spell(entry.label))
            if entry.item is not None:
                sheet.write_string(row, 1, look.value(entry))
                sheet.write_string(row, 2, look.listed(entry))
        sheet.write_string(1, 1, document.tag)

    return _book(fill, document)


def twice(*documents):
    """Several documents in one workbook, a sheet for each."""
    listed = {f"{n}年度": _pairs(one) for n, one in enumerate(documents, start=1)}
    return sheets(listed)


def _pairs(document):
    entries = document.entries
    return [[e.label, USUAL.value(e) if e.item is not None else ""] for e in entries]


def number_cells(document, look=USUAL, spell=as_printed):
    """The number of a label in A, its title in B, the answer in C."""

    def fill(sheet):
        sheet.write_string(0, 0, document.title)
        for row, entry in enumerate(document.entries, start=2):
            number, title = parted(spell(entry.label))
            sheet.write_string(row, 0, number)
            sheet.write_string(row, 1, title)
            if entry.item is not None:
                sheet.write_string(row, 2, look.value(entry))
                sheet.write_string(row, 3, look.listed(entry))
        sheet.write_string(1, 1, document.tag)

    return _book(fill, document)


def under(document, look=USUAL, spell=as_printed):
    """Each answer in the row under its label, one column to the right; nothing is merged."""

    def fill(sheet):
        sheet.write_string(0, 0, document.title)
        sheet.write_string(0, 5, document.tag)
        row = 2
        for entry in document.entries:
            sheet.write_string(row, 0, spell(entry.label))
            row += 1
            if entry.item is not None:
                sheet.write_string(row, 1, look.value(entry))
                sheet.write_string(row, 4, look.listed(entry))
                row += 1

    return _book(fill, document)


def inside(document, look=USUAL, spell=as_printed):
    """Label and answer in one cell, a line break between them."""

    def fill(sheet):
        sheet.write_string(0, 0, document.title)
        sheet.write_string(1, 0, document.tag)
        for row, entry in enumerate(document.entries, start=2):
            text = spell(entry.label)
            if entry.item is not None:
                text = f"{text}\n{look.value(entry)}"
                sheet.write_string(row, 1, look.listed(entry))
            sheet.write_string(row, 0, text)

    return _book(fill, document)


def repeated(document, look=USUAL, spell=as_printed):
    """A list: part, section and thing said again in every row, then label and answer."""

    def fill(sheet):
        heads = ["", "", ""]
        row = 1
        sheet.write_row(0, 0, ["部", "節", "区分", "項目", "記載内容"])
        for entry in document.entries:
            level = {
                "part": 0,
                "section": 1,
                "bar": 1,
                "below": 1,
                "thing": 2,
                "named": 2,
                "risk": 2,
            }
            at = level.get(entry.kind)
            if (
                at is not None
                and entry.kind != "named"
                and heads[0] + entry.label
                and (at == 0 or heads[0])
            ):
                heads = [*heads[:at], spell(entry.label), "", ""][:3]
            if entry.item is None:
                continue
            if entry.kind == "named":
                heads[2] = ""
            sheet.write_row(row, 0, [*heads, spell(entry.label), look.value(entry)])
            if entry.kind == "named":
                heads[2] = spell(entry.label)
            row += 1

    return _book(fill, document)
