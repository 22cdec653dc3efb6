"""A workbook that a city has used for years: filled, only words of cells change, and lists are kept to."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from pia.exports.xlsx_template import Kind
from pia.imports import SourceFile, import_files
from pia.operations.filling import fill_template
from tests.exports.handmade import handmade
from tests.exports.handmade.used import offer, used
from tests.exports.untouched import assert_only_words_changed
from tests.gate.same import told
from tests.outline.documents import newest


def filled(template):
    return fill_template(newest(), SourceFile("様式3.xlsx", template))


@pytest.fixture(scope="module")
def template():
    return used()


@pytest.fixture(scope="module")
def result(template):
    return filled(template)


def test_every_answer_is_placed_and_read_back_equal(result):
    assert [said.sentence() for said in result.unplaced] == []
    again = import_files([SourceFile("提出.xlsx", result.data)]).assessment
    assert told(again) == told(newest())


def test_only_the_words_of_cells_are_others(template, result):
    assert_only_words_changed(template, result.data)


def test_every_cell_with_a_list_says_a_text_of_its_list(result):
    book = openpyxl.load_workbook(BytesIO(result.data))
    said = [pair for sheet in book for pair in offered(book, sheet)]
    assert [(text, texts) for text, texts in said if text not in (None, *texts)] == []
    spelled = {"十分である", "2) 十分である", "2", "１０万人以上１００万人未満", "○", "■", "□"}
    assert spelled <= {text for text, _ in said}


def offered(book, sheet):
    """The text of each cell with a list, and the texts of the list."""
    for rule in sheet.data_validations.dataValidation:
        formula = rule.formula1
        named = book.defined_names.get(formula)
        formula = named.attr_text if named else formula
        if formula.startswith('"'):
            texts = formula.strip('"').split(",")
        else:
            name, _, cells = formula.partition("!")
            left, top, right, bottom = range_boundaries(cells.replace("$", ""))
            rows = book[name].iter_rows(top, bottom, left, right, values_only=True)
            texts = [str(text) for row in rows for text in row]
        for cells in rule.sqref.ranges:
            yield sheet.cell(cells.min_row, cells.min_col).value, texts


# --- lists that do not offer the answer ---------------------------------------------------------


@pytest.fixture(scope="module")
def other_lists():
    """Lists of other words: one that forbids all else, one that warns, one that is computed."""

    def add(_, sheets):
        body, file = sheets["Ⅰ基本情報"], sheets["Ⅱ概要"]
        offer(body, body.chosen[0][0], ["多い", "少ない"])
        offer(body, body.chosen[1][0], ["有", "無"], error_type="warning")
        offer(file, file.chosen[0][0], '=INDIRECT("ファイルの種類")')

    return filled(handmade(add))


@pytest.fixture(scope="module")
def other_book(other_lists):
    return CalamineWorkbook.from_filelike(BytesIO(other_lists.data))


def text_of(book, said):
    rows = book.get_sheet_by_name(said.at.sheet).to_python()
    return rows[said.at.row - 1][said.at.column - 1]


def test_what_a_list_forbids_is_not_written_but_told(other_lists, other_book):
    (said,) = other_lists.unplaced
    assert (said.kind, said.path) == (Kind.NOT_LISTED, "task_subjects")
    assert said.sentence() == (
        "セルの入力リストにないため書き込んでいません（Ⅰ 基本情報 1 特定個人情報ファイルを取り扱う事務 "
        f"③対象人数、{said.at}）。リストにこの書き方を加えるか、入力規則を外してください。"
    )
    assert text_of(other_book, said) == ""


def test_what_a_list_may_not_offer_is_written_and_noted(other_lists, other_book):
    noted = {said.path: said for said in other_lists.notes if said.kind == Kind.LIST}
    file = next(path for path in noted if path.endswith("].type"))
    assert noted.keys() == {"linkage", file}
    assert text_of(other_book, noted["linkage"]) == "実施する"
    assert text_of(other_book, noted[file]) == "システム用ファイル"
