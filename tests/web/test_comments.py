"""The pages of comments: beside the item, on its own page, all together; nothing typed is lost."""

import re
from html import unescape
from http import HTTPStatus
from urllib.parse import unquote

import pytest

from pia.approval.roles import Role
from pia.assessment.edit import add_thing, remove_thing
from pia.operations import comments, drafts
from tests.web.drafting import city_of, section, storage_of

ASKED = "室の名称は、移転後のものですか。\n<b>確認</b>をお願いします。http://example.invalid/"


@pytest.fixture
def city(store, add, tmp_path):
    return city_of(store, add, tmp_path)


@pytest.fixture
def approver(city, signed_in):
    return signed_in(Role.APPROVER)


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


def base(city):
    return f"/drafts/{city.draft.id}/comments"


def item(city, path=None):
    return f"{base(city)}/item?path={path or storage_of(city)}"


def on(city, path=None):
    """Where a comment on an item is sent."""
    return f"{base(city)}?path={path or storage_of(city)}"


def threads(city):
    with city.store.reading() as work:
        return work.comments.of(city.draft.id)


def words(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_a_comment_is_written_answered_settled_and_opened_again(city, approver, editor):
    reply = approver.send(on(city), {"body": ASKED})
    assert (reply.status_code, unquote(reply.location)) == (303, item(city))
    page = approver.get(item(city)).text
    assert "&lt;b&gt;確認&lt;/b&gt;" in page
    assert 'href="http://example' not in page
    assert "未済" in page
    [thread] = threads(city)
    one = f"{base(city)}/{thread.id}"
    editor.send(f"{one}/answer", {"body": "はい。"})
    editor.send(f"{one}/resolve")
    page = words(editor.get(base(city)).text)
    assert "はい。" in page
    assert "見本 編集者 令和7年4月1日 10:32 に済みにしました" in page
    assert "済んでいないもの（0）" in page
    editor.send(f"{one}/reopen")
    assert threads(city)[0].is_open


def test_the_count_stands_beside_the_item_of_the_section(city, approver, editor):
    path = section(city, "files.{file}.storage_group")
    if editor.get(path).status_code == HTTPStatus.NOT_FOUND:
        path = re.findall(r'href="([^"#]*/sections/[^"#]*)', editor.get(item(city)).text)[0]
    assert "コメントする" in editor.get(path).text
    approver.send(on(city), {"body": ASKED})
    assert "コメント（1）　未済1" in editor.get(path).text
    read = approver.get(path).text
    assert "コメント（1）" in read
    assert item(city) in unquote(unescape(read))


def test_all_comments_stand_in_the_order_of_the_form_those_that_wait_first(city, approver, editor):
    approver.send(base(city), {"body": "全体"})
    approver.send(on(city), {"body": "保管"})
    approver.send(on(city, "department"), {"body": "部署"})
    settled = threads(city)[2].id
    editor.send(f"{base(city)}/{settled}/resolve")
    page = editor.get(base(city)).text
    headings = [words(one).strip() for one in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]
    assert headings[0] == "評価書全体"
    assert "保管場所" in headings[1]
    assert "部署" in headings[2]
    narrow = editor.get(f"{base(city)}?show=open").text
    assert "部署" not in re.sub(r"(?s).*<main", "", narrow)
    assert "済んでいないもの（2）" in narrow


def test_a_comment_on_what_was_removed_stays_in_sight(city, approver, editor):
    act = city.act(Role.EDITOR)
    ops = add_thing(city.draft.document, "files[1].outsourcing", "new1")
    now = drafts.save(act, city.draft.id, 0, ops).draft
    path = f"files[@{now.document.answers['files'][0]['@id']}].outsourcing[@new1].title"
    comments.add(act, now.id, path, "やめたはずです。")
    gone = remove_thing(now.document, "files[1].outsourcing[@new1]")
    drafts.save(act, now.id, now.sequence, gone)
    page = words(approver.get(base(city)).text)
    assert "今はない項目" in page
    assert "やめたはずです。" in page
    assert "今の下書きにはありません" in approver.get(item(city, path)).text
    assert approver.send(on(city, path), {"body": "新"}).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("body", "said"),
    [("", "コメントが空です"), ("あ" * 4001, "長すぎます"), ("確\x07認", "制御文字")],
)
@pytest.mark.parametrize("place", ["item", "all", "answer"])
def test_what_is_not_taken_stays_on_the_page(city, approver, body, said, place):
    approver.send(on(city), {"body": ASKED})
    thread = threads(city)[0].id
    to = {"item": on(city), "all": base(city), "answer": f"{base(city)}/{thread}/answer"}[place]
    reply = approver.send(to, {"body": body})
    assert reply.status_code == 422
    assert said in reply.text
    assert body in unescape(reply.text)
    assert len(threads(city)[0].comments) == 1


def test_a_text_that_no_page_sends_is_no_defect(city, approver):
    assert approver.send(on(city), {"body": "あ" * 600_000}).status_code in (413, 422)
    assert approver.post(
        on(city),
        data=b"body=%ED%A0%80&csrf_token=" + approver.token().encode(),
        content_type="application/x-www-form-urlencoded",
    ).status_code in (303, 422)
    assert approver.send(on(city), {}).status_code == 422
    for path in ("nothing", "files", "a..b", "files[1]", "%00", ""):
        assert approver.get(f"{base(city)}/item?path={path}").status_code == HTTPStatus.NOT_FOUND
    assert approver.get(f"{base(city)}/item").status_code == HTTPStatus.NOT_FOUND
    assert approver.send(f"{base(city)}/99/resolve").status_code == HTTPStatus.NOT_FOUND
    assert approver.get("/drafts/99/comments").status_code == HTTPStatus.NOT_FOUND


def test_a_reader_reads_and_cannot_write(city, approver, signed_in):
    approver.send(on(city), {"body": ASKED})
    reader = signed_in(Role.VIEWER)
    page = reader.get(base(city)).text
    assert "確認" in page
    assert "<textarea" not in page
    assert "返信する" not in page
    assert reader.send(on(city), {"body": "x"}).status_code == HTTPStatus.FORBIDDEN


def test_a_settled_one_is_settled_once(city, approver, editor):
    approver.send(on(city), {"body": ASKED})
    one = f"{base(city)}/{threads(city)[0].id}"
    assert editor.send(f"{one}/resolve").status_code == 303
    assert editor.send(f"{one}/resolve").status_code == HTTPStatus.CONFLICT


def test_after_the_end_of_a_draft_its_comments_are_read_only(city, approver, editor):
    approver.send(on(city), {"body": ASKED})
    city.do(Role.EDITOR, city.draft.id, "withdraw", comment="誤って作成したため")
    page = editor.get(base(city)).text
    assert "見るだけです" in page
    assert "確認" in page
    assert "<textarea" not in page
    assert editor.send(on(city), {"body": "x"}).status_code == HTTPStatus.FORBIDDEN


def test_the_approval_leads_to_the_comments_that_wait(city, approver, editor):
    approver.send(on(city), {"body": ASKED})
    page = editor.get(f"/drafts/{city.draft.id}/approval").text
    assert "済んでいないコメントが1件" in page
    assert item(city) in unquote(unescape(page))
    assert "済んでいないコメントが1件" in editor.get(f"/drafts/{city.draft.id}").text


def test_the_comparison_leads_to_the_comments_of_its_rows_and_of_the_draft(city, approver, editor):
    page = f"/drafts/{city.draft.id}/compare"
    city.edited(city.draft.id, department="税務部", storage="データセンターに保管する。")
    assert "コメント（" not in editor.get(page).text
    approver.send(on(city), {"body": ASKED})
    shown = words(editor.get(page).text)
    assert shown.count("コメント（1） 未済1") == 2  # of the draft, and at its one row
    assert item(city) in unquote(unescape(editor.get(page).text))


def test_for_htmx_the_threads_come_alone_with_the_words_of_their_link(city, approver):
    approver.send(on(city), {"body": ASKED})
    part = approver.get(item(city), headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'hx-swap-oob="true">コメント（1）　未済1' in part
    token = {"csrf_token": approver.token(), "body": ""}
    refused = approver.post(on(city), data=token, headers={"HX-Request": "true"})
    assert refused.status_code == HTTPStatus.OK
    assert "コメントが空です" in refused.text


def test_an_empty_list_says_so(city, editor):
    assert "コメントはまだありません" in editor.get(base(city)).text
    assert "この項目にコメントはありません" in editor.get(item(city)).text


def test_a_comment_is_written_in_place_beside_its_item(city, live, page, axe):
    live.sign_in(page, Role.EDITOR)
    errors = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(live.address + section(city, "cover"))
    talk = page.locator("details.item-talk").first
    talk.locator("summary").click()
    box = talk.get_by_label("新しいコメント")
    box.fill("この番号で合っていますか。")
    talk.get_by_role("button", name="コメントする").click()
    talk.get_by_text("この番号で合っていますか。").wait_for()
    talk.locator("summary", has_text="コメント（1）").first.wait_for()
    axe(page)
    page.get_by_role("button", name="保存する", exact=True).last.click()
    page.get_by_text("変わったところはありませんでした").wait_for()
    [thread] = threads(city)
    assert thread.comments[0].body == "この番号で合っていますか。"
    assert errors == []


@pytest.mark.parametrize("width", [1200, 320])
def test_every_page_is_accessible_and_fits(city, live, page, axe, width):
    live.sign_in(page, Role.EDITOR)
    page.set_viewport_size({"width": width, "height": 900})
    for address in (base(city), item(city)):
        page.goto(live.address + address)
        axe(page)
    comments.add(city.act(Role.APPROVER), city.draft.id, storage_of(city), "あ" * 500 + "a" * 500)
    for address in (base(city), item(city)):
        page.goto(live.address + address)
        page.locator("summary", has_text="返信する").click()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="返信する").click()
    page.get_by_text("コメントが空です").wait_for()
    axe(page)
