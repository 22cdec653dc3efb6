"""A plain list as a workbook: texts stay texts, days are days, the same bytes in every run."""

from datetime import date
from io import BytesIO

from python_calamine import CalamineWorkbook

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


def test_a_text_that_no_cell_holds_says_where_it_ends():
    [_, row] = read_back((DAY, "長" * 40_000, 1))
    assert row[1].endswith("…（続きは評価書を見てください）")
    assert len(row[1]) < 32_767


def test_the_same_list_gives_the_same_bytes():
    sheet = Sheet("一覧", COLUMNS, ((DAY, "記載のとおり", 1),), DAY)
    assert write_sheet(sheet) == write_sheet(sheet)
