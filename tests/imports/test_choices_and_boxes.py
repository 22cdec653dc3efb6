"""What a cell says of a choice and of check boxes."""

import pytest

from pia.imports.boxes import answer, read_boxes, shows_marks
from pia.imports.choices import chosen
from pia.imports.grid import LOST_MARK, Cell, Place
from pia.official.library import load_form

FORM = load_form()
SUFFICIENT = FORM.item("risks[].linking_sufficient")
OUTSOURCED = FORM.item("files[].outsourced")
SOURCES = FORM.item("files[].sources")
RECORDS = FORM.item("files[].main_records")
LIST = "<選択肢> 1) 特に力を入れている 2) 十分である 3) 課題が残されている"


def keys(item, *cells):
    return chosen(item, [Cell(text, Place("文書", 1, n)) for n, text in enumerate(cells, start=1)])


@pytest.mark.parametrize(
    "cells",
    [
        ("十分である",),
        ("[十分である]",),
        ("[ 十分である ]  " + LIST,),
        ("2) 十分である",),
        ("[ 2 ]", LIST),
        ("2)",),
        (f"{LOST_MARK} 十分である {LOST_MARK} {LOST_MARK}", LIST),
        (f"{LOST_MARK} 十分である", f"{LOST_MARK} 十分である", LIST),
        ("十分である\n十分である",),
        ("[十分である]\n＜選択肢＞\n1) 特に力を入れている\n2) 十分である\n3) 課題が残されている",),
        (
            "[十分である]",
            "<選択肢>",
            "1) 特に力を入れている",
            "2) 十分である",
            "3) 課題が残されている",
        ),
        (LIST + " [十分である]",),
    ],
)
def test_a_choice_is_read_however_the_paper_prints_it(cells):
    assert keys(SUFFICIENT, *cells) == {"sufficient"}


def test_a_count_behind_a_choice_is_no_part_of_it():
    assert keys(OUTSOURCED, "[委託する] <選択肢> 1) 委託する 2) 委託しない (1) 件") == {
        "outsourced"
    }


def test_two_choices_are_not_one():
    assert keys(SUFFICIENT, "十分である", "課題が残されている") == {"sufficient", "issues_remain"}


def test_words_that_are_no_choice_are_none():
    assert keys(SUFFICIENT, "十分に近い") == set()


def test_a_dash_is_a_dash():
    assert keys(SUFFICIENT, "-") == {"—"}


def test_marks_and_texts_of_boxes_are_read():
    text = "[○]本人又は本人の代理人 [ ]評価実施機関内の他部署( )\n[✓]その他(市民 (代理人を含む。))"
    assert answer(read_boxes(SOURCES, text)) == {
        "checked": ["person", "other"],
        "detail": {"other": "市民 (代理人を含む。)"},
    }


def test_a_box_is_known_by_its_longest_words():
    text = "・識別情報\n[○]その他識別情報(内部番号)\n・業務関係情報\n[ ]その他( )"
    assert answer(read_boxes(RECORDS, text)) == {"checked": ["other_identifier"], "detail": {}}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[○]紙", True),
        ("☑紙 ☐専用線", True),
        ("[]紙 [ ]専用線", False),
        ("☐紙", False),
        (f"[{LOST_MARK}]紙", False),
    ],
)
def test_marks_are_believed_where_at_least_one_is_written(text, shown):
    assert shows_marks(text) is shown
