"""Writing a section in a real browser: what stands beside an item follows each save."""

import pytest

from pia.approval.roles import Role
from tests.web.drafting import answer, browser_of, section, storage_of, things_of
from tests.web.drafts.test_drafts_browser import tab_to

STORAGE = "files.{file}.storage_group"
OUTSOURCING = "files.{file}.outsourcing_group"
LONG = "〈みほん市における措置〉\n{}\n〈委託先における措置〉\n{}"
SAVED = "保存しました（10:32"


def _is_complaint(said):
    # The browser reports each answer 422 as an error of its own.
    return said.type == "error" and "422" not in said.text


@pytest.fixture
def at_work(city, live, page):
    """An editor at the section of 保管場所; no complaint of the browser goes unnoticed."""
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    live.sign_in(page, Role.EDITOR)
    page.goto(live.address + section(city, STORAGE))
    yield page
    assert complaints == []


def storage(page, city):
    return page.locator(f'[name="{storage_of(city)}"]')


def save(page):
    page.keyboard.press("Control+s")
    page.get_by_text(SAVED).wait_for()


def test_after_each_save_the_verdict_and_the_published_text_stand_beside_the_item(
    city, at_work, axe
):
    assert at_work.locator(".published").count() == 0
    asked = []
    at_work.on("request", lambda sent: asked.append(sent.url) if "verdicts" in sent.url else None)
    storage(at_work, city).fill("データセンターに保管する。")
    save(at_work)
    at_work.get_by_text("この変更は事前です").wait_for()
    published = at_work.locator(".published")
    assert "庁内のサーバ室" in published.locator("del").first.inner_text()
    at_work.locator(".verdict", has_text="変更箇所の1行目へ").wait_for()
    at_work.locator("#saved", has_text="10:32に保存しました（見本 編集者さん）").wait_for()
    axe(at_work)
    storage(at_work, city).fill("庁内のサーバ室に保管し、入退室は静脈認証により制限する。")
    at_work.keyboard.press("Control+s")
    at_work.locator(".published").wait_for(state="detached")
    at_work.locator(".verdict").wait_for(state="detached")
    assert len(asked) == 2  # one question for each save


def test_one_item_goes_back_to_what_is_published(city, at_work):
    storage(at_work, city).fill("データセンターに保管する。")
    save(at_work)
    at_work.get_by_role("button", name="公表中の記載に戻す").click()
    at_work.get_by_text("公表中の記載に戻しました").wait_for()
    assert "静脈認証" in storage(at_work, city).input_value()


def test_the_last_save_is_taken_back_on_the_page_and_nothing_unsaved_goes_with_it(city, at_work):
    storage(at_work, city).fill("データセンターに保管する。")
    save(at_work)
    storage(at_work, city).fill("クラウドに保管する。")
    at_work.get_by_role("button", name="直前の保存を取り消す").click()
    at_work.get_by_text("取り消す保存を確かめて、もう一度押してください").wait_for()
    assert city.now(city.draft.id).sequence == 2
    at_work.locator("[name=sequence][value='2']").wait_for()
    at_work.get_by_role("button", name="直前の保存を取り消す").click()
    at_work.get_by_text("直前の保存を取り消しました。").wait_for()
    assert storage(at_work, city).input_value() == "データセンターに保管する。"


def test_a_block_of_a_long_text_is_reached_by_its_heading(city, at_work, axe):
    text = LONG.format("庁内に保管する。\n" * 60, "施錠できる保管庫に収納する。")
    storage(at_work, city).fill(text)
    save(at_work)
    at_work.locator("summary", has_text="見出しのまとまり（2）").click()
    axe(at_work)
    at_work.get_by_role("link", name="〈委託先における措置〉").click()
    chosen = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert storage(at_work, city).evaluate(chosen) == "〈委託先における措置〉"
    assert at_work.evaluate("document.activeElement.tagName") == "TEXTAREA"
    middle = storage(at_work, city).evaluate("e => e.getBoundingClientRect().top + e.offsetHeight")
    assert 0 < middle < 900  # the end of the text, where the heading stands, is in sight


def test_alt_n_saves_and_goes_to_the_next_empty_item_with_the_focus_in_it(city, live, at_work):
    city.edited(city.draft.id, department_head="", linkage_basis="")
    at_work.goto(live.address + section(city, "cover"))
    at_work.locator("[name=special_notes]").fill("特記はない。")
    at_work.keyboard.press("Alt+n")
    at_work.wait_for_url("**/sections/basics?at=*")
    at_work.locator("[name=linkage_basis]:focus").wait_for()
    assert answer(city, "special_notes") == "特記はない。"
    at_work.keyboard.press("Alt+n")
    at_work.locator("[name=department_head]:focus").wait_for()
    at_work.keyboard.press("Alt+n")
    at_work.get_by_text("はじめの未記入の項目に戻りました").wait_for()
    at_work.locator("[name=linkage_basis]:focus").wait_for()


def test_writing_goes_without_script_from_the_map_to_the_undo(city, live, browser):
    city.edited(city.draft.id, department_head="")
    with browser_of(browser, live, "", java_script_enabled=False) as page:
        page.goto(f"{live.address}/drafts/{city.draft.id}")
        page.get_by_role("link", name="次の未記入へ").click()
        page.wait_for_url("**/sections/basics?at=department_head*")
        page.locator("[name=department_head]:focus").wait_for()
        page.keyboard.type("課長")  # the focus is where the address points
        page.get_by_role("button", name="保存して次の未記入へ").first.click()
        page.get_by_text("未記入の項目は残っていません").wait_for()
        assert answer(city, "department_head") == "課長"
        page.goto(live.address + section(city, STORAGE))
        storage(page, city).fill("データセンターに保管する。")
        page.get_by_role("button", name="保存する", exact=True).last.click()
        page.get_by_text("この変更は事前です").wait_for()
        page.get_by_text("10:32に保存しました（見本 編集者さん）").wait_for()
        page.get_by_role("button", name="公表中の記載に戻す").click()
        page.get_by_text("公表中の記載に戻しました").wait_for()
        page.get_by_role("button", name="直前の保存を取り消す").click()
        page.get_by_text("直前の保存を取り消しました。").wait_for()
        assert storage(page, city).input_value() == "データセンターに保管する。"


def test_a_removed_thing_comes_back_where_it_stood(city, live, at_work):
    before = things_of(city)
    at_work.goto(live.address + section(city, OUTSOURCING))
    at_work.get_by_role("button", name="委託事項1を削除").click()
    at_work.get_by_role("button", name="削除する", exact=True).click()
    at_work.get_by_text("公表中の版にあった委託事項1").wait_for()
    at_work.get_by_role("button", name="公表中の版にあった委託事項1を元に戻す").click()
    at_work.get_by_role("heading", name="委託事項1").wait_for()
    assert things_of(city) == before


def test_after_a_refused_save_the_focus_is_in_the_first_wrong_field(city, at_work, axe):
    storage(at_work, city).evaluate("e => { e.value = 'あ\\u0007' }")
    at_work.get_by_role("button", name="保存する", exact=True).last.click()
    at_work.get_by_text("制御文字が入っています").first.wait_for()
    assert at_work.title().startswith("（直す欄1件）")
    storage(at_work, city).and_(at_work.locator(":focus")).wait_for()
    axe(at_work)
    at_work.get_by_role("link", name="保存していない欄へ進む").focus()
    at_work.keyboard.press("Enter")
    at_work.locator("#problems:focus").wait_for()


def test_every_state_is_accessible_and_fits_a_narrow_and_a_magnified_screen(
    city, live, at_work, axe
):
    long = LONG.format("庁内に保管する。" * 200, "あ" * 500)
    city.edited(city.draft.id, storage=long, department="", department_head="")
    for width in (1200, 600, 320):  # 600: a window of 1200 at 200 %
        at_work.set_viewport_size({"width": width, "height": 900})
        for key in (STORAGE, OUTSOURCING, "basics"):
            at_work.goto(live.address + section(city, key))
            at_work.locator(".draft-map summary").click()
            if width == 320:
                axe(at_work)
            assert at_work.evaluate("document.documentElement.scrollWidth") <= width
        at_work.goto(f"{live.address}/drafts/{city.draft.id}")
        assert at_work.evaluate("document.documentElement.scrollWidth") <= width


def test_the_next_empty_item_is_reached_by_keyboard_alone(city, live, at_work):
    city.edited(city.draft.id, department_head="")
    at_work.goto(live.address + section(city, "cover"))
    tab_to(at_work, "e => e.tagName === 'BUTTON' && e.value === 'unanswered'")
    at_work.keyboard.press("Enter")
    at_work.locator("[name=department_head]:focus").wait_for()
