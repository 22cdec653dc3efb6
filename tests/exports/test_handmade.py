"""A workbook that an official typed by hand: every answer is placed or reported, and read back equal."""

from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from pia.exports.xlsx_template import Kind
from pia.imports import SourceFile, import_files
from pia.operations.filling import fill_template
from tests.exports.handmade import handmade
from tests.gate.same import told
from tests.outline.documents import newest, two_files


def filled(document):
    return fill_template(document, SourceFile("様式3.xlsx", handmade()))


@pytest.fixture(scope="module")
def complete():
    """One file, and no more of anything than there are frames."""
    return filled(newest())


def read_again(result):
    return told(import_files([SourceFile("提出.xlsx", result.data)]).assessment)


def beside(book, sheet, label):
    """What stands right of a label, or of the bracket that opens right of it."""
    rows = book.get_sheet_by_name(sheet).to_python()
    (row,) = (row for row in rows if label in row)
    filled = [text for text in row[row.index(label) + 1 :] if text]
    return filled[filled[0] == "["]


def test_every_answer_is_placed_and_read_back_equal(complete):
    assert [said.sentence() for said in complete.unplaced] == []
    assert read_again(complete) == told(newest())


def test_answers_stand_where_an_officer_looks_for_them(complete):
    answers, file = newest().answers, newest().answers["files"][0]
    book = CalamineWorkbook.from_filelike(BytesIO(complete.data))
    assert beside(book, "Ⅰ基本情報", "①部署") == answers["department"]
    assert beside(book, "Ⅰ基本情報", "②所属長の\n役職名") == answers["department_head"]
    assert beside(book, "Ⅰ基本情報", "③対象人数") == "10万人以上30万人未満"
    assert beside(book, "Ⅰ基本情報", "①実施の有無") == "実施する"
    assert beside(book, "Ⅱ概要", "委託事項3") == file["outsourcing"][2]["title"]
    assert beside(book, "Ⅱ概要", "提供先2") == file["provisions"][1]["name"]


def test_what_has_no_frame_is_named_and_all_else_is_read_back_equal():
    result = filled(two_files())
    assert {said.kind for said in result.unplaced} == {Kind.NO_FRAME}
    assert [said.message for said in result.unplaced] == [
        "システム6の欄がありません",
        "提供先4の欄がありません",
        "移転先5の欄がありません",
        "2番目の「Ⅱ 特定個人情報ファイルの概要」の欄がありません",
    ]
    answers = two_files().answers
    file = answers["files"][0]
    file = file | {"provisions": file["provisions"][:3], "transfers": file["transfers"][:4]}
    kept = answers | {"systems": answers["systems"][:5], "files": [file]}
    assert read_again(result) == told(replace(two_files(), answers=kept))
