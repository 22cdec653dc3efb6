"""CSV: six columns, nothing that a spreadsheet would run."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.exports import export
from pia.exports.csv import plain, safe
from tests.builders import patient, row, texts, with_rows
from tests.outline.documents import empty, newest


def read(data):
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


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


@pytest.mark.parametrize("text", ["'=1", "''-1", "'＋"])
def test_a_typed_apostrophe_before_a_formula_is_kept_apart_from_ours(text):
    assert safe(text) == f"'{text}"
    assert plain(safe(text)) == text


@given(st.text(st.sampled_from("'=+-@＝—\t\r\n 甲1"), max_size=5))
def test_what_is_written_is_never_a_formula_and_comes_back_as_typed(text):
    assert plain(safe(text)) == text
    assert safe(text)[:1] not in "=+@\t\r\n＝" or not text


@patient
@given(texts, texts.map(lambda text: f'={text}",\n'))
def test_cells_with_quotes_commas_and_lines_come_back_as_typed(before, after):
    given_row = row(before=before, after=after)
    data = export(with_rows(empty(), given_row), "csv")
    assert [plain(cell) for cell in read(data)[1]] == list(given_row.cells())
    assert data.count(b"\r\n") == len(read(data))


@pytest.mark.parametrize("text", ["-", "—", "－", "", "・措置", "1-2", "〈措置〉", "'x"])
def test_dashes_and_plain_words_stay_as_they_are(text):
    assert safe(text) == text


def test_a_formula_in_the_history_is_disarmed_in_the_file():
    row = replace(newest().change_history[0], before="=cmd|' /C calc'!A0", after="—")
    document = replace(newest(), change_history=(row,))
    assert read(export(document, "csv"))[1][2:4] == ["'=cmd|' /C calc'!A0", "—"]
