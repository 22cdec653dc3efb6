"""Text: rows and columns can be told apart again."""

from dataclasses import replace

import pytest

from pia.exports import export, write_outline
from pia.outline import change_table_outline, outline
from tests.exports.reading import expected_text_rows, text_rows
from tests.outline.documents import (
    NAMES,
    changed,
    newest,
    sample,
    two_files,
    unreadable,
    without_lists,
)


def read_back(document):
    """Rows of the file that the outline has too, in order; headings and blank lines left out."""
    wanted = expected_text_rows(outline(document))
    found = iter(text_rows(export(document, "text")))
    return [row for row in wanted if row not in found], wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_read_back_in_order(name):
    missing, wanted = read_back(sample(name))
    assert not missing
    assert len(wanted) > 100


@pytest.mark.parametrize("build", [two_files, unreadable, without_lists])
def test_unusual_documents_are_read_back(build):
    assert not read_back(build())[0]


def test_an_empty_line_inside_a_cell_stays_in_its_column():
    data = export(changed(newest(), task_content="前\n\n後"), "text").decode()
    assert "②事務の内容\t前\n\t\n\t後\n" in data


def test_choices_and_boxes_are_written_as_in_the_change_table():
    data = export(newest(), "text").decode()
    assert "①実施の有無\t[実施する]\t<選択肢> 1) 実施する 2) 実施しない 3) 未定\n" in data
    assert "実施の有無\t[○]自己点検 [○]内部監査 [○]外部監査\n" in data
    assert "委託の有無 ※\t[委託する] (4)件\t<選択肢> 1) 委託する 2) 委託しない\n" in data


def test_a_line_that_begins_with_a_tab_never_begins_a_row():
    assert "\n再委託\t④再委託の有無 ※\t" in export(newest(), "text").decode()
    assert "\n⑤再委託の許諾方法\t" in export(newest(), "text").decode()


def test_a_row_with_an_empty_first_cell_still_begins_a_row():
    row = replace(newest().change_history[0], changed_on="", item="Ⅰ-1")
    data = export(replace(newest(), change_history=(row,)), "text").decode()
    assert "\n \tⅠ-1\t" in data


def test_a_change_table_alone_is_headed_by_its_name():
    alone = change_table_outline(newest().form, newest().change_history, "国民年金に関する事務")
    text = write_outline(alone, "text").decode()
    assert text.startswith("国民年金に関する事務\n\n(別添2) 変更箇所\n\n変更日\t項目\t")
