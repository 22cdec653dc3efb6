"""Beside each item of a draft: what is published, what was found, what a save has made of it."""

import re
from time import thread_time
from urllib.parse import unquote

import pytest

from pia.approval.roles import Role
from pia.assessment import Set
from pia.assessment.edit import add_thing, edited, remove_thing, set_stored
from pia.operations import drafts
from tests.builders import changed
from tests.web.drafting import (
    answer,
    autosave,
    fill,
    ids,
    outsourcing,
    section,
    storage_of,
    things_of,
)

STORAGE = "files.{file}.storage_group"
OUTSOURCING = "files.{file}.outsourcing_group"
LONG = "〈みほん市における措置〉\n{}\n〈委託先における措置〉\n{}"


def saved(city, ops):
    draft = city.now(city.draft.id)
    return drafts.save(city.act(Role.EDITOR), draft.id, draft.sequence, ops).draft


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def verdicts(client, city, key, first=0):
    return client.get(f"{section(city, key)}/verdicts?first={first}")


def anew(client, shown):
    """What comes for a page, or for the fragments that came for it last."""
    [address] = re.findall(r'hx-get="(/drafts/[^"]+/verdicts[^"]*)"', shown)
    reply = client.get(address.replace("&amp;", "&"))
    assert reply.status_code == 200
    return reply.text


# --- what is published ------------------------------------------------------------------------


def test_only_what_differs_shows_the_published_text(city, editor):
    assert 'class="published"' not in editor.get(section(city)).text
    city.edited(city.draft.id, department="税務部市民税課")
    page = editor.get(section(city)).text
    assert page.count('class="published"') == 1
    assert "財務部" in page
    assert "［削除］財務部市民税課" in plain(page)


def test_an_item_goes_back_to_what_is_published_and_what_else_was_typed_is_saved(city, editor):
    city.edited(city.draft.id, department="税務部市民税課")
    given = {"button": "restore:department", "task_content": "賦課の事務。"}
    page = fill(editor, section(city), given, follow_redirects=True).text
    assert "公表中の記載に戻しました" in page
    assert 'class="published"' in page  # of the other item
    assert (answer(city, "department"), answer(city, "task_content")) == (
        "財務部市民税課",
        "賦課の事務。",
    )


def test_an_item_that_cannot_be_read_in_public_is_not_put_back(city, editor):
    op = Set("department", "財務部市民税課", {"unknown": "unreadable"})
    saved(city, [op])
    assert "restore:department" not in editor.get(section(city)).text


def test_the_day_that_publication_stamps_has_no_button(city, editor):
    city.edited(city.draft.id, published_on="令和7年4月1日")
    page = editor.get(section(city, "cover")).text
    assert 'class="published"' in page
    assert "restore:published_on" not in page


def test_a_new_thing_says_so_once_and_its_items_have_nothing_published(city, editor):
    file = f"files[@{ids(city)['file']}].outsourcing"
    saved(city, add_thing(city.now(city.draft.id).document, file, "new1"))
    page = plain(editor.get(section(city, OUTSOURCING)).text)
    assert page.count("新設") == 1
    assert "公表中の記載との違い" not in page


def test_a_removed_thing_is_listed_and_comes_back(city, editor):
    thing = outsourcing(city)
    saved(city, remove_thing(city.now(city.draft.id).document, thing))
    page = editor.get(section(city, OUTSOURCING)).text
    assert "公表中の版にあった委託事項1「" in page
    reply = fill(editor, section(city, OUTSOURCING), {"button": f"restore:{thing}"})
    assert reply.status_code == 303
    assert f"#at-{thing}" in unquote(reply.location)
    assert city.now(city.draft.id).document.answers == city.edition.document.answers


@pytest.mark.parametrize("path", ["nowhere", "files", "files[@none]", "department.x", "[", "あ"])
def test_what_cannot_be_put_back_is_a_page_with_a_sentence(city, editor, path):
    reply = fill(editor, section(city), {"button": f"restore:{path}"})
    assert reply.status_code in (303, 404, 422)
    assert city.now(city.draft.id).document == city.draft.document


def test_a_first_edition_has_nothing_to_go_back_to(city, editor):
    draft = city.first(number="99", task_name="別の事務")
    path = f"/drafts/{draft.id}/sections/basics"
    assert "公表中の記載" not in editor.get(path).text
    reply = fill(editor, path, {"button": "restore:department"})
    assert reply.status_code == 403
    assert "公表中の版がないため" in reply.text


# --- the text and its blocks ------------------------------------------------------------------


def test_a_long_text_lists_its_blocks_with_their_length_and_what_became_of_them(city, editor):
    base = LONG.format("庁内に保管する。", "保管庫に収納する。")
    city.adopt(published_on="令和7年3月3日", storage=base)
    city.do(Role.EDITOR, city.draft.id, "withdraw", comment="新しい版で作り直すため")
    city.draft = city.started()
    city.edited(city.draft.id, storage=base.replace("収納", "施錠して収納"))
    page = plain(editor.get(section(city, STORAGE)).text)
    assert "見出しのまとまり（2）" in page
    assert "〈みほん市における措置〉 8文字" in page
    assert re.search(r"〈委託先における措置〉 \d+文字 ◎変更あり", page)


def test_a_text_in_one_block_lists_none(city, editor):
    assert "見出しのまとまり" not in editor.get(section(city, STORAGE)).text


# --- what a check found -----------------------------------------------------------------------


def test_what_a_check_finds_stands_at_its_item_with_a_hint(city, editor):
    page = plain(editor.get(section(city, "risks.{risk}.risk_outsourcing")).text)
    assert "指摘：「Ⅲ リスク対策 4 特定個人情報ファイルの取扱いの委託」に記載がありますが" in page
    assert "どちらが正しいか確かめてください" in page


def test_what_a_check_finds_in_a_whole_list_stands_above_its_things(city, editor):
    page = plain(editor.get(section(city, "files.{file}.disclosure_group")).text)
    assert page.index("移転先1」に記載がありますが") < page.index(
        "この項目の変更", page.index("指摘：")
    )


# --- the last save, and taking it back --------------------------------------------------------


def test_the_page_says_when_and_by_whom_it_was_saved_last(city, editor, other):
    assert "まだ保存はありません" in editor.get(section(city)).text
    fill(other, section(city), {"department": "税務部"})
    assert "10:32に保存しました（見本 編集者さん）" in editor.get(section(city)).text


def test_a_save_of_another_day_says_the_day(city, signed_in, clock):
    city.edited(city.draft.id, department="税務部")
    clock.forward(days=1)
    editor = signed_in(Role.EDITOR)
    assert "令和7年4月1日 10:32に保存しました" in editor.get(section(city)).text


def test_undo_leads_back_to_the_section_and_to_nowhere_else(city, editor):
    city.edited(city.draft.id, department="税務部")
    page = editor.get(f"{section(city)}?at=department").text
    [address] = re.findall(r'action="(/drafts/\d+/undo[^"]+)"', page)
    reply = editor.send(address.replace("&amp;", "&"), {"sequence": "1"})
    assert reply.location == f"{section(city)}?at=department"
    assert answer(city, "department") == "財務部市民税課"
    city.edited(city.draft.id, department="税務部")
    for key in ("//evil.example", "none", "あ"):
        reply = editor.send(f"/drafts/{city.draft.id}/undo?key={key}", {"sequence": "3"})
        assert "evil" not in (reply.location or "")


# --- after a save by itself -------------------------------------------------------------------


def test_after_an_autosave_the_verdict_comes_as_a_fragment_of_its_item(city, editor):
    path = section(city, STORAGE)
    page = editor.get(path).text
    autosave(editor, path, {storage_of(city): "データセンターに保管する。"}, page=page)
    found = anew(editor, page)
    assert f'id="verdict-{storage_of(city)}" hx-swap-oob="true"' in found
    assert "この変更は事前です" in found
    assert "公表中の記載に戻す" in found
    assert "10:32に保存しました" in found
    assert "<html" not in found


def test_only_what_looks_otherwise_than_the_page_shows_comes_again(city, editor):
    page = editor.get(section(city, STORAGE)).text
    assert "verdict-" not in anew(editor, page)
    city.edited(city.draft.id, storage="データセンターに保管する。")
    changed_once = anew(editor, page)
    assert changed_once.count('id="verdict-') == changed_once.count('id="texts-') == 1
    assert 'id="verdict-' not in anew(editor, changed_once)
    city.edited(city.draft.id, storage="庁内のサーバ室に保管し、入退室は静脈認証により制限する。")
    back = anew(editor, changed_once)
    assert 'id="verdict-' in back
    assert "この変更は" not in back
    assert "verdict-" not in anew(editor, back)


def test_the_marks_of_the_map_come_anew_where_they_changed(city, editor):
    page = editor.get(section(city)).text
    city.edited(city.draft.id, storage="データセンターに保管する。", department="税務部")
    found = anew(editor, page)
    here, there = ("map-basics", f"map-{STORAGE.format(**ids(city))}")
    marks = re.findall(
        r'<span id="(map-[^"]+)" hx-swap-oob="true">(.*?)</span>\n', found, re.DOTALL
    )
    assert {key: plain(text) for key, text in marks}.keys() == {here, there}
    assert all("変更あり 1か所" in plain(text) for _, text in marks)
    assert 'id="map-' not in anew(editor, found)


def test_a_finding_that_is_gone_goes_from_the_item_that_nobody_touched(city, editor):
    key = "risks.{risk}.risk_outsourcing"
    page = editor.get(section(city, key)).text
    assert "どちらが正しいか確かめてください" in page
    risk = f"risks[@{ids(city)['risk']}]"
    ticked: dict[str, object] = {"checked": [], "detail": {}}
    saved(city, set_stored(city.draft.document, f"{risk}.not_outsourced", ticked))
    found = anew(editor, page)
    assert f'id="verdict-{risk}.contract_terms"' in found
    assert "どちらが正しいか確かめてください" not in found
    assert len(found.encode()) < 10_000


def test_a_page_of_which_nothing_is_known_gets_every_piece(city, editor):
    path = f"{section(city, STORAGE)}/verdicts?first=0"
    every = editor.get(path).text.count("hx-swap-oob")
    assert every > 20
    for shown in ("A", "あ", "AAA", "A" * 5_000):
        assert editor.get(f"{path}&shown={shown}").text.count("hx-swap-oob") == every


def test_a_thing_that_somebody_added_meanwhile_has_no_place_on_the_page(city, editor):
    list_at = f"files[@{ids(city)['file']}].outsourcing"
    saved(city, add_thing(city.now(city.draft.id).document, list_at, "new1"))
    assert "new1" not in verdicts(editor, city, OUTSOURCING, first=0).text
    assert "new1" in verdicts(editor, city, OUTSOURCING, first=1).text


@pytest.mark.parametrize("query", ["first=x&after=", "first=-1", "at=あ&after=99999999999", ""])
def test_odd_questions_for_verdicts_are_answered(city, editor, query):
    reply = editor.get(f"{section(city, STORAGE)}/verdicts?{query}")
    assert reply.status_code in (200, 409)


def test_the_verdicts_are_quick(city, editor):
    city.edited(city.draft.id, storage="データセンターに保管する。")
    page = editor.get(section(city, STORAGE)).text
    begun = thread_time()
    assert len(anew(editor, page).encode()) < 10_000
    assert thread_time() - begun < 1  # measured: 50 ms; a busy machine is no failure


# --- long lists -------------------------------------------------------------------------------


@pytest.fixture
def twenty(city):
    """The draft with twenty 委託事項."""
    list_at = f"files[@{ids(city)['file']}].outsourcing"
    document, ops = city.now(city.draft.id).document, []
    for n in range(2, 21):
        things = add_thing(document, list_at, f"n{n}")
        document = edited(document, things)
        title = set_stored(document, f"{list_at}[@n{n}].title", f"業務{n}")
        document = edited(document, title)
        content = set_stored(document, f"{list_at}[@n{n}].content", "内容" * 100)
        document = edited(document, content)
        ops += [*things, *title, *content]
    saved(city, ops)
    return city


def test_of_twenty_things_five_have_their_fields_and_all_are_listed(twenty, editor):
    page = editor.get(section(twenty, OUTSOURCING)).text
    assert len(page.encode()) < 150_000
    assert "20件のうち1～5件目の欄を開いています" in page
    assert "業務20" in page
    assert page.count('class="thing"') == 5
    assert "変更箇所の" in page


def test_a_thing_is_opened_by_its_address_and_its_save_leaves_the_others(twenty, editor):
    thing = f"files[@{ids(twenty)['file']}].outsourcing[@n12]"
    path = f"{section(twenty, OUTSOURCING)}?at={thing}"
    page = editor.get(path).text
    assert "20件のうち11～15件目" in page
    before = twenty.now(twenty.draft.id).document
    reply = fill(editor, path, {f"{thing}.title": "印刷業務", "button": "save"}, page=page)
    assert (reply.status_code, "n12" in reply.location) == (303, True)
    expected = changed(before, {f"{thing}.title": "印刷業務"})
    assert twenty.now(twenty.draft.id).document.answers == expected.answers
    next_five = fill(editor, path, {"button": f"open:{thing.replace('n12', 'n16')}"})
    assert "n16" in next_five.location


def test_a_refused_field_of_a_later_thing_comes_back_with_its_own_five(twenty, editor):
    thing = f"files[@{ids(twenty)['file']}].outsourcing[@n12]"
    path = f"{section(twenty, OUTSOURCING)}?at={thing}"
    reply = fill(editor, path, {f"{thing}.title": "あ\x07い"})
    assert reply.status_code == 422
    assert "20件のうち11～15件目" in reply.text
    assert "あ\x07い" in reply.text
    assert len(things_of(twenty)) == 20
