"""A plain list as a workbook: texts stay texts, days are days, the same bytes in every run."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from pia.exports.csv import plain
from pia.exports.sheet_csv import write_sheet_csv
from pia.exports.sheet_xlsx import Sheet, write_sheet

DAY = date(2025, 4, 1)
COLUMNS = (("見直した日", 15.0), ("メモ", 30.0), ("件数", 8.0))


def read_back(*rows):
    data = write_sheet(Sheet("一覧", COLUMNS, rows, DAY, ("見直し & 記録", "")))
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("一覧").to_python()


def test_days_numbers_and_texts_come_back_as_they_are():
    [head, row] = read_back((DAY, "=1+1\nhttps://mihon.example", 3))
    assert head == ["見直した日", "メモ", "件数"]
    assert row == [DAY, "=1+1\nhttps://mihon.example", 3]


def test_what_is_not_there_is_an_empty_cell():
    [_, row] = read_back((None, "", 0))
    assert row == ["", "", 0]


def test_a_list_without_rows_has_its_headings():
    assert read_back() == [["見直した日", "メモ", "件数"]]


@pytest.mark.parametrize("text", ["長" * 40_000, "𠮷" * 20_000, "文。\n" * 12_000, "\n" * 40_000])
def test_a_text_that_no_cell_holds_goes_on_in_the_next_row(text):
    [_, first, *others] = read_back((DAY, text, 1), (DAY, "次の行", 2))
    *others, last = others
    assert [row[0] for row in others] == ["続き"] * len(others)
    assert first[1] + "".join(row[1] for row in others) == text
    assert all(len(row[1].encode("utf-16-le")) <= 32_767 * 2 for row in (first, *others))
    assert (first[2], last) == (1, [DAY, "次の行", 2])


def test_a_table_to_be_read_goes_on_where_a_row_would_be_higher_than_is_shown():
    lines = "".join(f"{n}行目の記載。\n" for n in range(70))
    sheet = Sheet("変更箇所", COLUMNS, ((DAY, lines, None),), DAY, is_read=True)
    page = openpyxl.load_workbook(BytesIO(write_sheet(sheet)))["変更箇所"]
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert "".join(str(row[1]) for row in rows) == lines
    assert [row[0] for row in rows[1:]] == ["続き"] * 2
    assert all((page.row_dimensions[n].height or 0) <= 409 for n in range(1, page.max_row + 1))
    assert page.auto_filter.ref is None


HOSTILE = [
    *("=cmd|'/c calc'!A1", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r\n=1", "'=1", "''=1"),
    *("＝１", "一行目\r\n=二行目", "鐘\x07と\x1b[31m", "_x0041_", "𠮷辻󠄀髙﨑①", "長" * 40_000),
    *("a" * 40_000, '"引用","カンマ";', '=HYPERLINK("http://mihon.example")', " 前後 "),
]


def signs_of(text):
    """A cell with its control signs, which openpyxl leaves as they are written: _x000D_."""
    return re.sub("_x00([01][0-9A-F])_", lambda found: chr(int(found[1], 16)), text)


def test_hostile_texts_are_texts_in_a_workbook_and_none_is_lost():
    rows = tuple((text, text, n) for n, text in enumerate(HOSTILE))
    columns = (("題", 15.0), ("メモ", 30.0), ("件数", 8.0))
    book = openpyxl.load_workbook(BytesIO(write_sheet(Sheet("一覧", columns, rows, DAY))))
    cells = list(book["一覧"].iter_rows(min_row=2))
    assert {cell.data_type for row in cells for cell in row[:2]} == {"s"}
    assert all(cell.quotePrefix and not cell.hyperlink for row in cells for cell in row[:2])
    said = []
    for title, memo, count in cells:
        said += [["", ""]] if isinstance(count.value, int) else []  # else it goes on
        said[-1] = [a + signs_of(b.value) for a, b in zip(said[-1], (title, memo), strict=True)]
    assert said == [[text, text] for text in HOSTILE]


def test_hostile_texts_are_run_by_no_program_that_opens_the_csv():
    rows = tuple((DAY, text, n) for n, text in enumerate(HOSTILE))
    data = write_sheet_csv(Sheet("一覧", COLUMNS, rows, DAY)).decode("utf-8-sig")
    _, *found = csv.reader(StringIO(data, newline=""))
    assert [plain(row[1]) for row in found] == HOSTILE
    assert not [row[1] for row in found if row[1][:1] in "=+-@\t\r\n＝＋－＠"]


def test_the_same_list_gives_the_same_bytes():
    sheet = Sheet("一覧", COLUMNS, ((DAY, "記載のとおり", 1),), DAY)
    assert write_sheet(sheet) == write_sheet(sheet)
