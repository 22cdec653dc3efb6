"""No border inside a word, by the judgement of a dictionary that the product does not need."""

import pytest

from bench.borders import borders, inside_words
from pia.revision.spans import segments
from tests.revision.inline.edits_corpus import ALL, real_edits

sudachipy = pytest.importorskip("sudachipy", reason="SudachiPy is missing: make judges")


@pytest.fixture(scope="module")
def judge():
    """Cut as the middle mode of the dictionary does: compounds in their parts, words whole."""
    return sudachipy.Dictionary(dict="core").tokenizer(mode=sudachipy.SplitMode.B)


def cut_words(judge, edits):
    """Return the words that a difference cuts, shown with the border."""
    _, cut = inside_words(judge, [segments(*edit) for edit in edits])
    return list(cut)


def test_no_word_of_the_written_edits_is_cut(judge):
    assert cut_words(judge, ALL) == []


def test_no_word_of_the_published_rows_is_cut(judge, real_docs):
    assert cut_words(judge, real_edits(real_docs)) == []


def test_the_judge_sees_what_a_comparison_of_signs_would_cut(judge):
    parts = (("=", "保険年金課"), ("-", "の担当"), ("+", "の担任"))
    ((text, offsets), _) = borders(parts)
    assert {word.begin() for word in judge.tokenize(text)} >= {*offsets}
    assert 1 not in {word.begin() for word in judge.tokenize(text)}
