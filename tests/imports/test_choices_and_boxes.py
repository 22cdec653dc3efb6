"""What a cell says of a choice and of check boxes."""

import pytest

from pia.imports.boxes import answer, read_boxes, shows_marks
from pia.imports.choices import chosen, written
from pia.imports.grid import LOST_MARK, Cell, Place
from pia.imports.marks import marked_choice, marks_of
from pia.official.library import load_form

FORM = load_form()
SUFFICIENT = FORM.item("risks[].linking_sufficient")
OUTSOURCED = FORM.item("files[].outsourced")
SOURCES = FORM.item("files[].sources")
METHODS = FORM.item("files[].methods")
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


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1) 特に力を入れている ○2) 十分である 3) 課題が残されている", "sufficient"),
        ("□特に力を入れている ■十分である □課題が残されている", "sufficient"),
        ("○特に力を入れている ●十分である ○課題が残されている", "sufficient"),
        ("[ ] 特に力を入れている [レ] 十分である [ ] 課題が残されている", "sufficient"),
        ("○特に力を入れている ○十分である ○課題が残されている", ""),
        ("[ 2 ] 1) 特に力を入れている 2) 十分である 3) 課題が残されている", ""),
    ],
)
def test_the_marked_one_of_the_printed_choices_is_the_answer(text, key):
    assert marked_choice(SUFFICIENT, text) == key


@pytest.mark.parametrize(
    ("texts", "checked"),
    [
        (["●紙 ○専用線"], {"paper"}),
        (["○紙 □専用線"], {"paper"}),
        (["レ紙 □専用線"], {"paper"}),
        (["○紙 専用線"], {"paper"}),
        (["○紙 ○専用線", "●紙"], set()),
    ],
)
def test_what_a_ring_means_is_told_by_the_whole_document(texts, checked):
    marks = marks_of((METHODS, text) for text in texts)
    boxes = read_boxes(METHODS, marks.plain(METHODS, texts[0]))
    assert marks.kept
    assert {box.choice.key for box in boxes if box.is_marked} == checked
    assert len(boxes) == 2


def test_rings_without_any_other_sign_are_no_marks():
    marks = marks_of([(METHODS, "○紙 ○専用線")])
    assert (marks.kept, marks.rings) == (False, None)


def test_a_cross_in_brackets_is_neither_yes_nor_no():
    assert [box.choice.key for box in read_boxes(METHODS, "[×]紙 [ ]専用線")] == ["dedicated_line"]


def test_words_of_choices_in_the_text_of_a_box_are_its_text():
    text = "○その他（紙、 専用線） 電子メール"
    marks = marks_of([(METHODS, text)])
    assert answer(read_boxes(METHODS, marks.plain(METHODS, text))) == {
        "checked": ["other"],
        "detail": {"other": "紙、 専用線"},
    }


@pytest.mark.parametrize("marked", ["[    ]", "［ ］"])
def test_an_empty_place_before_the_list_is_no_choice_whatever_the_list_says(marked):
    cells = [Cell(text, Place("文書", 1, n)) for n, text in enumerate((marked, LIST + " 4) ほか"))]
    assert written(SUFFICIENT, cells) == []
    assert keys(SUFFICIENT, marked, LIST.replace("2) ", "○2) ")) or written(
        SUFFICIENT, [Cell(f"{marked}{LIST} ○", Place("文書", 1))]
    )
