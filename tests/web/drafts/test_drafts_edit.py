"""Editing a section: saved, refused, saved by itself; and after a request for approval."""

import pytest

from pia.approval.roles import Role
from pia.assessment import Set
from pia.operations import drafts, planning
from tests.web.drafting import (
    answer,
    autosave,
    fill,
    outsourcing,
    section,
    things_of,
    value_on,
)

# --- showing and saving -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        "cover", "basics", "files", "files.{file}.file_basics", "files.{file}.outsourcing_group",
        "risks", "risks.{risk}.risk_use", "requests_part", "procedure_part",
    ],
)  # fmt: skip
def test_an_untouched_page_saves_nothing(city, editor, key):
    path = section(city, key)
    reply = fill(editor, path, {"button": "save"}, follow_redirects=True)
    assert reply.status_code == 200
    assert "変わったところはありませんでした" in reply.text
    assert city.now(city.draft.id) == city.draft


def test_a_text_is_saved_and_the_page_says_so(city, editor):
    given = {"department": "税務部\r\n市民税課", "button": "save"}
    reply = fill(editor, section(city), given, follow_redirects=True)
    assert "保存しました" in reply.text
    assert answer(city, "department") == "税務部\n市民税課"


def test_save_and_next_leads_to_the_next_section(city, editor):
    reply = fill(editor, section(city), {"department": "税務部", "button": "next"})
    assert (reply.status_code, reply.location) == (303, section(city, "files"))
    assert answer(city, "department") == "税務部"
    last = fill(editor, section(city, "procedure_part"), {"button": "next"})
    assert last.location == f"/drafts/{city.draft.id}"


def test_a_valid_field_is_saved_though_another_is_refused_and_both_come_back(city, editor):
    given = {"department": "税務部", "task_content": "あ\x07い", "button": "next"}
    reply = fill(editor, section(city), given)
    assert reply.status_code == 422
    assert "制御文字が入っています" in reply.text
    assert value_on(reply.text, "task_content") == ["あ\x07い"]
    assert value_on(reply.text, "department") == ["税務部"]
    assert answer(city, "department") == "税務部"


def test_the_page_that_came_back_goes_on_without_conflict(city, editor):
    path, given = section(city), {"department": "税務部", "task_content": "あ\x07い"}
    back = fill(editor, path, given).text
    reply = fill(editor, path, {"department": "税務部市民税課", "task_content": "あい"}, page=back)
    assert reply.status_code == 303
    assert answer(city, "department") == "税務部市民税課"


def test_a_text_of_600_kb_comes_back_with_a_sentence_at_its_field(city, editor):
    long = "評" * 200_100
    reply = fill(editor, section(city), {"task_content": long, "department": "税務部"})
    assert reply.status_code == 422
    assert "200,100文字あり、長すぎます" in reply.text
    assert value_on(reply.text, "task_content") == [long]
    assert answer(city, "department") == "税務部"


def test_a_text_over_every_limit_is_kept_on_the_page_that_refuses_it(city, editor):
    long = "a" * 2_500_000
    reply = fill(editor, section(city), {"task_content": long})
    assert reply.status_code == 413
    assert long in reply.text


@pytest.mark.parametrize(
    "given",
    [
        {"linkage": "なにか"},
        {"department": ["一", "二"]},
        {"department": "あ\udc00".encode("utf-16", "surrogatepass")},
        {"strange": "x"},
        {"systems[@none].name": "x"},
    ],
)
def test_odd_posts_are_refused_with_a_sentence_and_nothing_is_saved(city, editor, given):
    reply = fill(editor, section(city), given)
    assert reply.status_code == 422
    assert 'role="alert"' in reply.text
    assert city.now(city.draft.id).sequence == 0


@pytest.mark.parametrize(
    "base", ["", "x", "-1", "7", "0+1", "0+0", "1" * 500, "0 ", "٣", "0+" + "1+" * 9000 + "1"]
)
def test_a_page_without_its_state_is_refused_and_the_text_is_given_back(city, editor, base):
    reply = fill(editor, section(city), {"base": base, "department": "消えては困る文"})
    assert reply.status_code == 409
    assert "消えては困る文" in reply.text
    assert city.now(city.draft.id).sequence == 0


@pytest.mark.parametrize("key", ["nowhere", "files.none.outsourcing_group", "あ", "x" * 300])
def test_a_section_that_does_not_exist_is_a_page_with_a_sentence(city, editor, key):
    for reply in (editor.get(section(city, key)), fill(editor, section(city, key), {}, page="")):
        assert 400 <= reply.status_code < 500
        assert "<h1>" in reply.text


def test_who_may_not_edit_reads_the_texts_and_cannot_post(city, signed_in):
    viewer = signed_in(Role.VIEWER)
    html = viewer.get(section(city)).text
    assert "財務部市民税課" in html
    assert 'name="department"' not in html
    assert fill(viewer, section(city), {"department": "税務部"}, page="").status_code == 403


def test_an_unread_answer_of_the_base_is_completed_elsewhere(city, editor):
    unread = {"unknown": "unreadable", "raw": "財●部"}
    op = Set("department", "財務部市民税課", unread)
    drafts.save(city.act(Role.EDITOR), city.draft.id, 0, [op])
    html = editor.get(section(city)).text
    assert "財●部" in html
    assert 'name="department"' not in html
    reply = fill(editor, section(city), {"department": "税務部"})
    assert reply.status_code == 422
    assert answer(city, "department") == unread


# --- after a request for approval -------------------------------------------------------------


@pytest.fixture
def in_review(city):
    city.edited(city.draft.id, storage="データセンターに保管する。")
    planning.plan(city.act(Role.EDITOR), city.draft.id, city.act(Role.EDITOR).today, "amendment")
    city.do(Role.EDITOR, city.draft.id, "request")
    return city


def test_an_edit_in_review_is_refused_with_everything_typed(in_review, editor):
    path = section(in_review)
    page = editor.get(path).text
    assert "承認依頼・決裁を取り消して直す" in page
    assert "data-autosave=" not in page
    reply = fill(editor, path, {"department": "税務部"}, page=page)
    assert reply.status_code == 403
    assert "今の状態（承認依頼中）では直せません" in reply.text
    assert value_on(reply.text, "department") == ["税務部"]
    assert answer(in_review, "department") == "財務部市民税課"


def test_with_the_tick_the_request_is_taken_back_and_the_text_saved(in_review, editor):
    reply = fill(editor, section(in_review), {"department": "税務部", "reopen": "1"})
    assert reply.status_code == 303
    assert in_review.now(in_review.draft.id).state == "draft"
    assert answer(in_review, "department") == "税務部"


def test_an_autosave_never_takes_a_request_back(in_review, editor):
    page = editor.get(section(in_review)).text
    given = {"department": "税務部", "reopen": "1"}
    reply = autosave(editor, section(in_review), given, page=page)
    assert reply.status_code == 403
    assert reply.json["error"]["code"] == "not-allowed"
    assert in_review.now(in_review.draft.id).state == "review"


def test_a_thing_is_removed_in_review_only_with_the_tick(in_review, editor):
    key, thing = "files.{file}.outsourcing_group", outsourcing(in_review)
    given = {"button": f"remove:{thing}", "reopen": "1"}
    asked = fill(editor, section(in_review, key), given, follow_redirects=True).text
    assert "checked" in asked
    path = section(in_review, key) + "/remove"
    without = fill(editor, path, {"reopen": None}, page=asked)
    assert without.status_code == 403
    assert things_of(in_review)
    assert fill(editor, path, {}, page=asked).status_code == 303
    assert things_of(in_review) == []


def test_a_conflict_in_review_is_settled_only_with_the_tick(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "税務部"})
    act = city.act(Role.EDITOR)
    planning.plan(act, city.draft.id, act.today, "amendment")
    city.do(Role.EDITOR, city.draft.id, "request")
    asked = fill(editor, path, {"department": "市民部"}, page=page)
    assert asked.status_code == 409
    given = {"choice-1": "new", "text-1": "税務部市民税課"}
    refused = fill(editor, path + "/settle", given, page=asked.text)
    assert refused.status_code == 403
    assert value_on(refused.text, "text-1") == ["税務部市民税課"]
    assert fill(editor, path + "/settle", {"reopen": "1"}, page=refused.text).status_code == 303
    assert answer(city, "department") == "税務部市民税課"


def test_a_closed_draft_is_for_reading(city, editor):
    page = editor.get(section(city)).text
    city.do(Role.EDITOR, city.draft.id, "withdraw", comment="見送りのため")
    html = editor.get(section(city)).text
    assert "取下げ" in html
    assert 'name="department"' not in html
    reply = fill(editor, section(city), {"department": "税務部"}, page=page)
    assert reply.status_code == 403
    assert "税務部" in reply.text


# --- autosave ---------------------------------------------------------------------------------


def test_an_autosave_says_what_became_of_it(city, editor):
    page = editor.get(section(city)).text
    reply = autosave(editor, section(city), {"department": "税務部"}, page=page)
    expected = {"base": "1", "saved_at": "10:32:00", "errors": {}, "conflict": False}
    assert (reply.status_code, reply.json) == (200, expected | {"disputed": {}})
    assert answer(city, "department") == "税務部"


def test_an_autosave_tells_what_is_refused_and_saves_the_rest(city, editor):
    page = editor.get(section(city)).text
    given = {"department": "税務部", "task_content": "\x07"}
    reply = autosave(editor, section(city), given, page=page)
    assert list(reply.json["errors"]) == ["task_content"]
    assert answer(city, "department") == "税務部"


def test_an_autosave_adds_and_removes_nothing(city, editor):
    key, thing = "files.{file}.outsourcing_group", outsourcing(city)
    page = editor.get(section(city, key)).text
    for button in (f"remove:{thing}", f"add:{thing.rpartition('[')[0]}"):
        assert autosave(editor, section(city, key), {"button": button}, page=page).json
    assert len(things_of(city)) == 1


def test_an_autosave_tells_of_a_conflict_and_overwrites_nothing(city, editor, other):
    page = editor.get(section(city)).text
    fill(other, section(city), {"department": "税務部"})
    reply = autosave(editor, section(city), {"department": "市民部"}, page=page)
    assert (reply.json["conflict"], reply.json["base"]) == (True, "0")
    assert reply.json["disputed"] == {"department": "Ⅰ-6-① 部署"}
    assert answer(city, "department") == "税務部"


def test_beside_a_disputed_item_the_others_go_on_being_saved_by_themselves(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "税務部"})
    given = {"department": "市民部", "task_content": "賦課"}
    base = autosave(editor, path, given, page=page).json["base"]
    reply = autosave(
        editor, path, {"department": None, "task_content": "賦課の事務。", "base": base}, page=page
    )
    assert not reply.json["conflict"]
    assert (answer(city, "department"), answer(city, "task_content")) == ("税務部", "賦課の事務。")
    given = {"department": "市民部", "task_content": "賦課の事務。", "base": reply.json["base"]}
    asked = fill(editor, path, given, page=page)
    assert (asked.status_code, "市民部" in asked.text) == (409, True)
    assert fill(editor, path + "/settle", {"choice-1": "mine"}, page=asked.text).status_code == 303
    assert (answer(city, "department"), answer(city, "task_content")) == ("市民部", "賦課の事務。")


def test_what_is_sent_twice_or_under_an_unknown_name_stands_on_the_page(city, editor):
    page = editor.get(section(city)).text
    given = {"department": ["税務部", "二度目の税務部"], "unknown": "知らない欄の文"}
    reply = fill(editor, section(city), given, page=page)
    assert reply.status_code == 422
    for text in ("税務部", "二度目の税務部", "知らない欄の文"):
        assert f">\n{text}</textarea>" in reply.text or f'value="{text}"' in reply.text


def test_bytes_that_are_no_text_are_refused_at_their_field(city, editor):
    page = editor.get(section(city)).text
    given = {"department": "税務\ud800課".encode("utf-8", "surrogatepass")}
    reply = fill(editor, section(city), given, page=page)
    assert reply.status_code == 422
    assert "3文字目 U+FFFF" in reply.text
    assert "%ED" not in reply.text
    assert answer(city, "department") == "財務部市民税課"


def test_autosaves_of_a_page_never_bring_back_what_others_changed_beside_it(city, editor, other):
    """The page still shows the old text of the other item; it must not look like an edit."""
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "税務部"})
    base = autosave(editor, path, {"task_content": "賦課"}, page=page).json["base"]
    for text in ("賦課の", "賦課の事務。"):
        given = {"task_content": text, "base": base}
        reply = autosave(editor, path, given, page=page)
        assert not reply.json["conflict"]
        base = reply.json["base"]
    assert (answer(city, "department"), answer(city, "task_content")) == ("税務部", "賦課の事務。")
    saved = fill(editor, path, {"task_content": "賦課の事務一式。", "base": base}, page=page)
    assert saved.status_code == 303
    assert (answer(city, "department"), answer(city, "task_content")) == (
        "税務部",
        "賦課の事務一式。",
    )


def test_a_conflict_on_a_page_that_went_on_by_itself_shows_its_own_last_text(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "税務部"})
    base = autosave(editor, path, {"task_content": "賦課"}, page=page).json["base"]
    assert "+" in base
    fill(other, path, {"task_content": "別の文"})
    reply = fill(editor, path, {"task_content": "賦課の事務", "base": base}, page=page)
    assert reply.status_code == 409
    assert "別の文" in reply.text
    assert fill(editor, path + "/settle", {"choice-1": "mine"}, page=reply.text).status_code == 303
    assert answer(city, "task_content") == "賦課の事務"
