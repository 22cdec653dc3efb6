"""Two persons at one page: both texts are kept, and where they meet somebody chooses."""

import re
from html import unescape

import pytest

from tests.web.drafting import (
    answer,
    fill,
    outsourcing,
    section,
    storage_of,
    value_on,
)


def test_two_people_at_two_items_of_one_page_both_keep_their_texts(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "税務部"})
    assert fill(editor, path, {"task_content": "賦課の事務。"}, page=page).status_code == 303
    assert (answer(city, "department"), answer(city, "task_content")) == ("税務部", "賦課の事務。")


@pytest.fixture
def conflict(city, editor, other):
    """The page that the second of two at one item gets."""
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "財務部税務課"})
    given = {"department": "財務部個人市民税課", "task_content": "賦課の事務。"}
    return fill(editor, path, given, page=page)


def test_both_texts_are_shown_with_who_and_when_and_nothing_is_overwritten(city, conflict):
    assert conflict.status_code == 409
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", conflict.text)))
    assert "見本 編集者さん" in text
    assert "令和7年4月1日 10:32" in text
    assert "変更する前の記載 財務部市民税課" in text
    assert "<ins>" in conflict.text
    assert "<del>" in conflict.text
    assert answer(city, "department") == "財務部税務課"
    assert answer(city, "task_content") == "賦課の事務。"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"choice-1": "theirs"}, "財務部税務課"),
        ({"choice-1": "mine"}, "財務部個人市民税課"),
        ({"choice-1": "new", "text-1": "税務部\r\n税務課"}, "税務部\n税務課"),
    ],
)
def test_the_person_chooses_theirs_mine_or_a_new_text(city, editor, conflict, choice, expected):
    settle = section(city) + "/settle"
    reply = fill(editor, settle, choice, page=conflict.text)
    assert (reply.status_code, reply.location) == (303, section(city))
    assert answer(city, "department") == expected


def test_without_a_choice_the_page_comes_back_with_all_texts(city, editor, conflict):
    reply = fill(editor, section(city) + "/settle", {"text-1": "書きかけ"}, page=conflict.text)
    assert reply.status_code == 422
    assert "どの記載にするかを選んでください" in reply.text
    assert value_on(reply.text, "text-1") == ["書きかけ"]
    assert value_on(reply.text, "mine-1") == ['"財務部個人市民税課"']
    assert "財務部市民税課" in reply.text
    again = fill(editor, section(city) + "/settle", {"choice-1": "mine"}, page=reply.text)
    assert again.status_code == 303
    assert answer(city, "department") == "財務部個人市民税課"


def test_whoever_changed_it_once_more_meanwhile_is_not_overwritten_either(
    city, editor, other, conflict
):
    fill(other, section(city), {"department": "三度目"})
    settle = section(city) + "/settle"
    reply = fill(editor, settle, {"choice-1": "mine"}, page=conflict.text)
    assert reply.status_code == 409
    assert "三度目" in reply.text
    assert answer(city, "department") == "三度目"
    assert fill(editor, settle, {"choice-1": "mine"}, page=reply.text).status_code == 303
    assert answer(city, "department") == "財務部個人市民税課"


@pytest.mark.parametrize(
    "broken",
    [
        {"mine-1": "{", "choice-1": "mine"},
        {"mine-1": "[" * 100_000, "choice-1": "mine"},
        {"mine-1": "7", "choice-1": "mine"},
        {"mine-1": '{"unknown": "x"}', "choice-1": "mine"},
        {"mine-1": r'"\ud800"', "choice-1": "mine"},
        {"at-1": "nowhere", "choice-1": "mine"},
        {"at-1": "files", "choice-1": "mine"},
        {"at-1": "((", "choice-1": "theirs"},
        {"at-1": "systems[@x].name", "choice-1": "mine"},
        {"choice-1": "new", "text-1": "\x00"},
        {"first": "x"},
        {"base": "99"},
    ],
)
def test_a_broken_choice_is_refused_and_nothing_is_saved(city, editor, conflict, broken):
    reply = fill(editor, section(city) + "/settle", broken, page=conflict.text)
    assert 400 <= reply.status_code < 500
    assert answer(city, "department") == "財務部税務課"


def test_a_text_in_a_thing_that_was_removed_can_be_copied(city, editor, other):
    key = "files.{file}.outsourcing_group"
    page, thing = editor.get(section(city, key)).text, outsourcing(city)
    given = {"thing": thing, "base": "0"}
    other.send(section(city, key) + "/remove", given)
    reply = fill(editor, section(city, key), {f"{thing}.contractor": "みほん株式会社"}, page=page)
    assert reply.status_code == 409
    assert "まとまりごと削除" in reply.text
    assert "みほん株式会社" in reply.text
    assert 'value="mine"' not in reply.text
    settled = fill(editor, section(city, key) + "/settle", {"choice-1": "theirs"}, page=reply.text)
    assert settled.status_code == 303


def test_whoever_is_asked_in_a_section_that_went_comes_to_the_draft(city, editor, other):
    key = "files.{file}.storage_group"
    path = section(city, key)
    page, storage = editor.get(path).text, storage_of(city)
    given = {"thing": storage.rpartition(".")[0], "base": "0"}
    other.send(section(city, "files") + "/remove", given)
    reply = fill(editor, path, {storage: "データセンターに保管する。"}, page=page)
    assert reply.status_code == 409
    settled = fill(editor, path + "/settle", {"choice-1": "theirs"}, page=reply.text)
    assert settled.location == f"/drafts/{city.draft.id}"


def test_a_refused_text_beside_a_disputed_item_is_not_lost(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "税務部"})
    given = {"department": "市民部", "task_content": "消えては困る\x07文"}
    back = fill(editor, path, given, page=page)
    assert back.status_code == 422
    assert value_on(back.text, "task_content") == ["消えては困る\x07文"]
    assert value_on(back.text, "department") == ["市民部"]
    assert "ほかの人も変更した項目があります" in back.text
    asked = fill(editor, path, {"task_content": "消えては困る文"}, page=back.text)
    assert asked.status_code == 409
    assert answer(city, "task_content") == "消えては困る文"
    assert answer(city, "department") == "税務部"


def test_ones_own_save_on_another_page_is_not_called_somebody_elses(city, editor):
    page = editor.get(section(city)).text
    fill(editor, section(city), {"department": "税務部"}, page=page)
    reply = fill(editor, section(city), {"department": "市民部"}, page=page)
    assert reply.status_code == 409
    assert "別の画面で保存した記載" in reply.text


def test_choices_and_boxes_are_settled_too(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"linkage": "not_carried_out"})
    reply = fill(editor, path, {"linkage": "undecided"}, page=page)
    assert reply.status_code == 409
    assert 'value="new"' not in reply.text
    fill(editor, path + "/settle", {"choice-1": "mine"}, page=reply.text)
    assert answer(city, "linkage") == "undecided"
