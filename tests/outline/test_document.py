"""The outline of whole documents: every answer once, parts and lists as the paper has them."""

from collections import Counter
from itertools import pairwise

import pytest

from pia.assessment.paths import answered
from pia.official.kinds import KINDS
from pia.outline import KIND_CELLS, CellRole, PartKind, RowRole, outline
from tests.outline.documents import (
    NAMES,
    changed,
    empty,
    newest,
    sample,
    two_files,
    unreadable,
    without_lists,
)

SUCCESSIVE = [
    (old, new) for old, new in pairwise(NAMES) if old.rsplit("-", 3)[0] == new.rsplit("-", 3)[0]
]


def printed_items(document):
    return Counter(path for cell in outline(document).cells() for path in cell.items)


def titles(document, kind=PartKind.BODY):
    return [part.heading for part in outline(document).parts if part.kind == kind]


def rows(document, *roles):
    parts = outline(document).parts
    return [r for p in parts for t in p.tables for r in t.all_rows() if r.role in roles]


def bands(document):
    return [row.cells[0].text for row in rows(document, RowRole.BAND, RowRole.THING)]


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_a_sample_is_printed_exactly_once(name):
    document = sample(name)
    wanted = Counter(str(path) for path, _, _ in answered(document.form, document.answers))
    assert printed_items(document) == wanted


@pytest.mark.parametrize("build", [unreadable, without_lists])
def test_every_answer_of_a_damaged_document_is_printed_exactly_once(build):
    document = build()
    wanted = Counter(str(path) for path, _, _ in answered(document.form, document.answers))
    assert printed_items(document) == wanted


def test_no_item_kind_is_forgotten():
    assert set(KIND_CELLS) == set(KINDS)


@pytest.mark.parametrize("name", NAMES)
def test_anchors_are_used_once(name):
    printed = outline(sample(name))
    anchors = [cell.anchor for cell in printed.cells() if cell.anchor]
    anchors += [part.anchor for part in printed.parts]
    anchors += [table.anchor for part in printed.parts for table in part.tables if table.anchor]
    assert len(anchors) == len(set(anchors))


def anchors_of(document):
    return {cell.item: cell.anchor for cell in outline(document).cells() if cell.item}


def test_an_anchor_names_each_thing_by_its_id():
    path = "files[@bc096383].outsourcing[@7992a15b].title"
    assert anchors_of(newest())[path] == "files-bc096383-outsourcing-7992a15b-title"


@pytest.mark.parametrize(("old", "new"), SUCCESSIVE)
def test_an_item_has_its_anchor_in_every_edition_and_no_other_item_has_it(old, new):
    """Also where a thing before it has gone (提供先3 of 予防接種 in 2024)."""
    before, after = anchors_of(sample(old)), anchors_of(sample(new))
    both = before.keys() & after.keys()
    assert all(before[path] == after[path] for path in both)
    assert set(before.values()) & set(after.values()) - {""} == {before[p] for p in both} - {""}


@pytest.mark.parametrize("name", NAMES)
def test_every_row_fills_the_columns_of_its_table(name):
    for part in outline(sample(name)).parts:
        for table in part.tables:
            reaching: list[tuple[int, int]] = []
            for row in table.all_rows():
                taken = sum(span for span, left in reaching if left)
                assert sum(cell.span for cell in row.cells) + taken == len(table.columns)
                reaching = [(span, left - 1) for span, left in reaching if left > 1]
                reaching += [(c.span, c.rows - 1) for c in row.cells if c.rows > 1]


def test_the_parts_stand_in_the_order_of_the_paper():
    assert [part.heading for part in outline(newest()).parts] == [
        "特定個人情報保護評価書(重点項目評価書)",
        "項目一覧",
        "Ⅰ 基本情報",
        "Ⅱ 特定個人情報ファイルの概要",
        "(別添1) 特定個人情報ファイル記録項目",
        "Ⅲ リスク対策 ※(7.②を除く。)",
        "Ⅳ 開示請求、問合せ",
        "Ⅴ 評価実施手続",
        "(別添2) 変更箇所",
    ]


def test_two_files_give_two_parts_and_their_lists_stand_behind_the_last():
    headings = [part.heading for part in outline(two_files()).parts][3:7]
    assert headings == [
        "Ⅱ 特定個人情報ファイルの概要（個人住民税課税ファイル）",
        "Ⅱ 特定個人情報ファイルの概要（国税連携ファイル）",
        "(別添1) 特定個人情報ファイル記録項目（個人住民税課税ファイル）",
        "(別添1) 特定個人情報ファイル記録項目（国税連携ファイル）",
    ]


def test_several_parts_of_risks_are_told_apart_by_their_files():
    risks = newest().answers["risks"][0]
    other = risks | {"@id": "b", "file_names": "甲ファイル\n乙ファイル"}
    names = titles(changed(newest(), risks=[risks, other]))
    assert "Ⅲ リスク対策 ※(7.②を除く。)（甲ファイル、乙ファイル）" in names


def test_the_list_of_parts_names_each_once_and_leads_to_the_first():
    entries = rows(two_files(), RowRole.ENTRY)
    links = {row.cells[0].text: row.cells[0].link for row in entries}
    assert len(entries) == 7
    assert links["Ⅱ 特定個人情報ファイルの概要"] == "files-f85ee9fe"


def test_empty_lists_print_one_empty_frame_and_all_bands():
    printed = bands(without_lists())
    assert printed[:5] == [
        "システム1",
        "システム2～5",
        "システム6～10",
        "システム11～15",
        "システム16～20",
    ]
    assert printed[5:8] == ["委託事項1", "委託事項2～5", "委託事項6～10"]
    frame = next(r for r in rows(without_lists(), RowRole.THING) if r.cells[0].text == "委託事項1")
    assert (frame.cells[1].text, frame.cells[1].item) == ("", None)


def test_things_stand_in_their_band_and_beyond_the_last_one():
    system = newest().answers["systems"][0]
    many = [system | {"@id": f"s{n}"} for n in range(21)]
    printed = [b for b in bands(changed(newest(), systems=many)) if b.startswith("システム")]
    assert printed[:3] == ["システム1", "システム2～5", "システム2"]
    assert printed[5:7] == ["システム5", "システム6～10"]
    assert printed[-2:] == ["システム20", "システム21"]


def test_a_document_with_nothing_prints_the_blank_form():
    printed = outline(empty())
    assert not printed_items(empty()) - Counter(
        str(path) for path, _, _ in answered(empty().form, {})
    )
    assert titles(empty())[1] == "Ⅱ 特定個人情報ファイルの概要"
    assert printed.dated.isoformat() == "2018-05-01"
    values = [c for c in printed.cells() if c.role == CellRole.VALUE]
    assert any(cell.text.startswith("[ ] ") for cell in values)


def test_an_unconfirmed_edition_says_so_on_the_cover():
    assert outline(empty("r06-10")).parts[0].foot == "[令和6年10月 様式3] 未確認"
    assert outline(empty()).parts[0].foot == "[平成30年5月 様式3]"


def test_the_document_is_dated_by_its_day_of_publication():
    assert outline(newest()).dated.isoformat() == "2025-06-30"
