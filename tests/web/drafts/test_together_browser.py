"""Two persons, or two tabs, at one draft with the autosave on: each flow as a person goes through it."""

import pytest

from pia.accounts.passwords import hash_password
from pia.approval.roles import Role
from tests.web.drafting import answer, browser_of, section

DEPARTMENT, HEAD, CONTENT = "[name=department]", "[name=department_head]", "[name=task_content]"
SAVED, ALSO = "保存しました（10:32", "ほかの人が先に変更したため"
CHOSEN = "みほん市の桜は四月に咲く"
WAS = "申請書を受け付け、記載を確かめる。台帳に入力し、決裁を受ける。結果を本人に知らせる。"


@pytest.fixture
def mine(city, live, page):
    """My browser, at a section."""
    live.sign_in(page, Role.EDITOR)
    city.edited(city.draft.id, task_content=WAS)
    page.goto(live.address + section(city))
    return page


@pytest.fixture
def theirs(mine, city, live, browser):
    """The browser of 佐藤, at the same section."""
    with browser_of(browser, live, "satou") as page:
        page.goto(live.address + section(city))
        yield page


def write(page, field, text, said=SAVED):
    """Write and let it be saved as the pause would do it."""
    page.fill(field, text)
    page.keyboard.press("Control+s")
    page.locator("[data-autosave-status]", has_text=said).wait_for()


def save(page):
    page.get_by_role("button", name="保存する", exact=True).last.click()


def test_two_at_different_items_of_one_page_both_write_on_and_nothing_is_asked(city, mine, theirs):
    write(mine, DEPARTMENT, "税務部市民税課")
    write(theirs, HEAD, "市民税課長")
    write(mine, DEPARTMENT, "税務部市民税課（個人）")
    write(theirs, HEAD, "市民税課長（個人）")
    with mine.expect_navigation():
        save(mine)
    assert answer(city, "department") == "税務部市民税課（個人）"
    assert answer(city, "department_head") == "市民税課長（個人）"


def test_two_in_one_text_are_told_and_the_second_takes_what_both_wrote(city, mine, theirs, axe):
    write(theirs, CONTENT, WAS.replace("申請書", "申告書"))
    write(mine, CONTENT, WAS.replace("本人に", "本人と勤務先に"), said=ALSO)
    save(mine)
    mine.get_by_role("heading", name="両方を合わせた案").wait_for()
    turns = mine.locator(".quoted ins").first.evaluate("e => getComputedStyle(e).unicodeBidi")
    assert turns == "isolate"  # a mark that turns the order turns nothing outside the change
    axe(mine)
    mine.set_viewport_size({"width": 320, "height": 800})
    assert mine.evaluate("document.documentElement.scrollWidth") <= 320
    mine.get_by_label("両方を合わせた案にする").check()
    mine.get_by_role("button", name="選んだとおりに保存する").click()
    mine.get_by_text("選んだとおりに保存しました").wait_for()
    both = WAS.replace("申請書", "申告書").replace("本人に", "本人と勤務先に")
    assert answer(city, "task_content") == both


def test_who_was_offline_goes_on_and_everything_written_meanwhile_is_saved(city, mine, theirs):
    mine.context.set_offline(True)
    write(mine, DEPARTMENT, "電車の中で書いた文", said="自動保存できませんでした")
    write(theirs, HEAD, "市民税課長")
    assert mine.input_value(DEPARTMENT) == "電車の中で書いた文"
    mine.context.set_offline(False)
    write(mine, DEPARTMENT, "電車の中で書いた文。駅で続けた。")
    assert answer(city, "department") == "電車の中で書いた文。駅で続けた。"
    assert answer(city, "department_head") == "市民税課長"


def test_a_log_out_in_another_tab_loses_nothing_of_what_stands_in_this_one(city, live, mine):
    with city.store.writing() as work:
        hashed = hash_password(CHOSEN)
        work.users.change(work.users.named("editor").id, password_hash=hashed)
    tab = mine.context.new_page()
    tab.goto(live.address)
    tab.get_by_role("button", name="ログアウト").click()
    tab.get_by_text("ログアウトしました").wait_for()
    write(mine, DEPARTMENT, "消えては困る文", said="ログインが切れています")
    save(mine)
    mine.get_by_role("link", name="ログインして続ける").click()
    mine.get_by_label("利用者名").fill("editor")
    mine.get_by_label("パスワード").fill(CHOSEN)
    mine.get_by_role("button", name="ログイン").click()
    mine.get_by_text("ログインする前に送った内容を戻しました").wait_for()
    assert mine.input_value(DEPARTMENT) == "消えては困る文"
    assert answer(city, "department") != "消えては困る文"
    save(mine)
    mine.get_by_text("保存しました。").first.wait_for()
    assert answer(city, "department") == "消えては困る文"
