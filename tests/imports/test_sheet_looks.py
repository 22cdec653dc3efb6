"""How a cell is shown decides what is read of it: number formats, white type, rules of the sheet."""

import struct
from io import BytesIO

import pytest
import xlsxwriter

from pia.imports import SourceFile
from pia.imports.number_formats import printed
from pia.imports.xls_reader import read_xls
from pia.imports.xlsx_reader import read_xlsx
from tests.imports.biff import book, container, label, number, record


def read(value, look=(), *, method="write", then=None):
    """Text and doubt of one cell of a workbook, written in some look."""
    data = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(data, options) as book:
        sheet = book.add_worksheet("Ⅰ")
        sheet.write("A1", "③対象人数")
        getattr(sheet, method)("B2", value, book.add_format(dict(look)))
        if then:
            then(book, sheet)
    (grid,) = read_xlsx(SourceFile("評価書.xlsx", data.getvalue()))
    (cell,) = [
        c for row in grid.rows for c in row.cells if (c.place.line, c.place.column) == (2, 2)
    ]
    return cell.text, cell.doubt


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("甲", ";;;", ""),
        (3, ";;;", ""),
        (3.5, ";;;", ""),
        ("甲", ";;", "甲"),
        (3, ";;", ""),
        (0, "0;-0;;@", ""),
        (5, "0;-0;;@", "5"),
        (0, '0;-0;"—"', "—"),
        (-5, "0;;0", ""),
        (-5, "0;▲0", "▲5"),
        (-5, "#,##0", "-5"),
        (1234567, "#,##0", "1,234,567"),
        (100, "#,##0", "100"),
        (7, "000", "007"),
        (0, "#", ""),
        (3, '0"件"', "3件"),
        (3, "0件", "3件"),
        (3, '"約"#,##0"人"', "約3人"),
        (3, "0_ ", "3"),
        (3, "[赤]0", "3"),
        (1000, "[$¥-411]#,##0", "¥1,000"),
        ("甲", '@"様"', "甲様"),
        ("甲", '"("@")"', "(甲)"),
        ("甲", '0;0;0;"非公表"', "非公表"),
        ("甲", "0", "甲"),
        ("甲", "General", "甲"),
        (3, "General", "3"),
    ],
)
def test_a_cell_is_read_as_its_number_format_prints_it(value, code, text):
    assert read(value, {"num_format": code}) == (text, "")


@pytest.mark.parametrize(
    "code", ["0.0", "0%", "[>5]0;;", '[=0]"";0', "#,##0,", "ggge年", "# ?/?", "0E+0"]
)
def test_a_format_that_is_not_plain_leaves_a_doubt(code):
    assert read(3, {"num_format": code})[1] != ""
    assert printed(3, code) is None


@pytest.mark.parametrize(
    "look",
    [
        {"font_color": "#FFFFFF"},
        {"font_color": "#FEFEFE"},
        {"font_color": "#FFFFFF", "bg_color": "#FFFFFF"},
        {"font_color": "#334455", "bg_color": "#334455"},
        {"font_size": 1},
    ],
)
def test_type_that_nobody_sees_is_not_read(look):
    assert read("見えない文字", look) == ("", "")
    assert read(3, look) == ("", "")


@pytest.mark.parametrize(
    "look",
    [
        {"font_color": "#FFFFFF", "bg_color": "#334455"},
        {"font_color": "#FFFFFF", "pattern": 8},
        {"font_color": "#808080"},
        {"bg_color": "#D9D9D9"},
        {"font_size": 6},
    ],
)
def test_type_that_stands_out_is_read(look):
    assert read("見える文字", look) == ("見える文字", "")


def test_type_that_is_struck_out_leaves_a_doubt():
    text, doubt = read("旧い記載", {"font_strikeout": True})
    assert text == "旧い記載"
    assert "取り消し線" in doubt


def rich(look):
    """Words of two types in one cell."""

    def then(book, sheet):
        sheet.write_rich_string(
            "B2", "見える", book.add_format(look), "その他", book.add_format(), "文"
        )

    return then


def test_of_words_of_several_types_those_in_white_are_not_read():
    assert read("", then=rich({"font_color": "#FFFFFF"})) == ("見える文", "")
    assert read("", then=rich({"font_color": "#FF0000"})) == ("見えるその他文", "")


def test_words_that_are_struck_out_inside_a_cell_leave_a_doubt():
    text, doubt = read("", then=rich({"font_strikeout": True}))
    assert text == "見えるその他文"
    assert "取り消し線" in doubt


def ruled(look):
    """A rule of the sheet that lays a look over cells."""

    def then(book, sheet):
        criteria = {"type": "cell", "criteria": "==", "value": 0, "format": book.add_format(look)}
        sheet.conditional_format("A1:C9", criteria)

    return then


def test_what_a_rule_of_the_sheet_may_hide_or_show_leaves_a_doubt():
    white = {"font_color": "#FFFFFF"}
    assert read("甲", then=ruled(white))[0] == "甲"
    assert read("甲", then=ruled(white))[1] != ""
    assert read("甲", then=ruled({"num_format": ";;;"}))[1] != ""
    assert read("甲", white, then=ruled({"bg_color": "#000000"}))[0] == "甲"
    assert read("甲", white, then=ruled({"bg_color": "#000000"}))[1] != ""
    assert read("甲", then=ruled({"bold": True})) == ("甲", "")
    assert read("甲", then=ruled({"font_color": "#FFFFFF", "bg_color": "#000000"})) == ("甲", "")


def test_a_sheet_that_shows_no_noughts_has_none():
    assert read(0, then=lambda _, sheet: sheet.hide_zero()) == ("", "")
    assert read(10, then=lambda _, sheet: sheet.hide_zero()) == ("10", "")
    assert read("0", method="write_string", then=lambda _, sheet: sheet.hide_zero()) == ("0", "")


def old_book(font=(220, 0, 0x7FFF), code="", pattern=0, ground=0x40):
    """What is read of a text and a number of an old workbook, whose one style looks so."""
    styles = record(0x31, struct.pack("<HHHHHBBBB", *font, 400, 0, 0, 0, 0, 0))
    styles += record(0x41E, struct.pack("<HHB", 164, len(code), 1) + code.encode("utf-16-le"))
    colours = struct.pack("<IIH", 0, pattern << 26, ground)
    styles += record(0xE0, struct.pack("<HH", 0, 164) + bytes(6) + colours)
    data = container(book(label(0, 1, "甲"), number(0, 2, 1234), extra=styles))
    (grid,) = read_xls(SourceFile("評価書.xls", data))
    return [(cell.text, cell.doubt[:5]) for cell in grid.rows[0].cells if cell.place.column > 1]


def test_an_old_workbook_is_read_as_it_is_shown():
    assert old_book() == [("甲", ""), ("1234", "")]
    assert old_book(code=";;;") == [("", ""), ("", "")]
    assert old_book(code="#,##0") == [("甲", ""), ("1,234", "")]
    assert old_book(font=(220, 0, 9)) == [("", ""), ("", "")]
    assert old_book(font=(220, 0, 9), pattern=1, ground=10) == [("甲", ""), ("1234", "")]
    assert old_book(font=(20, 0, 8)) == [("", ""), ("", "")]
    assert old_book(font=(220, 8, 8)) == [("甲", "取り消し線"), ("1234", "取り消し線")]


def test_words_in_a_shape_over_a_cell_leave_a_doubt_on_it():
    def over(at):
        def then(_, sheet):
            sheet.write("C3", "最後")
            sheet.insert_textbox(at, "再委託しない", {"width": 60, "height": 15})

        return then

    assert read("甲", then=over("B2"))[0] == "甲"
    assert "再委託しない" in read("甲", then=over("B2"))[1]
    assert "再委託しない" in read("", {"bold": True}, then=over("B2"))[1]
    assert read("甲", then=over("F9")) == ("甲", "")
