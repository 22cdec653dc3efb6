"""Workbooks of plain texts: a sheet for each name, a row for each list."""

from io import BytesIO

import xlsxwriter


def sheets(by_name):
    """The bytes of a workbook; every cell is a text."""
    data = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as book:
        for name, rows in by_name.items():
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(n, column, text)
    return data.getvalue()
