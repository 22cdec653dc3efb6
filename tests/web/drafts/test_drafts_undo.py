"""The Change log on its pages: nothing that was saved is out of reach, and what is undone is told."""

import re
from html import unescape

from pia.approval.roles import Role
from pia.assessment import Withheld
from pia.operations import drafts
from tests.web.drafting import answer, fill, section, storage_of

OURS, THEIRS = "税務部市民税課\n（個人住民税）", "総務室の係" * 30


def plain(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def of(city, rest=""):
    return f"/drafts/{city.draft.id}{rest}"


def undo(city, client, **given):
    sequence = str(city.now(city.draft.id).sequence)
    return client.send(of(city, "/undo"), {"sequence": sequence} | given)


def test_an_undone_text_stands_in_the_log_and_comes_back_by_a_button(city, editor):
    city.edited(city.draft.id, department=OURS)
    assert undo(city, editor).status_code == 303
    page = editor.get(of(city)).text
    assert "取消しをやり直す" in page
    assert "見本 編集者さんが取り消した保存（Ⅰ-6-① 部署）が元に戻ります" in plain(page)
    assert OURS.splitlines()[1] in page
    for sequence in (1, 2):
        assert OURS in unescape(editor.get(of(city, f"/saves/{sequence}")).text)
    assert editor.send(of(city, "/redo"), {"sequence": "2"}).status_code == 303
    assert answer(city, "department") == OURS
    assert "取消しをやり直す" not in editor.get(of(city)).text
    assert editor.send(of(city, "/redo"), {"sequence": "3"}).status_code == 403


def test_on_the_page_of_a_section_an_undo_can_be_put_back_too(city, editor):
    fill(editor, section(city), {"department": "税務部"})
    undo(city, editor)
    page = editor.get(section(city)).text
    [address] = re.findall(r'action="(/drafts/\d+/redo[^"]+)"', page)
    assert editor.send(unescape(address), {"sequence": "2"}).location == section(city)
    assert answer(city, "department") == "税務部"


def test_before_the_save_of_somebody_else_is_undone_one_is_asked_and_they_are_told(
    city, editor, other
):
    fill(other, section(city), {"department": THEIRS})
    asked = undo(city, editor)
    assert asked.location == of(city, "/undo")
    assert answer(city, "department") == THEIRS
    page = editor.get(asked.location).text
    assert THEIRS in page
    assert "さんには、お知らせで伝わります" in page
    assert undo(city, editor, sure="1").status_code == 303
    assert answer(city, "department") == "財務部市民税課"
    assert "あなたの保存が取り消されました" in other.get("/notices").text
    assert "取り消されました" not in editor.get("/notices").text
    editor.send(of(city, "/redo"), {"sequence": "2"})
    assert "取り消されました" not in other.get("/notices").text


def test_the_list_shortens_long_words_and_leads_to_all_of_them(city, editor):
    city.edited(city.draft.id, department=THEIRS)
    page = editor.get(of(city)).text
    assert THEIRS not in page
    assert THEIRS[:40] + "…" in page
    [url] = re.findall(r'href="(/drafts/\d+/saves/1)"', page)
    assert THEIRS in editor.get(url).text


def test_withheld_parts_and_things_have_their_words_in_the_log_too(city, editor):
    part = Withheld(storage_of(city), "静脈認証", 1, "侵入の手がかりになるため")
    drafts.withhold(city.act(Role.EDITOR), city.draft.id, 0, [part])
    undo(city, editor)
    for sequence in (1, 2):
        assert (
            "「静脈認証」（侵入の手がかりになるため）"
            in editor.get(of(city, f"/saves/{sequence}")).text
        )
    thing = city.edition.document.answers["files"][0]["outsourcing"][0]
    key = section(city, "files.{file}.outsourcing_group")
    page = editor.get(key).text
    [path] = set(re.findall(r'value="remove:([^"]+)"', page))
    asked = editor.get(f"{key}/remove?thing={path}").text
    fill(editor, f"{key}/remove", {}, page=asked)
    said = editor.get(of(city, "/saves/3")).text
    assert thing["title"] in unescape(said)


def test_there_is_no_page_of_a_save_that_is_not_there(city, editor):
    assert editor.get(of(city, "/saves/7")).status_code == 404
    assert editor.get(of(city, "/undo")).status_code == 403
