"""Two answers made from one go together, or are left to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.assessment.three_way import Together, together
from pia.official.kinds import KINDS

BASE = """〈みほん市の措置〉
・入退室の記録を3年間保管する。
・委託先の従業者名簿を年1回確かめる。"""
MINE = BASE.replace("3年間", "5年間")
THEIRS = BASE.replace("年1回", "半年に1回")


def test_edits_that_lie_apart_go_together():
    both = THEIRS.replace("3年間", "5年間")
    assert together("text", BASE, MINE, THEIRS) == Together(both, in_place=True)


def test_the_same_words_are_left_to_a_person():
    assert together("text", BASE, MINE, BASE.replace("3年間", "7年間")) is None


def test_words_added_at_one_place_by_both_are_left_to_a_person():
    assert together("text", "甲", "甲乙", "甲丙") is None


def test_what_both_changed_alike_counts_once():
    mine, theirs = MINE.replace("名簿", "台帳"), MINE.replace("年1回", "半年に1回")
    assert together("text", BASE, mine, theirs) == Together(
        theirs.replace("名簿", "台帳"), in_place=True
    )


def test_a_paragraph_that_they_moved_gets_my_edit_and_says_so():
    """The words are found again, not the place: a person has to look."""
    head, first, second = BASE.split("\n")
    rest = "・" + "端末は施錠した保管庫に収納し、鍵は所属長が管理する。" * 3
    base = f"{head}\n{first}\n{rest}\n{second}"
    theirs = f"{head}\n{rest}\n{second}\n{first}"
    merged = together("text", base, base.replace("3年間", "5年間"), theirs)
    assert merged == Together(theirs.replace("3年間", "5年間"), in_place=False)


def test_boxes_go_together_box_by_box():
    base = {"checked": ["a", "b"], "detail": {"b": "週1回"}}
    mine = {"checked": ["b"], "detail": {"b": "週1回"}}
    theirs = {"checked": ["a", "b", "c"], "detail": {"b": "月1回"}}
    assert together("boxes", base, mine, theirs) == Together(
        {"checked": ["b", "c"], "detail": {"b": "月1回"}}, in_place=True
    )


def test_boxes_whose_text_both_changed_are_left_to_a_person():
    base, mine, theirs = ({"checked": [], "detail": {"b": text}} for text in ("週", "月", "年"))
    assert together("boxes", base, mine, theirs) is None


def test_a_choice_is_left_to_a_person():
    assert together("choice", "outsourced", "outsourced", "not_outsourced") is None


@pytest.mark.parametrize("odd", [None, {"unknown": "unreadable", "raw": "?"}])
def test_what_was_absent_or_unread_goes_with_nothing(odd):
    assert together("text", odd, "甲", "乙") is None


def test_every_kind_of_item_is_known():
    for kind in KINDS:
        together(kind, None, None, None)


TEXTS = st.text("あいう。\n、12", max_size=30)


@given(TEXTS, TEXTS)
def test_who_changed_nothing_takes_the_other_text(base, other):
    assert together("text", base, base, other) == Together(other, in_place=True)
    assert together("text", base, other, base) == Together(other, in_place=True)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_edits_on_both_sides_of_a_line_that_stays_go_together(first, second, before, after):
    """The line in the middle has signs that stand nowhere else."""
    line = "【漢字の見出し】" * 2
    merged = together("text", first + line + second, before + line + second, first + line + after)
    assert merged == Together(before + line + after, in_place=True)


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_was_first(base, mine, theirs):
    one, other = together("text", base, mine, theirs), together("text", base, theirs, mine)
    if one and other and one.in_place and other.in_place:
        assert one == other
