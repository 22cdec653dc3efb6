"""What two persons changed is kept for who was second until it is settled: wherever they go."""

import pytest

from pia.approval.roles import Role
from pia.operations import planning
from tests.web.conftest import BEGINNING
from tests.web.drafting import answer, autosave, fill, outsourcing, section, storage_of, value_on

MINE, THEIRS = "財務部個人市民税課", "財務部税務課"
WAITS = "まだ決めていない、あなたの記載があります（Ⅰ-6-① 部署）"


@pytest.fixture
def page(city, editor, other):
    """The page on which I wrote, while another saved the same item."""
    page = editor.get(section(city)).text
    fill(other, section(city), {"department": THEIRS})
    return page


@pytest.fixture
def asked(city, editor, page):
    """The page that asks which text it is to be."""
    reply = fill(editor, section(city), {"department": MINE}, page=page)
    assert reply.status_code == 409
    return reply.text


def waiting(city, editor, key="basics"):
    """What waits at a section, as its page says it: the page that asks, "" for nothing."""
    if WAITS not in editor.get(section(city, key)).text:
        return ""
    return editor.get(section(city, key) + "/settle").text


def test_a_closed_window_loses_nothing_it_is_found_again_where_one_wrote(city, editor, asked):
    again = waiting(city, editor)
    assert value_on(again, "mine-1") == [f'"{MINE}"']
    assert WAITS in editor.get(section(city, "cover")).text
    assert "まだ保存していない、あなたの記載を預かっています" in editor.get("/notices").text
    assert WAITS in editor.get(f"/drafts/{city.draft.id}").text
    listed = editor.get("/unsaved").text
    assert MINE in listed
    assert "見比べて決める" in listed
    reply = fill(editor, section(city) + "/settle", {"choice-1": "mine"}, page=again)
    assert reply.status_code == 303
    assert answer(city, "department") == MINE
    assert waiting(city, editor) == ""
    assert editor.get("/unsaved").location == "/"


@pytest.mark.usefixtures("asked")
def test_it_is_there_in_another_session_too_and_nobody_else_sees_it(
    city, editor, other, store, signed_in
):
    assert MINE not in other.get("/unsaved").text
    assert WAITS not in other.get(section(city)).text
    with store.writing() as work:
        work.sessions.sweep(BEGINNING.replace(year=9999))
    assert editor.get("/unsaved").location.startswith("/login")
    assert MINE in signed_in(Role.EDITOR).get("/unsaved").text


def test_what_is_settled_in_favour_of_the_other_is_gone(city, editor, asked):
    fill(editor, section(city) + "/settle", {"choice-1": "theirs"}, page=asked)
    assert (waiting(city, editor), answer(city, "department")) == ("", THEIRS)


def test_a_choice_that_was_refused_and_what_was_typed_with_it_are_kept(city, editor, asked):
    given = {"choice-1": "new", "text-1": "税務部\x07"}
    assert fill(editor, section(city) + "/settle", given, page=asked).status_code == 422
    again = waiting(city, editor)
    assert (value_on(again, "choice-1"), value_on(again, "text-1")) == (["new"], ["税務部\x07"])


def test_an_autosave_keeps_what_it_may_not_save_as_it_grows(city, editor, page):
    for text in ("財務部個人", MINE):
        base = autosave(editor, section(city), {"department": text}, page=page).json["base"]
    assert value_on(waiting(city, editor), "mine-1") == [f'"{MINE}"']
    # The same page goes on without the disputed item, which a field that is too long is like.
    rest = {"department": None, "task_content": "賦課の事務。", "base": base}
    autosave(editor, section(city), rest, page=page)
    assert value_on(waiting(city, editor), "mine-1") == [f'"{MINE}"']
    assert answer(city, "task_content") == "賦課の事務。"
    # Whoever takes their own change back has nothing to settle.
    autosave(editor, section(city), {"department": "財務部市民税課", "base": base}, page=page)
    assert waiting(city, editor) == ""


def test_a_text_that_cannot_be_taken_does_not_push_out_the_one_that_is_kept(city, editor, page):
    autosave(editor, section(city), {"department": MINE}, page=page)
    autosave(editor, section(city), {"department": "税務部\x07"}, page=page)
    assert value_on(waiting(city, editor), "mine-1") == [f'"{MINE}"']


def test_two_windows_of_one_person_keep_a_text_each(city, editor, page, asked):
    second = editor.get(section(city)).text.replace('value="1"', 'value="0"', 1)
    fill(editor, section(city), {"department": "市民部"}, page=second)
    listed = editor.get("/unsaved").text
    assert MINE in listed
    assert "市民部" in listed


def test_what_is_typed_on_the_page_that_asks_is_kept_before_it_is_sent(city, editor, asked):
    keep = section(city) + "/settle/keep"
    given = {"choice-1": "new", "text-1": "書きかけの部署"}
    assert fill(editor, keep, given, page=asked).status_code == 200
    again = waiting(city, editor)
    assert (value_on(again, "choice-1"), value_on(again, "text-1")) == (["new"], ["書きかけの部署"])
    assert answer(city, "department") == THEIRS
    assert "書きかけの部署" in editor.get("/unsaved").text


def test_what_arrives_after_it_was_settled_brings_nothing_back(city, editor, asked):
    fill(editor, section(city) + "/settle", {"choice-1": "mine"}, page=asked)
    late = fill(editor, section(city) + "/settle/keep", {"text-1": "遅れて届いた"}, page=asked)
    assert late.status_code == 409
    assert waiting(city, editor) == ""


def test_its_person_discards_it_and_nobody_else_can(city, editor, other, asked):
    assert other.send("/unsaved/1/discard").status_code == 404
    assert MINE in editor.get("/unsaved").text
    assert editor.send("/unsaved/1/discard").location == "/unsaved"
    assert editor.get("/unsaved").location == "/"
    assert waiting(city, editor) == ""
    assert editor.send("/unsaved/1/discard").status_code == 404


def test_a_thing_that_was_removed_while_one_wrote_in_it_is_kept_whole(city, editor, other):
    path, thing = section(city, "files.{file}.outsourcing_group"), outsourcing(city)
    page = editor.get(path).text
    other.send(path + "/remove", {"thing": thing, "base": "0"})
    autosave(editor, path, {f"{thing}.contractor": "みほん株式会社"}, page=page)
    again = editor.get(path + "/settle").text
    assert "みほん株式会社" in value_on(again, "mine-1")[0]
    assert fill(editor, path + "/settle", {"choice-1": "mine"}, page=again).status_code == 303
    assert "みほん株式会社" in str(city.now(city.draft.id).document.answers)


def test_where_the_section_went_it_is_still_on_the_list(city, editor, other):
    key = "files.{file}.storage_group"
    path, storage = section(city, key), storage_of(city)
    page = editor.get(path).text
    other.send(
        section(city, "files") + "/remove", {"thing": storage.rpartition(".")[0], "base": "0"}
    )
    fill(editor, path, {storage: "みほんデータセンター"}, page=page)
    assert "みほんデータセンター" in editor.get("/unsaved").text
    assert "みほんデータセンター" in editor.get(path + "/settle").text


def test_of_a_draft_that_is_closed_it_can_still_be_copied(city, editor, asked, store):
    with store.writing() as work:
        work.connection.connection().exec_driver_sql("UPDATE draft SET state = 'withdrawn'")
    page = editor.get("/unsaved").text
    assert MINE in page
    assert "もう直せません" in page
    assert "見比べて決める" not in page
    assert editor.get(section(city) + "/settle").location == "/unsaved"


def test_what_is_written_while_an_approval_is_asked_for_is_kept_and_settled_with_the_tick(
    city, editor
):
    city.edited(city.draft.id, task_content="賦課の事務。")
    page = editor.get(section(city)).text
    act = city.act(Role.EDITOR)
    planning.plan(act, city.draft.id, act.today, "amendment")
    city.do(Role.EDITOR, city.draft.id, "request")
    reply = autosave(editor, section(city), {"department": MINE}, page=page)
    assert (reply.status_code, reply.json["error"]["code"]) == (403, "not-allowed")
    again = waiting(city, editor)
    assert "承認の依頼などの手続が進んだため" in again
    assert MINE in editor.get("/unsaved").text
    given = {"choice-1": "mine", "reopen": "1"}
    assert fill(editor, section(city) + "/settle", given, page=again).status_code == 303
    assert answer(city, "department") == MINE
    assert editor.get("/unsaved").location == "/"


def test_who_saves_the_same_page_after_all_has_nothing_left_to_settle(city, editor):
    city.edited(city.draft.id, task_content="賦課の事務。")
    page = editor.get(section(city)).text
    act = city.act(Role.EDITOR)
    planning.plan(act, city.draft.id, act.today, "amendment")
    city.do(Role.EDITOR, city.draft.id, "request")
    refused = fill(editor, section(city), {"department": MINE}, page=page)
    assert refused.status_code == 403
    assert fill(editor, section(city), {"reopen": "1"}, page=refused.text).status_code == 303
    assert (answer(city, "department"), waiting(city, editor)) == (MINE, "")
