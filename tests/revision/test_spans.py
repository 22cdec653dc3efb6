"""Differences of texts: nothing lost, nothing cut, no seconds."""

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
    assert segments("旭川市6条通9丁目46番地", "旭川市7条通9丁目48番地") == (
        ("=", "旭川市"),
        ("-", "6"),
        ("+", "7"),
        ("=", "条通9丁目4"),
        ("-", "6"),
        ("+", "8"),
        ("=", "番地"),
    )


def test_offsets_count_in_the_text_as_it_then_is():
    parts = segments("甲。乙。丙。", "戊己。乙。丁。")
    assert [(op.start, op.old, op.new) for op in replacements("notes", parts)] == [
        (0, "甲", "戊己"),
        (5, "丙", "丁"),
    ]


def test_long_texts_with_next_to_nothing_in_common_are_one_edit():
    old, new = "甲乙丙丁。" * 1000, "一二三四。" * 1000
    assert len(segments(old, new)) <= 3


def test_a_long_text_with_a_small_change_is_a_small_edit():
    old = "甲乙丙丁。" * 1000
    assert segments(old, old + "戊") == (("=", old), ("+", "戊"))
