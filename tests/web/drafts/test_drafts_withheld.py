"""Marking what is not published: chosen, looked at, kept, taken back; and what is refused."""

import re
from html import unescape

import pytest

from pia.approval.roles import Role
from pia.assessment.value import Withheld
from pia.operations import drafts, planning
from pia.web.views.drafts_withheld import found_quote
from tests.web.drafting import fill, section, storage_of

REASON = "入退室の方法が分かると、侵入の手がかりになるため。"


@pytest.fixture
def storage(city):
    return storage_of(city)


@pytest.fixture
def screen(city):
    return f"/drafts/{city.draft.id}/withheld"


def plain(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def parts(city):
    return city.now(city.draft.id).document.withheld


def keep(client, screen, path, quote, base="0", **given):
    sent = {"path": path, "quote": quote, "reason": REASON, "base": base, "button": "keep"} | given
    return client.send(f"{screen}/item", sent)


def test_the_screen_lists_the_items_and_a_search_narrows_them(editor, screen):
    whole = plain(editor.get(screen).text)
    assert "非公表にしている部分はありません" in whole
    found = editor.get(screen, query_string={"q": "静脈認証"}).text
    assert "庁内のサーバ室に保管し" in found
    assert found.count("/withheld/item?") == 1
    assert "を含む項目はありません" in editor.get(screen, query_string={"q": "みあたらない"}).text


def test_the_item_is_shown_and_looked_at_before_it_is_kept(city, editor, screen, storage):
    page = editor.get(f"{screen}/item", query_string={"path": storage}).text
    assert "庁内のサーバ室に保管し、入退室は静脈認証により制限する。" in page
    assert "この部分を非公表にする" not in page
    looked = keep(editor, screen, storage, "静脈認証", button="preview").text
    assert "入退室は（非公表）により制限する" in looked
    assert "ほかの項目に同じ言葉はありません" in looked
    assert "この部分を非公表にする" in looked
    assert parts(city) == ()


def test_what_is_kept_stands_on_the_screen_and_can_be_taken_back(city, editor, screen, storage):
    reply = keep(editor, screen, storage, "静脈認証")
    assert reply.status_code == 303
    [part] = parts(city)
    assert (part.id_path, part.quote, part.reason) == (storage, "静脈認証", REASON)
    page = editor.get(screen).text
    assert REASON in page
    reply = editor.send(f"{screen}/remove", {"part": "0", "base": "1"}, follow_redirects=True)
    assert "非公表の指定を取り消しました" in reply.text
    assert parts(city) == ()
    editor.send(f"/drafts/{city.draft.id}/undo", {"sequence": "2"})
    assert parts(city) == (part,)


def test_other_places_of_the_words_are_named(city, editor, screen, storage):
    city.edited(city.draft.id, task_content="窓口でも静脈認証を用いる。")
    text = plain(keep(editor, screen, storage, "静脈認証", base="1", button="preview").text)
    assert "次の1項目でも「（非公表）」になります" in text
    assert "②事務の内容" in text


def test_words_copied_with_other_breaks_and_spaces_are_found(city, editor, screen, storage):
    keep(editor, screen, storage, "入退室は\r\n静脈　認証\r\n")
    [part] = parts(city)
    assert part.quote == "入退室は静脈認証"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("い", "い"),
        ("いう", "い\nう"),
        ("い　う\n", "い\nう"),
        ("お", None),
        (" \n", None),
        ("", None),
    ],
)
def test_a_quote_is_the_words_as_they_stand_in_the_text(typed, found):
    assert found_quote("あい\nうえ", typed) == found


def test_a_choice_is_withheld_whole(city, editor, screen):
    page = editor.get(f"{screen}/item", query_string={"path": "linkage"}).text
    assert "記載の全体が非公表になります" in page
    looked = keep(editor, screen, "linkage", "", button="preview").text
    assert "（非公表）" in looked
    keep(editor, screen, "linkage", "なにか")
    [part] = parts(city)
    assert part.quote == ""
    assert "記載の全体" in editor.get(screen).text


@pytest.mark.parametrize(
    "case",
    [
        ({"quote": ""}, "非公表にする部分を入れてください"),
        ({"quote": "指紋認証"}, "この項目の記載に見つかりません"),
        ({"quote": "静脈\x07認証"}, "制御文字が入っています"),
        ({"reason": " "}, "理由を書いてください"),
        ({"reason": "\x00"}, "制御文字が入っています"),
        ({"quote": "あ" * 200_000}, "この項目の記載に見つかりません"),
    ],
)
def test_a_part_that_cannot_be_comes_back_as_typed(city, editor, screen, storage, case):
    given, sentence = case
    reply = keep(editor, screen, storage, **({"quote": "静脈認証"} | given))
    assert reply.status_code == 422
    assert sentence in reply.text
    assert all(text.strip("\x00") in reply.text for text in given.values())
    assert parts(city) == ()


def test_the_same_part_twice_is_refused(city, editor, screen, storage):
    keep(editor, screen, storage, "静脈認証")
    reply = keep(editor, screen, storage, "静脈認証", base="1")
    assert reply.status_code == 422
    assert "もう非公表になっています" in reply.text


@pytest.mark.parametrize(
    "path", ["", "files", "nowhere", "((", "files[@x].storage", "あ", "x" * 900]
)
def test_an_item_that_does_not_exist_is_refused(editor, screen, path):
    for reply in (
        editor.get(f"{screen}/item", query_string={"path": path}),
        keep(editor, screen, path, "静脈認証"),
    ):
        assert reply.status_code in (404, 422)


@pytest.mark.parametrize("part", ["", "x", "1", "-1", "٠"])
def test_a_part_that_does_not_exist_is_not_taken_back(city, editor, screen, storage, part):
    keep(editor, screen, storage, "静脈認証")
    reply = editor.send(f"{screen}/remove", {"part": part, "base": "1"})
    assert reply.status_code == 422
    assert len(parts(city)) == 1


def test_a_stale_page_keeps_and_takes_back_nothing(city, editor, screen, storage):
    city.edited(city.draft.id, department="税務部")
    reply = keep(editor, screen, storage, "静脈認証")
    assert reply.status_code == 409
    assert "静脈認証" in reply.text
    assert parts(city) == ()


def test_words_that_an_edit_took_away_are_an_error_with_what_to_do(city, editor, screen, storage):
    keep(editor, screen, storage, "静脈認証")
    city.edited(city.draft.id, storage="データセンターに保管する。")
    page = editor.get(screen).text
    assert "今の記載に見つかりません" in page
    assert "この項目で指定し直す" in page
    overview = editor.get(f"/drafts/{city.draft.id}").text
    assert "非公表とした部分が本文に見つかりません" in overview
    assert editor.get(f"/drafts/{city.draft.id}/preview?face=public").status_code == 422
    looked = keep(editor, screen, storage, "データセンター", base="2", button="preview")
    assert "（非公表）に保管する" in looked.text


def test_a_part_of_a_removed_thing_is_shown_and_can_be_taken_back(city, editor, screen, storage):
    file = storage.rpartition(".")[0]
    keep(editor, screen, storage, "静脈認証")
    fill(editor, section(city, "files") + "/remove", {"thing": file, "base": "1"}, page="")
    page = editor.get(screen)
    assert page.status_code == 200
    assert "今の記載に見つかりません" in page.text
    assert editor.send(f"{screen}/remove", {"part": "0", "base": "2"}).status_code == 303


def test_in_review_the_screen_only_shows(city, editor, screen, storage):
    city.edited(city.draft.id, department="税務部")
    act = city.act(Role.EDITOR)
    planning.plan(act, city.draft.id, act.today, "amendment")
    city.do(Role.EDITOR, city.draft.id, "request")
    assert "承認の画面で下書きに戻してから" in editor.get(screen).text
    reply = keep(editor, screen, storage, "静脈認証", base="1")
    assert reply.status_code == 403
    assert parts(city) == ()


def test_those_who_only_read_see_the_parts_without_buttons(
    city, editor, signed_in, screen, storage
):
    keep(editor, screen, storage, "静脈認証")
    page = signed_in(Role.VIEWER).get(screen).text
    assert REASON in page
    assert "取り消して公表する" not in page


def test_a_part_that_only_the_change_table_tells_is_shown_without_a_button(city, editor, screen):
    part = Withheld(storage_of(city), "指紋認証", 0, REASON)
    drafts.withhold(city.act(Role.EDITOR), city.draft.id, 0, [part])
    page = editor.get(screen).text
    assert "前の版で非公表とした記載です" in page
    assert "取り消して公表する" not in page
    city.edited(city.draft.id, storage="指紋認証により制限する。")
    page = editor.get(screen).text
    assert "前の版で非公表とした記載です" not in page
    assert "取り消して公表する" in page
