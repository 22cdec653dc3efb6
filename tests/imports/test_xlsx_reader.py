"""Excel files into grids: what a person sees on the sheets."""

import re
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO

import pytest
import xlsxwriter

from pia.errors import InputRefused
from pia.imports import SourceFile
from pia.imports.xlsx_reader import read_xlsx, shown
from tests.imports.packages import parts_of, with_part

SHEET = "xl/worksheets/sheet1.xml"


def book(fill):
    """The bytes of a workbook that a function fills."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as made:
        fill(made)
    return data.getvalue()


def grids(fill):
    return read_xlsx(SourceFile("評価書.xlsx", book(fill)))


def texts(fill):
    return [
        [[c.text for c in row.filled] for row in grid.rows if row.filled] for grid in grids(fill)
    ]


def one_sheet(*writes):
    """A function that fills one sheet by (method, arguments)."""

    def fill(made):
        sheet = made.add_worksheet("Ⅰ")
        for method, *arguments in writes:
            getattr(sheet, method)(*arguments)

    return fill


def test_every_visible_sheet_is_a_grid_in_order():
    def fill(made):
        for name in ("表紙", "作業用", "別添2"):
            made.add_worksheet(name).write("A1", name)
        made.get_worksheet_by_name("作業用").hide()

    assert texts(fill) == [[["表紙"]], [["別添2"]]]


def test_a_merged_cell_is_read_once_with_its_rows():
    fill = one_sheet(
        ("merge_range", "A1:B3", "③対象人数"), ("write", "C2", "["), ("write", "C3", "甲")
    )
    (grid,) = grids(fill)
    first, second, third = grid.rows
    assert (first.cells[0].text, first.cells[0].rows) == ("③対象人数", 3)
    assert [cell.text for cell in (*second.cells, *third.cells)] == ["[", "甲"]
    assert str(second.cells[0].place) == "評価書.xlsx シート「Ⅰ」 2行目 3列"


def test_an_empty_merged_cell_is_a_box_that_stands_empty():
    (grid,) = grids(
        one_sheet(("write", "A1", "特記事項"), ("merge_range", "B1:D1", ""), ("write", "E2", "x"))
    )
    assert [(c.text, c.place.column) for c in grid.rows[0].cells] == [
        ("特記事項", 1),
        ("", 2),
        ("", 5),
    ]


def test_hidden_rows_and_columns_are_not_read():
    fill = one_sheet(
        ("write", "A1", "見"),
        ("write", "B1", "隠列"),
        ("write", "A2", "隠行"),
        ("merge_range", "B3:C3", "またぐ"),
        ("set_row", 1, None, None, {"hidden": True}),
        ("set_column", "B:B", None, None, {"hidden": True}),
    )
    assert texts(fill) == [[["見"], ["またぐ"]]]


def test_line_breaks_and_signs_of_a_cell_are_kept():
    fill = one_sheet(("write_string", "A1", "一\n二\r\n三\t四\x01"), ("write_string", "A2", "=1+1"))
    (grid,) = grids(fill)
    assert [row.cells[0].text for row in grid.rows] == ["一\n二\n三 四", "=1+1"]
    assert grid.removed_controls == 1


def test_the_reading_of_a_name_is_not_part_of_it():
    data = book(one_sheet(("write", "A1", "髙橋")))
    kana = '<si><t>髙橋</t><rPh sb="0" eb="2"><t>タカハシ</t></rPh></si>'
    shared = parts_of(data)["xl/sharedStrings.xml"].decode().replace("<si><t>髙橋</t></si>", kana)
    (grid,) = read_xlsx(SourceFile("a.xlsx", with_part(data, "xl/sharedStrings.xml", shared)))
    assert grid.rows[0].cells[0].text == "髙橋"


@pytest.mark.parametrize(
    ("value", "text", "is_plain"),
    [
        ("甲", "甲", True),
        (3.0, "3", True),
        (0.0, "0", True),
        (-2.0, "-2", True),
        (3.5, "3.5", False),
        (1e300, "1e+300", False),
        (float("inf"), "inf", False),
        (True, "TRUE", True),
        (date(2023, 11, 6), "令和5年11月6日", False),
        (datetime(2019, 5, 1), "令和元年5月1日", False),  # noqa: DTZ001 # a cell has no zone
        (time(9, 30), "09:30:00", False),
        (date(1867, 1, 1), "1867-01-01", False),
    ],
)
def test_values_are_printed_as_people_see_them_and_formats_are_doubted(value, text, is_plain):
    said, doubt = shown(value)
    assert (said, doubt == "") == (text, is_plain)


def test_a_formula_gives_its_value():
    assert texts(one_sheet(("write_formula", "A1", "=B1", None, "甲"), ("write", "B1", "甲"))) == [
        [["甲", "甲"]]
    ]


def test_a_formula_that_went_wrong_is_read_as_what_it_shows_and_doubted():
    wrong = ("write_formula", "B2", "=1/0", None, "#DIV/0!")
    (grid,) = grids(one_sheet(("write", "A2", "③対象人数"), wrong))
    cells = [(cell.text, "計算式の誤り" in cell.doubt) for row in grid.rows for cell in row.filled]
    assert cells == [("③対象人数", False), ("#DIV/0!", True)]


@pytest.mark.parametrize(("stored", "is_known"), [("<v>3</v>", True), ("<v/>", False), ("", False)])
def test_a_formula_whose_value_the_file_does_not_have_is_doubted(stored, is_known):
    data = book(one_sheet(("write", "A1", "件数"), ("write_formula", "B1", "=1+2", None, 3)))
    sheet = parts_of(data)[SHEET].decode()
    assert "<v>3</v>" in sheet
    changed = with_part(data, SHEET, sheet.replace("<v>3</v>", stored))
    (grid,) = read_xlsx(SourceFile("a.xlsx", changed))
    assert (grid.rows[0].cells[1].doubt == "") is is_known


def in_last_corner(method, *value):
    """A workbook with 甲 in its first cell and something in the last one that Excel has."""

    def fill(made):
        sheet = made.add_worksheet()
        sheet.write("A1", "甲")
        getattr(sheet, method)("B2", *value, made.add_format({"bold": True}))

    data = book(fill)
    sheet = parts_of(data)[SHEET].decode()
    sheet = sheet.replace('r="B2"', 'r="XFD1048576"').replace('<row r="2"', '<row r="1048576"')
    return SourceFile("a.xlsx", with_part(data, SHEET, sheet))


def test_a_cell_in_the_last_corner_is_refused_and_an_empty_one_there_is_not():
    (grid,) = read_xlsx(in_last_corner("write_blank", None))
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [["甲"]]
    with pytest.raises(InputRefused, match="表が大きすぎます"):
        read_xlsx(in_last_corner("write_string", "乙"))


@pytest.mark.parametrize("reference", ["ZZZZZZZ1", "A99999999999", "1", "a1", "あ1", "$A$1", ""])
def test_an_odd_reference_is_refused_or_read_but_never_a_crash(reference):
    data = book(one_sheet(("write", "A1", "甲"), ("write", "B1", "乙")))
    sheet = parts_of(data)[SHEET].decode().replace('r="B1"', f'r="{reference}"')
    with suppress(InputRefused):
        (grid,) = read_xlsx(SourceFile("a.xlsx", with_part(data, SHEET, sheet)))
        assert grid.rows[0].cells


@pytest.mark.parametrize("size", ["0", "0.0"])
def test_a_column_without_width_is_not_read(size):
    data = book(one_sheet(("set_column", "B:B", 7), ("write_row", "A1", ["見える", "見えない"])))
    part = re.sub(rb'width="7[^"]*"', f'width="{size}"'.encode(), parts_of(data)[SHEET])
    (grid,) = read_xlsx(SourceFile("評価書.xlsx", with_part(data, SHEET, part)))
    assert [[cell.text for cell in row.filled] for row in grid.rows] == [["見える"]]
