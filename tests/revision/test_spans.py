"""Differences of texts: nothing lost, nothing cut, no seconds."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pia.assessment import apply
from pia.revision.spans import joined, replacements, segments

TEXTS = st.text("再委託する。、,12１２十 \n葛\U000e0100\U000e0101か\u3099𠮷", max_size=40)


@given(TEXTS, TEXTS)
def test_segments_join_to_both_texts_and_their_operations_make_one_of_the_other(old, new):
    parts = segments(old, new)
    assert joined(parts, "=-") == old
    assert joined(parts, "=+") == new
    assert apply({"notes": old}, replacements("notes", parts)) == {"notes": new}


@given(TEXTS)
def test_equal_texts_have_no_operation(text):
    assert replacements("notes", segments(text, text)) == ()


@given(TEXTS, TEXTS)
def test_neighbouring_segments_are_of_different_sorts(old, new):
    signs = "".join(sign for sign, _ in segments(old, new))
    assert not any(twice in signs for twice in ("==", "--", "++", "+-"))


def test_a_reader_sees_words_and_not_scattered_signs():
    assert segments("みほん市6条町3丁目46番地", "みほん市7条町3丁目48番地") == (
        ("=", "みほん市"),
        ("-", "6条町3丁目46"),
        ("+", "7条町3丁目48"),
        ("=", "番地"),
    )


def test_offsets_count_in_the_text_as_it_then_is():
    parts = segments(
        "甲を施錠する。記録を残す。丙を保管する。", "甲乙丙を施錠する。記録を残す。戊を保管する。"
    )
    assert [(op.start, op.old, op.new) for op in replacements("notes", parts)] == [
        (0, "甲", "甲乙丙"),
        (15, "丙", "戊"),
    ]


def test_long_texts_with_next_to_nothing_in_common_are_one_edit():
    old, new = "甲乙丙丁。" * 1000, "一二三四。" * 1000
    assert len(segments(old, new)) <= 3


def test_a_long_text_with_a_small_change_is_a_small_edit():
    old = "甲乙丙丁。" * 1000
    assert segments(old, old + "戊") == (("=", old), ("+", "戊"))


def test_a_text_of_a_hundred_thousand_signs_is_compared_in_time_and_whole():
    sentences = [f"第{n}条の措置として入退室を記録し、所属長が確かめる。" for n in range(4000)]
    old = "".join(sentences)
    for n in range(0, 4000, 40):
        sentences[n] = sentences[n].replace("所属長", "管理者")
    new = "".join(sentences)
    parts = segments(old, new)
    assert (joined(parts, "=-"), joined(parts, "=+")) == (old, new)
    assert {text for sign, text in parts if sign == "-"} == {"所属長"}
    assert sum(sign == "-" for sign, _ in parts) == 100


def test_a_long_text_without_any_sentence_is_one_edit():
    old, new = "甲乙" * 20_000, "甲丙" * 20_000
    parts = segments(old, new)
    assert [sign for sign, _ in parts] == ["-", "+"]
    assert (joined(parts, "=-"), joined(parts, "=+")) == (old, new)


def test_neighbours_of_one_sign_are_one_segment():
    signs = [sign for sign, _ in segments("あ。" * 3000, "い。" * 3000)]
    assert all(one != other for one, other in pairwise(signs))
