"""新旧対照表 as a file: which side stands where, and what is underlined."""

import csv
import io
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from python_calamine import CalamineWorkbook

from pia.exports import sides_xlsx, write_outline
from pia.official import load_form
from pia.outline.sides import Sides, sides_outline
from pia.revision.sides import SideRow

ROWS = (
    SideRow("部署", (("-", "財務"), ("=", "部")), (("+", "税務"), ("=", "部\n課")), "事後"),
    SideRow("委託先名", (("=", "（新設）"),), (("+", "=みほん商会"),), "事前"),
)


def outline(*rows, is_new_left=True):
    sides = Sides("新（公表日は未定）", "旧（令和5年11月6日公表）", is_new_left)
    return sides_outline(load_form(), rows or ROWS, sides, "個人住民税の賦課に関する事務")


@pytest.mark.parametrize(("is_new_left", "first"), [(True, "税務部\n課"), (False, "財務部")])
def test_the_sides_stand_as_the_city_sets_them(is_new_left, first):
    data = sides_xlsx.write(outline(is_new_left=is_new_left))
    head, row, _ = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert head[0] == "項目"
    assert str(head[1]).startswith("新" if is_new_left else "旧")
    assert (row[1], row[3]) == (first, "事後")


def test_changed_words_are_underlined_in_word_on_a_page_across():
    document = Document(BytesIO(write_outline(outline(), "docx")))
    assert document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    runs = [
        run
        for row in document.tables[0].rows[1:]
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    assert [run.text for run in runs if run.underline] == ["税務", "財務", "=みほん商会"]


def test_changed_words_are_underlined_in_a_workbook():
    with ZipFile(BytesIO(sides_xlsx.write(outline()))) as package:
        strings = package.read("xl/sharedStrings.xml").decode()
    assert "<u/>" in strings[: strings.index("税務")]
    assert strings.index("<u/>") < strings.index("税務") < strings.index(">部\n課<")


def test_a_table_for_spreadsheets_runs_nothing():
    rows = list(csv.reader(io.StringIO(write_outline(outline(), "csv").decode("utf-8-sig"))))
    assert rows[2][1:] == ["'=みほん商会", "（新設）", "事前"]


@pytest.mark.parametrize("write", [sides_xlsx.write, lambda one: write_outline(one, "docx")])
def test_the_same_table_gives_the_same_bytes(write):
    assert write(outline()) == write(outline())


def test_a_text_that_no_row_shows_goes_on_in_the_next_and_nothing_is_lost():
    long = SideRow("その他", (("-", "旧"), ("=", "長𠮷" * 20_000)), (("=", "一行\n" * 60),), "事後")
    data = sides_xlsx.write(outline(long))
    _, *rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    item, new, old, timing = ("".join(map(str, column)) for column in zip(*rows, strict=True))
    assert item == "その他" + "続き" * (len(rows) - 1)
    assert (new, old, timing) == ("一行\n" * 60, "旧" + "長𠮷" * 20_000, "事後")
    assert max(heights_of(data)) <= 409


def test_the_pieces_of_a_long_text_fill_the_pages_on_which_they_stand():
    """A4 across shows some 480 points below the heading; no row is printed on two pages."""
    long = SideRow("その他", (("=", "（新設）"),), (("+", "一文です。\n" * 60),), "事後")
    pieces = heights_of(sides_xlsx.write(outline(long)))[1:]
    assert max(pieces) <= 480 / 3
    whole = SideRow("その他", (("=", "（新設）"),), (("+", "一文です。\n" * 24),), "事後")
    assert len(heights_of(sides_xlsx.write(outline(whole)))) == 1 + 1


def test_a_table_without_rows_is_a_table():
    rows = sides_outline(load_form(), (), Sides("新", "旧"), "事務").parts[0].tables[0].rows
    assert len(rows) == 1


def test_a_long_text_has_a_high_row_in_a_workbook():
    long = SideRow("その他", (("-", "旧"), ("=", "長い文" * 100)), (("=", "（削る）"),), "事後")
    assert heights_of(sides_xlsx.write(outline(long)))[1] > 10 * 10


def heights_of(data):
    with ZipFile(BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    return [float(found) for found in re.findall(r'<row [^>]* ht="([\d.]+)"', sheet)]
