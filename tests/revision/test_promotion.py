"""Differences that no rule prints become rows where a person asks for them."""

import pytest
from hypothesis import HealthCheck, given, settings

from pia.revision import compare
from pia.revision.record import record
from pia.revision.style import DEFAULT_STYLE
from tests.revision.small import assessment, compared, outsourced, work
from tests.revision.strategies import documents, editions
from tests.revision.test_compare_properties import DAY, STYLES

HEAD = "保管場所は次のとおりとする。"
CITY = "〈みほん市における措置〉\n執務室は施錠する。"
CLOUD = "〈ガバメントクラウドにおける措置〉\n国内の施設に設置する。"


def storage(*parts):
    return assessment(files=[{"@id": "f1", "storage": "\n".join(parts)}])


def keys(comparison):
    return [left.key for left in comparison.unprinted if left.is_promotable]


def promoted(old, new, *wanted, style=DEFAULT_STYLE):
    """The table with the keys asked for, with all that can be asked for where none is said."""
    asked = frozenset(wanted or keys(compared(old, new, style=style)))
    assert asked
    comparison = compared(old, new, style=style, promoted=asked)
    assert comparison.complete
    return comparison


def cells(comparison):
    return [(row.mode, row.before, row.after) for row in comparison.rows]


# --- white space ----------------------------------------------------------------------------------


def test_white_space_alone_becomes_a_row_that_is_submitted_after():
    old, new = storage("施錠する。記録する。"), storage("施錠する。", "記録する。")
    assert keys(compared(old, new)) == ["files[@f1].storage#white-space"]
    comparison = promoted(old, new)
    (row,) = comparison.rows
    assert cells(comparison) == [("item", "施錠する。記録する。", "施錠する。\n記録する。")]
    assert (row.timing, row.promoted, row.key) == ("事後", True, "files[@f1].storage")
    assert comparison.unprinted == ()


def test_white_space_in_a_block_becomes_the_row_of_its_block_in_the_order_of_the_text():
    old = storage(HEAD, CITY, CLOUD)
    new = storage(HEAD, CITY.replace("施錠", "　施錠"), CLOUD.replace("国内", "県内"))
    (key,) = keys(compared(old, new))
    assert key == "files[@f1].storage#1#〈みほん市における措置〉#white-space"
    rows = promoted(old, new).rows
    assert [(row.mode, row.block.heading[1:4], row.promoted) for row in rows] == [
        ("block", "みほん", True),
        ("block", "ガバメ", False),
    ]


@pytest.mark.parametrize("first", [0, 1])
def test_one_of_two_blocks_may_be_asked_for(first):
    old = storage(HEAD, CITY, CLOUD)
    new = storage(
        HEAD.replace("次", "以下"), CITY.replace("施錠", "　施錠"), CLOUD.replace("設置", " 設置")
    )
    wanted = keys(compared(old, new))
    comparison = promoted(old, new, wanted[first])
    assert [row.promoted for row in comparison.rows].count(True) == 1
    assert keys(comparison) == [wanted[1 - first]]


def test_white_space_between_blocks_is_promoted_with_its_whole_item():
    old = storage(CITY, CLOUD)
    new = storage(CITY, "", CLOUD.replace("国内", "県内"))
    assert keys(compared(old, new)) == ["files[@f1].storage#white-space"]
    comparison = promoted(old, new)
    whole = (old.answers["files"][0]["storage"], new.answers["files"][0]["storage"])
    assert cells(comparison) == [("item", *whole)]
    assert comparison.unprinted == ()


def test_spaces_before_a_heading_print_the_same_and_make_no_row_of_their_own():
    old = storage(CITY, CLOUD)
    new = storage(f" {CITY}", CLOUD.replace("国内", "県内"))
    assert keys(compared(old, new)) == ["files[@f1].storage#white-space"]
    assert [row.mode for row in promoted(old, new).rows] == ["item"]


def test_blank_lines_that_head_a_text_have_no_cell_and_are_promoted_with_their_item():
    old = storage(CITY, CLOUD)
    new = storage("", "", CITY.replace("施錠", "二重に施錠"), CLOUD)
    assert keys(compared(old, new)) == ["files[@f1].storage#1##white-space"]
    (row,) = promoted(old, new).rows
    assert row.mode == "item"
    assert row.before != row.after


# --- moves ----------------------------------------------------------------------------------------


def test_a_block_that_moved_is_promoted_with_its_whole_item():
    old, new = storage(HEAD, CITY, CLOUD), storage(HEAD, CLOUD, CITY)
    (key,) = keys(compared(old, new))
    assert key.endswith("#move")
    comparison = promoted(old, new)
    assert comparison.rows[0].promoted
    assert cells(comparison) == [("item", f"{HEAD}\n{CITY}\n{CLOUD}", f"{HEAD}\n{CLOUD}\n{CITY}")]


def test_moved_things_are_printed_in_their_old_and_their_new_order():
    old = outsourced(work("w1"), work("w2"), work("w3"))
    new = outsourced(work("w1"), work("w3"), work("w2"))
    assert keys(compared(old, new)) == ["files[@f1].outsourcing#move"]
    comparison = promoted(old, new)
    (row,) = comparison.rows
    assert (row.before, row.after) == (
        "委託事項2 業務w2\n委託事項3 業務w3",
        "委託事項2 業務w3\n委託事項3 業務w2",
    )
    assert (row.change, row.timing, row.promoted) == ("moved", "事後", True)
    assert record(new, comparison).change_history[-1].after == row.after


def test_moved_things_without_a_name_are_told_apart_by_what_they_were():
    old = outsourced({"@id": "w1", "content": "甲"}, {"@id": "w2", "content": "乙"})
    new = outsourced({"@id": "w2", "content": "乙"}, {"@id": "w1", "content": "甲"})
    (row,) = promoted(old, new).rows
    assert row.before == "委託事項1\n委託事項2"
    assert row.after == "委託事項1（変更前は2番目）\n委託事項2（変更前は1番目）"


def test_moved_files_are_printed_by_their_names():
    old = assessment(files=[{"@id": "f1", "name": "宛名"}, {"@id": "f2", "name": "年金"}])
    new = assessment(files=[{"@id": "f2", "name": "年金"}, {"@id": "f1", "name": "宛名"}])
    (row,) = promoted(old, new).rows
    assert (row.before, row.after) == ("宛名\n年金", "年金\n宛名")
    assert row.item


# --- what never makes a row -----------------------------------------------------------------------


def test_what_prints_the_same_is_not_in_the_table_or_cannot_be_read_is_never_promoted():
    old = assessment(special_notes="", published_on="令和5年4月1日", department="市民課")
    unread = {"unknown": "cut-off"}
    new = assessment(special_notes="—", published_on="令和6年4月1日", department=unread)
    comparison = compared(old, new)
    reasons = {left.reason for left in comparison.unprinted}
    assert reasons == {"empty", "not-in-change-table", "cannot-tell"}
    asked = frozenset(left.key for left in comparison.unprinted)
    again = compared(old, new, promoted=asked)
    assert (again.rows, again.unprinted) == ((), comparison.unprinted)


def test_a_key_of_nothing_changes_nothing():
    old, new = storage("施錠する。"), storage("閉鎖する。")
    assert compared(old, new, promoted=frozenset({"files[@f9]#move"})) == compared(old, new)


# --- for every pair of documents ------------------------------------------------------------------

SOME = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def assert_all_can_be_promoted(old, new, style):
    first = compare(old, new, changed_on=DAY, as_of=DAY, style=style)
    names = [left.key for left in first.unprinted]
    assert len(set(names)) == len(names)
    asked = frozenset(keys(first))
    comparison = compare(old, new, changed_on=DAY, as_of=DAY, style=style, promoted=asked)
    assert comparison.complete
    assert keys(comparison) == []
    rows = [row.key for row in comparison.rows]
    assert len(set(rows)) == len(rows)
    assert all(row.before != row.after for row in comparison.rows)


@SOME
@given(editions(), STYLES)
def test_all_that_can_be_promoted_is_and_the_table_stays_complete(pair, style):
    old, new = pair
    assert_all_can_be_promoted(old, new, style)


@SOME
@given(documents("one"), documents("other"), STYLES)
def test_so_it_is_across_lineages(old, new, style):
    assert_all_can_be_promoted(old, new, style)
