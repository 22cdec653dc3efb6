"""A thing that moves: whether a text of the document names it by its printed number."""

import pytest

from pia.assessment import Path
from pia.revision.moves import renumbered
from pia.revision.style import TableStyle
from tests.revision.small import assessment, compared, outsourced, work

SECOND = "files[@f1].outsourcing[@w2]"


def says(text, at=SECOND, **answers):
    works = [work(name) for name in ("w1", "w2", "w3")]
    answers = outsourced(*works, provisions=[{"@id": "p1"}], storage=text).answers | answers
    return is_told(assessment(**answers), at)


def is_told(old, at):
    """Whether a move of the thing is told, because a text of the document names its number."""
    a_list, _, name = at.rpartition("[@")
    later = [{"@id": f"before{n}"} for n in range(3)] + [{"@id": name.removesuffix("]")}]
    inside = a_list.partition("].")[2]
    answers = {"files": [{"@id": "f1", inside: later}]} if inside else {a_list: later}
    return at in renumbered(old, assessment(**answers), Path.parse(a_list), {at: at})


@pytest.mark.parametrize(
    "text",
    [
        "委託事項2の受託者が保管する。",
        "委託事項２ の受託者が保管する。",
        "委託事項二の受託者が保管する。",
        "上記委託事項2については、庁舎内で行う。",
        "委託事項1及び2の受託者に限る。",
        "委託事項1、委託事項2の受託者に限る。",
        "委託事項1～3の受託者に限る。",
        "委託事項1から委託事項3までの受託者に限る。",
    ],
)
def test_a_text_that_names_the_number_is_found(text):
    assert says(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "委託事項の受託者が保管する。",
        "委託事項12の受託者が保管する。",
        "委託事項二十一の受託者が保管する。",
        "委託事項1、3の受託者に限る。",
        "委託事項3～5の受託者に限る。",
        "委託事項2件の受託者が保管する。",
        "再委託事項2の内容による。",
        "委託先2者が保管する。",
    ],
)
def test_another_number_or_a_count_is_none(text):
    assert not says(text)


@pytest.mark.parametrize(
    "text", ["年金システム1を使う。", "システム1台で行う。", "システム一覧", "システム1.0"]
)
def test_the_name_of_a_product_is_no_number_of_a_system(text):
    assert not says(text, at="systems[@s]", systems=[{"@id": "s"}])


def test_other_repeats_and_words_behind_boxes_count_too():
    assert says("提供先1へは紙で渡す。", at="files[@f1].provisions[@p1]")
    methods = {"checked": ["other"], "detail": {"other": "システム1を通じた送信"}}
    document = assessment(systems=[{"@id": "s"}], files=[{"@id": "f", "methods": methods}])
    assert is_told(document, "systems[@s]")


def test_a_file_has_no_printed_number():
    assert not says("ファイル1に記録する。", at="files[@f1]")


# --- rows of things that moved ----------------------------------------------------------------


def test_a_row_of_a_thing_that_moved_in_silence_tells_the_number_it_had():
    """委託事項2 of the published edition stands first now: its row must not seem to be of another."""
    was = outsourced(work("w1"), work("w2", contractor="旧社"), work("w3", contractor="丙社"))
    now = outsourced(work("w2", contractor="新社"), work("w1"), work("w3", contractor="丁社"))
    moved, stayed = compared(was, now).rows
    assert moved.item.endswith(" 委託事項1（変更前は委託事項2） ③委託先名")
    assert stayed.item.endswith(" 委託事項3 ③委託先名")
    short = compared(was, now, style=TableStyle(labels="short")).rows[0].item
    assert short == "Ⅱ-4-委託事項1（変更前は委託事項2） ③委託先名"


def test_where_the_move_is_a_row_the_others_need_not_tell_it():
    was = outsourced(work("w1"), work("w2", contractor="旧社"), notes="委託事項2は休止する。")
    now = outsourced(work("w2", contractor="新社"), work("w1"), notes="委託事項2は休止する。")
    items = [row.item for row in compared(was, now).rows]
    assert len(items) == 2
    assert not any("変更前は" in item for item in items)


def test_a_thing_that_only_moves_up_because_one_went_keeps_its_plain_label():
    was = outsourced(work("w1"), work("w2", contractor="旧社"))
    now = outsourced(work("w2", contractor="新社"))
    assert any(row.item.endswith(" 委託事項1 ③委託先名") for row in compared(was, now).rows)
