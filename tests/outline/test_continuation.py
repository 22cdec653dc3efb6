"""Where a long text is parted, and which column of a sheet holds marks of continuation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia.outline.continuation import MARK, cut, is_margin, pieces, signs


@pytest.mark.parametrize("text", ["", "一", "一行目\n二行目\n\n" * 20, "文。" * 200, "𠮷" * 50])
def test_the_pieces_of_a_text_are_the_text(text):
    parts = list(pieces(text, 3, lambda line: 1 + len(line) // 20))
    assert "".join(parts) == text
    assert all(parts)


def test_signs_are_counted_as_a_workbook_counts_them():
    assert [signs(text) for text in ("", "𠮷", "髙a", "辻󠄀")] == [0, 2, 2, 3]


def test_a_text_is_parted_behind_a_line_else_a_sentence_else_anywhere():
    lines = "一\n二\n三"
    assert lines[: cut(lines, 2, _lines)] == "一\n二\n"
    assert cut("甲乙。丙丁。" + "戊" * 30, 1, _lines) == len("甲乙。丙丁。")
    assert cut("字" * 25, 2, _lines) == 20
    assert cut("短い", 2, _lines) == len("短い")


def test_a_heading_is_not_left_alone_by_a_paragraph_that_could_begin_with_it():
    text = "1 概要\n" + "甲乙丙丁。" * 8
    assert text[: cut(text, 4, _lines)] == "1 概要\n" + "甲乙丙丁。" * 6


def _lines(text):
    """Lines of ten signs."""
    return sum(max(1, -(-len(line) // 10)) for line in text.split("\n"))


@given(st.text(st.sampled_from("あ。\nA 続き\U000e0100"), max_size=200), st.integers(1, 5))
@settings(deadline=None)
def test_pieces_of_a_text_are_never_empty_and_together_the_text(text, most):
    pieces, rest = [], text
    while rest:
        end = cut(rest, most, _lines)
        pieces.append(rest[:end])
        assert pieces[-1]
        rest = rest[end:]
    assert "".join(pieces) == text


def test_a_column_of_marks_and_empty_cells_is_the_margin_and_no_other_is():
    assert is_margin(["", MARK, ""])
    assert is_margin([])
    assert not is_margin([MARK, "①部署"])
