"""別添2 as cities print it: other heads and more columns, rows that go on, sheets copied."""

from datetime import date

import pytest

from pia.imports.grid import Cell, Place, Row
from pia.imports.history import resolve
from pia.imports.history_rows import split_history, unread_table, without_copies
from tests.builders import FORM

HEADS = "変更日\t項目\t変更前の記載\t変更後の記載\t提出時期\t提出時期に係る説明"
CELLS = ("令和6年4月1日", "Ⅰ-6-① 部署", "国保年金課", "保険年金課", "事後", "組織の変更のため")
GOES_ON = "記載が次の行に続いていたため、つなぎました。"


def parted(*lines, name="文書"):
    rows = [
        Row(
            tuple(Cell(text, Place(name, n, c, "表1")) for c, text in enumerate(one.split("\t"), 1))
        )
        for n, one in enumerate(lines, start=1)
    ]
    return split_history(FORM, rows)


def line(*cells):
    return "\t".join(cells)


OTHER_HEADS = {
    "a number first": ("No.\t" + HEADS, ("1", *CELLS), "「No.」は様式にない列"),
    "remarks last": (HEADS + "\t備考", (*CELLS, "議会報告済"), "「備考」は様式にない列"),
    "short": ("変更年月日\t変更箇所\t変更前\t変更後\t提出時期\t説明", CELLS, ""),
    "a note in the head": (HEADS + "（重要な変更か否か）", CELLS, ""),
    "another order": (
        "項目\t変更前の記載\t変更後の記載\t変更日\t提出時期\t提出時期に係る説明",
        (*CELLS[1:4], CELLS[0], *CELLS[4:]),
        "",
    ),
}


@pytest.mark.parametrize(("heads", "cells", "said"), OTHER_HEADS.values(), ids=OTHER_HEADS)
def test_columns_are_known_by_the_words_of_their_heads(heads, cells, said):
    found = parted("Ⅴ 評価実施手続", heads, line(*cells))
    assert [row.cells for row in found.printed] == [CELLS]
    assert said in "".join(found.notes)
    assert bool(said) == bool(found.notes)


def test_a_remark_in_a_column_of_the_citys_own_is_left_over():
    found = parted(HEADS + "\t備考", line(*CELLS, "議会報告済"))
    assert [cell.text for cell in found.left] == ["議会報告済"]


def test_a_column_that_is_not_there_is_told():
    found = parted(HEADS.rpartition("\t")[0], line(*CELLS[:5]))
    assert [row.cells for row in found.printed] == [(*CELLS[:5], "")]
    assert found.notes == ["別添2の表に「提出時期に係る説明」の列がないため、空欄としました。"]


def test_a_table_whose_heads_say_something_else_is_told():
    lines = ("(別添2) 変更箇所", "年月日\tどこを\tどう変えたか", line(*CELLS[:3]))
    found = parted(*lines)
    said = unread_table(FORM, found.body)
    assert said == "別添2の表の見出しが様式と違うため、行を読めませんでした(6か所が残っています)。"
    assert unread_table(FORM, parted("(別添2) 変更箇所", HEADS).body) == ""


@pytest.mark.parametrize(
    "more",
    [
        ("", "", "戸籍係", "年金係", "", ""),
        ("", "", "", "年金係", "", ""),
        ("令和6年4月1日", "Ⅰ-6-① 部署（続き）", "戸籍係", "年金係", "事後", "組織の変更のため"),
    ],
    ids=["both", "after alone", "続き"],
)
def test_a_row_that_goes_on_in_the_next_is_one_and_no_longer_sure(more):
    (row,) = parted(HEADS, line(*CELLS), line(*more)).printed
    before = "\n".join(filter(None, (CELLS[2], more[2])))
    assert row.cells == (*CELLS[:2], before, "保険年金課\n年金係", *CELLS[4:])
    assert row.doubt == GOES_ON
    (found,) = resolve(FORM, {}, [row])
    assert found.why == GOES_ON


def test_a_text_under_a_row_that_no_column_takes_leaves_it_unsure():
    found = parted(HEADS, line(*CELLS), "令和6年5月1日\t総務課のみ")
    assert [cell.text for cell in found.left] == ["令和6年5月1日", "総務課のみ"]
    assert found.printed[0].doubt == "すぐ下に、どの列にも入らない文字があります。"


def test_a_band_over_the_table_leaves_the_row_above_it_sure():
    found = parted(HEADS, line(*CELLS), "【令和7年度】", line(*CELLS))
    assert [row.doubt for row in found.printed] == ["", ""]


@pytest.mark.parametrize("sign", ["〃", "同上", ""])
def test_a_day_that_the_row_above_says_is_that_day(sign):
    rows = parted(HEADS, line(*CELLS), line(sign, *CELLS[1:])).printed
    found = resolve(FORM, {}, rows)
    assert [one.row.changed_on_date for one in found] == [date(2024, 4, 1).isoformat()] * 2
    assert found[1].row.changed_on == sign


def test_the_rows_of_a_copied_sheet_count_once():
    tables = [parted(HEADS, line(*CELLS), line(*CELLS), name=name).printed for name in "ab"]
    rows, said = without_copies(FORM, tables)
    assert [row.first.place.file for row in rows] == ["a", "a"]
    assert said == "別添2の同じ行が表1（b）にもあるため、2行を一度だけ読みました。"
