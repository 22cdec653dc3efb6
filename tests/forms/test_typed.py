"""Texts of browsers: line breaks, Excel cells, signs that cannot be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.errors import InputRefused
from pia.forms.typed import MAX_TEXT, typed_text, unquoted_cell
from tests.builders import texts

CELLS = [
    ('"1行目\n2行目"', "1行目\n2行目"),
    ('"1行目\r\n2行目 ""引用"""', '1行目\r\n2行目 "引用"'),
    ('"1行目\n2行目"\r\n', "1行目\n2行目"),
    ('"見出し\t値"', "見出し\t値"),
    ('"""\n"""', '"\n"'),
]
NO_CELLS = [
    *("", '"', '""', "文", '"引用"', '"引用"と\n言う', '"1行目\n2行目', '1行目\n2行目"'),
    *('"一\n二"\t"三\n四"', '"一\n二"\n"三\n四"', "一\t二\n三\t四", '"一"二\n三"'),
]


@pytest.mark.parametrize(("pasted", "seen"), CELLS)
def test_one_excel_cell_loses_its_quotes_and_keeps_its_breaks(pasted, seen):
    assert unquoted_cell(pasted) == seen


@pytest.mark.parametrize("text", NO_CELLS)
def test_what_is_no_single_cell_stays_as_it_is(text):
    assert unquoted_cell(text) == text


@given(texts, texts)
def test_whatever_excel_quotes_is_unquoted(first, second):
    text = f"{first}\n{second}"
    assert unquoted_cell('"' + text.replace('"', '""') + '"') == text


@given(texts, st.none() | texts)
def test_line_ends_of_a_browser_are_those_of_the_document(text, old):
    if unquoted_cell(text) == text:
        assert typed_text(text.replace("\n", "\r\n"), old, "部署") == text


def test_a_stored_text_in_quotes_is_not_taken_apart_while_it_is_edited():
    assert typed_text('"一\r\n二"', '"一\n二"', "部署") == '"一\n二"'
    assert typed_text('"一\r\n二三"', '"一\n二"', "部署") == '"一\n二三"'


def test_a_text_that_is_too_long_is_refused_and_an_old_one_that_is_stays():
    long = "あ" * (MAX_TEXT + 1)
    assert typed_text(long, long, "部署") == long
    assert typed_text(long[1:], None, "部署") == long[1:]
    with pytest.raises(InputRefused) as refused:
        typed_text(long, "", "①部署")
    assert str(refused.value) == (
        "200,001文字あり、長すぎます（①部署）。200,000文字までにしてください。"
    )
