"""CSV: six columns, nothing that a spreadsheet would run."""

import csv
from dataclasses import replace

import pytest

from pia.exports import export
from pia.exports.csv import safe
from tests.outline.documents import empty, newest


def read(data):
    return list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))


def test_the_table_is_read_back_as_it_is_printed():
    header, *rows = read(export(newest(), "csv"))
    assert header == [
        "変更日",
        "項目",
        "変更前の記載",
        "変更後の記載",
        "提出時期",
        "提出時期に係る説明",
    ]
    assert [tuple(row) for row in rows] == [row.cells() for row in newest().change_history]


def test_a_document_without_changes_has_headings_alone():
    assert len(read(export(empty(), "csv"))) == 1


def test_the_file_has_a_byte_order_mark_and_windows_line_ends():
    data = export(empty(), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-1", "@name", "\tx", "\rx", "=HYPERLINK(1)", "＝1", "--"]
)
def test_a_cell_that_could_be_a_formula_is_disarmed(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-", "—", "－", "", "・措置", "1-2", "〈措置〉", "'x"])
def test_dashes_and_plain_words_stay_as_they_are(text):
    assert safe(text) == text


def test_a_formula_in_the_history_is_disarmed_in_the_file():
    row = replace(newest().change_history[0], before="=cmd|' /C calc'!A0", after="—")
    document = replace(newest(), change_history=(row,))
    assert read(export(document, "csv"))[1][2:4] == ["'=cmd|' /C calc'!A0", "—"]
