"""Things are added, moved and removed; removing asks first."""

from html import unescape

import pytest

from tests.web.drafting import (
    answer,
    fill,
    outsourcing,
    section,
    things_of,
)


def test_adding_saves_the_page_first_and_leads_to_the_new_thing(city, editor):
    path, thing = section(city, "files.{file}.outsourcing_group"), outsourcing(city)
    group = thing.rpartition("[")[0]
    given = {f"{thing}.contractor": "みほん株式会社", "button": f"add:{group}"}
    reply = fill(editor, path, given)
    [first, second] = things_of(city)
    assert unescape(reply.location).endswith(second + "]") or second in reply.location
    document = city.now(city.draft.id).document
    assert document.answers["files"][0]["outsourcing"][0]["contractor"] == "みほん株式会社"
    fill(editor, path, {"button": f"down:{thing}"})
    assert things_of(city) == [second, first]


def test_nothing_is_added_while_a_field_is_refused(city, editor):
    path, thing = section(city, "files.{file}.outsourcing_group"), outsourcing(city)
    given = {f"{thing}.contractor": "\x07", "button": f"add:{thing.rpartition('[')[0]}"}
    reply = fill(editor, path, given)
    assert reply.status_code == 422
    assert len(things_of(city)) == 1


def test_removing_asks_first_with_what_goes_and_can_be_undone(city, editor):
    key, thing = "files.{file}.outsourcing_group", outsourcing(city)
    reply = fill(editor, section(city, key), {"button": f"remove:{thing}"})
    assert reply.status_code == 303
    assert len(things_of(city)) == 1
    asked = editor.get(reply.location).text
    assert "委託事項1を削除しますか" in asked
    assert "委託先名" in asked
    assert "直前の保存を取り消す" in asked
    done = fill(editor, section(city, key) + "/remove", {}, page=asked, follow_redirects=True)
    assert "を削除しました" in done.text
    assert things_of(city) == []
    editor.send(f"/drafts/{city.draft.id}/undo", {"sequence": "1"})
    assert len(things_of(city)) == 1


def test_a_thing_that_somebody_wrote_in_meanwhile_is_shown_again_before_it_goes(
    city, editor, other
):
    key, thing = "files.{file}.outsourcing_group", outsourcing(city)
    asked = editor.get(section(city, key) + f"/remove?thing={thing}").text
    fill(other, section(city, key), {f"{thing}.contractor": "みほん株式会社"})
    reply = fill(editor, section(city, key) + "/remove", {}, page=asked)
    assert reply.status_code == 409
    assert "みほん株式会社" in reply.text
    assert len(things_of(city)) == 1
    assert fill(editor, section(city, key) + "/remove", {}, page=reply.text).status_code == 303
    assert things_of(city) == []


@pytest.mark.parametrize("thing", ["", "files", "department", "files[9]", "files[@x]", "((", "あ"])
def test_removing_what_is_no_thing_is_refused(city, editor, thing):
    path = section(city, "files") + "/remove"
    for reply in (
        editor.get(path, query_string={"thing": thing}),
        editor.send(path, {"thing": thing, "base": "0"}),
    ):
        assert reply.status_code in (404, 422)
    assert city.now(city.draft.id).sequence == 0


@pytest.mark.parametrize(
    "button", ["add:nowhere", "up:files[@x]", "add:((", "remove:", "down:department"]
)
def test_odd_buttons_keep_the_text_and_are_refused(city, editor, button):
    reply = fill(
        editor, section(city), {"department": "税務部", "button": button}, follow_redirects=True
    )
    assert reply.status_code in (404, 422)
    assert answer(city, "department") == "税務部"
