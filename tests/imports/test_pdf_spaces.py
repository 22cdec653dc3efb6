"""Spaces that a PDF leaves out and only moves over, and heads that a browser prints on every page."""

import pytest

from pia.imports.building import GridBuilder
from pia.imports.pdf.page import Page, Run
from pia.imports.pdf.tagged import TaggedText, read_tagged
from pia.imports.pdf.tags import Mark, Tag, Tree
from tests.imports.pages import page, seen

GAPS = {
    "宛名番号#h(0.34em)個人番号": "宛名番号 個人番号",
    "電話#h(0.34em)0000": "電話 0000",
    "電話0000": "電話0000",
    "宛名番号#h(0.1em)個人番号": "宛名番号個人番号",
    "（宛名）#h(0.34em)番号": "（宛名）番号",
    "#text(tracking: 0.3em)[個人番号利用事務]": "個人番号利用事務",
}


@pytest.mark.parametrize(("printed", "read"), GAPS.items())
def test_a_gap_as_wide_as_a_space_is_one_where_the_line_is_set_close(printed, read):
    assert seen(page(printed)) == [[read]]


def run(text, mark):
    return Run(text, 10.0, 10.0 + 9 * len(text), 100.0, 9.0, mark, is_artifact=False)


def tagged(*kinds_and_texts):
    """A table of one row whose cells say the same, or other, words on two pages."""
    row, texts = Tag("TR"), TaggedText()
    for number in (1, 2):
        runs = (run(said[number - 1], n) for n, (_, *said) in enumerate(kinds_and_texts))
        texts.add_page(Page(number, 600.0, 800.0, tuple(runs), (), (), 0))
    for place, (kind, *_) in enumerate(kinds_and_texts):
        marks = {number: Mark(number, place) for number in (1, 2)}
        row.held[place] = Tag(kind, held=dict(marks))
    tree = Tree()
    tree.root.held[0] = Tag("Table", held={0: row})
    builder = GridBuilder("文書.pdf")
    read_tagged(builder, tree, texts)
    return [cell.text.replace("\n", "") for row in builder.grid().rows for cell in row.cells]


def test_a_head_that_is_printed_on_every_page_is_said_once():
    assert tagged(("TH", "変更日", "変更日"), ("TH", "項目", "項目")) == ["変更日", "項目"]


def test_a_cell_that_goes_on_over_the_page_is_whole():
    assert tagged(("TH", "保管", "場所"), ("TD", "同じ", "同じ")) == ["保管場所", "同じ同じ"]
