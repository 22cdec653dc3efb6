"""What is typed and not sent: saved though nobody pauses, beside a conflict, and when one leaves."""

import pytest

from pia.approval.roles import Role
from tests.web.drafting import answer, browser_of, fill, section
from tests.web.waiting import settle

DEPARTMENT, TASK = "[name=department]", "[name=task_content]"


@pytest.fixture
def section_page(city, live, page):
    live.sign_in(page, Role.EDITOR)
    page.clock.install()
    page.goto(live.address + section(city))
    return page


def status(page, words):
    page.locator("[data-autosave-status]", has_text=words).wait_for()


def test_whoever_types_without_a_pause_is_saved_after_twenty_seconds(city, section_page):
    section_page.focus(DEPARTMENT)
    for _ in range(12):
        section_page.keyboard.type("あ")
        section_page.clock.run_for(1_900)
    status(section_page, "に自動保存しました")
    assert "あああああ" in answer(city, "department")


def test_a_page_that_is_left_in_the_middle_of_a_word_is_saved(city, live, section_page):
    asked = []

    def leave(dialog):
        asked.append(dialog.type)
        dialog.accept()

    section_page.on("dialog", leave)
    section_page.fill(DEPARTMENT, "書きかけの")
    section_page.goto(live.address + "/notices")
    assert asked == ["beforeunload"]
    for _ in range(100):
        if answer(city, "department") == "書きかけの":
            break
        section_page.wait_for_load_state()
    assert answer(city, "department") == "書きかけの"


def test_beside_a_disputed_item_the_rest_is_saved_and_the_line_says_what_is_not(
    city, other, section_page
):
    fill(other, section(city), {"department": "税務部"})
    section_page.fill(DEPARTMENT, "市民部")
    section_page.clock.run_for(4_100)
    status(section_page, "次の項目だけは保存していません：Ⅰ-6-① 部署")
    section_page.fill(TASK, "賦課の事務。")
    with section_page.expect_response("**/sections/basics"):
        section_page.clock.run_for(4_100)
    status(section_page, "次の項目だけは保存していません：Ⅰ-6-① 部署")
    assert answer(city, "task_content") == "賦課の事務。"
    assert answer(city, "department") == "税務部"


def test_two_texts_are_left_without_a_question_because_both_and_the_choice_are_kept(
    city, live, other, page
):
    live.sign_in(page, Role.EDITOR)
    page.goto(live.address + section(city))
    fill(other, section(city), {"department": "税務部"})
    page.fill(DEPARTMENT, "市民部")
    page.keyboard.press("Control+s")
    status(page, "次の項目だけは保存していません：Ⅰ-6-① 部署")
    page.fill(DEPARTMENT, "市民部市民税課")
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="ほかの人も変更した項目があります").wait_for()
    page.get_by_label("新しく書くときの記載").fill("税務部市民税課")
    page.get_by_text("に預かりました").wait_for()
    assert not asks(page)
    page.goto(live.address + section(city))
    page.get_by_role("link", name="見比べて決める").click()
    assert "市民部市民税課" in page.locator(".sides").first.inner_text()
    assert page.get_by_label("新しく書くときの記載").input_value() == "税務部市民税課"


def asks(page):
    """Whether a page asks before it is left by the menu; one stays."""
    settle(page)
    kinds = []

    def stay(dialog):
        kinds.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="評価書一覧").first.click(no_wait_after=True)
    return kinds == ["beforeunload"]


def test_a_form_without_autosave_asks_before_it_is_left(city, live, page, browser):
    live.sign_in(page, Role.EDITOR)
    page.goto(f"{live.address}/drafts/{city.draft.id}")
    page.get_by_label("この版を作る理由").first.fill("委託先が替わるため")
    assert asks(page)
    with browser_of(browser, live, "") as untouched:
        untouched.goto(f"{live.address}/drafts/{city.draft.id}")
        untouched.get_by_role("link", name="評価書一覧").first.click()
        untouched.get_by_role("heading", name="評価書一覧").wait_for()
