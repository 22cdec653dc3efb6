"""Texts that a sheet continues in its next row come back whole; typed words are never taken for marks."""

from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter

from pia.assessment import HistoryRow
from pia.exports import export
from pia.imports import SourceFile, import_files
from pia.imports.building import Laid
from pia.imports.continued import joined
from pia.imports.xlsx_reader import read_xlsx
from pia.outline.continuation import MARK
from tests.builders import assessment, changed
from tests.imports.test_round_trip import assert_same

SENTENCE = "本市は、番号法第9条第1項及び別表の規定に基づき、届出の受理と記録の照会を行う。"

LONG = {
    "sentences": SENTENCE * 2500,
    "lines": "\n".join(f"{n} {SENTENCE}" for n in range(300)),
    "one line": "あ" * 40_000,
    "one word": "A" * 40_000,
    "words": "https://mihon.example/a/b 参照 " * 500 + "以上",
    "blank lines": "甲" + "\n" * 300 + "乙",
    "marks": "\n".join([MARK] * 300),
    "a mark": MARK,
}


def read_back(document):
    return import_files([SourceFile("評価書.xlsx", export(document, "xlsx"))])


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_a_long_text_comes_back_from_answers_of_every_width_and_from_history(text):
    """A label's cell, the whole width, 別添1, and a column of 別添2."""
    keys = ("files[1].storage", "files[1].notes", "files[1].record_items", "special_notes")
    rows = (HistoryRow(MARK, text, text, "—", MARK, text), HistoryRow(MARK, MARK, "", "", MARK, ""))
    document = replace(changed(assessment(), dict.fromkeys(keys, text)), change_history=rows)
    again = read_back(document)
    assert_same(again, document)
    assert {item.status for item in again.report.items} == {"sure"}
    assert not again.report.left_over


def test_marks_in_boxes_and_names_are_typed_words():
    sources = {"checked": ["other"], "detail": {"other": MARK}}
    document = changed(assessment(), {"files[1].sources": sources, "title": MARK, "number": MARK})
    assert_same(read_back(document), document)


# --- other people's sheets ---------------------------------------------------------------------


def rows_of(*rows):
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("本文")
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    (grid,) = read_xlsx(SourceFile("本文.xlsx", data.getvalue()))
    return [[cell.text for cell in row.cells] for row in grid.rows]


def test_a_sheet_that_writes_the_word_among_its_labels_is_left_as_it_is():
    rows = [["①部署", "市民課"], [MARK, "税務課"], ["", "福祉課"]]
    assert rows_of(*rows) == rows


def test_a_column_of_marks_alone_joins_each_row_to_the_one_above():
    rows = [["", "①", "一"], [MARK, "", "二\n"], [MARK, "", "三"], ["", "②", "四"]]
    assert rows_of(*rows) == [["①", "一二\n三"], ["②", "四"]]


def test_a_mark_in_the_first_row_continues_nothing():
    assert rows_of([MARK, "①", "一"], ["", "②", "二"]) == [["①", "一"], ["②", "二"]]


def test_a_piece_with_no_cell_above_it_stays_a_row():
    rows = [(1, [Laid("", 1), Laid("一", 2)]), (2, [Laid(MARK, 1), Laid("二", 2), Laid("余", 3)])]
    assert joined(rows) == [(1, [Laid("一二", 2)]), (2, [Laid("余", 3)])]
