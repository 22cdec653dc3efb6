"""A 目次 that Word or a site makes names every heading of the form, and is bound to nothing."""

from dataclasses import replace

import pytest

from pia.imports.assemble import assemble
from pia.imports.contents import without_contents
from pia.imports.grid import Cell, Place
from pia.imports.printed import Printed
from pia.imports.scopes import Slot, Thing
from pia.imports.text_reader import read_text
from tests.builders import FORM, assessment, row, with_rows
from tests.imports.layouts.entries import printed
from tests.imports.layouts.every import made
from tests.imports.layouts.measuring import measured

DOCUMENT = with_rows(assessment(), row(before="甲課", after="乙課"))
PRINTED = printed(DOCUMENT)
HEADINGS = tuple(
    entry.label
    for entry in PRINTED.entries
    if entry.kind in ("part", "section") or entry.label[:2] in ("1.", "3.", "7.", "8.")
)
LOOKS = {
    "titles alone": "{title}",
    "a TAB": "{title}\t{page}",
    "dots": "{title} …… {page}",
    "spaces": "{title}　　P.{page}",
}


def listed(look):
    lines = [look.format(title=title, page=n // 3 + 2) for n, title in enumerate(HEADINGS)]
    return replace(PRINTED, contents=("目次", *lines))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("layout", ["タブ区切り", "段落だけのWord"])
def test_a_table_of_contents_of_two_levels_moves_no_answer(layout, look):
    assert len(HEADINGS) > 20
    outcomes, imported = measured(DOCUMENT, *made(layout, listed(LOOKS[look])))
    assert {path: found for path, found in outcomes.items() if found != "right"} == {}
    assert imported.report.left_over == ()


@pytest.mark.parametrize("layout", ["市のページ(CMS)", "2列のExcel"])
def test_a_list_of_headings_on_a_page_or_a_sheet_moves_no_answer(layout):
    outcomes, _ = measured(DOCUMENT, *made(layout, listed(LOOKS["titles alone"])))
    assert {path: found for path, found in outcomes.items() if found != "right"} == {}


def kept(text):
    rows, left = without_contents(Printed(FORM), read_text(text, "文書.txt").rows)
    return [r.filled[0].text for r in rows if r.filled], [cell.text for cell in left]


CONTENTS = "目次\nⅠ 基本情報\t1\n用語の説明\t2\nⅡ 特定個人情報ファイルの概要\t3\nⅢ リスク対策\t4\n"
BODY = "Ⅰ 基本情報\nⅡ 特定個人情報ファイルの概要\n甲\nⅢ リスク対策\n乙\n"


def test_a_line_of_a_citys_own_words_goes_with_the_table_and_is_left_over():
    assert kept(CONTENTS + BODY) == (BODY.splitlines(), ["用語の説明", "2"])


def test_headings_that_stand_nowhere_else_are_the_document_itself():
    assert kept(CONTENTS)[0][1:] == [line.split("\t")[0] for line in CONTENTS.splitlines()[1:]]


def test_answers_beside_a_file_of_which_nothing_is_said_are_unsure():
    item = FORM.item("files[].name")

    def file(name):
        label, answer = (
            Cell(text, Place("文書", 1, n)) for n, text in ((1, item.title), (2, name))
        )
        return Thing("files", {"name": Slot(item, label, [[answer]])})

    document = Thing("", things={"files": [file(""), file("国民年金情報ファイル")]}, seen={"files"})
    found = assemble(FORM, document, []).found
    assert [found[f"files[{n}].name"].read.status for n in (1, 2)] == ["unsure", "unsure"]
    assert "目次" in found["files[2].name"].read.why
