"""editing.js in a real browser, under the strictest policy: saving, retrying, warning, pasting."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pia.forms.sections import find_section
from pia.forms.typed import MAX_TEXT
from tests.builders import FORM, assessment
from tests.forms.pages import rendered
from tests.web.waiting import until

SCRIPT = Path(__file__).parents[2] / "pia" / "web" / "static" / "editing.js"
HELD = "held"
SITE = "http://pia.test"
POLICY = {"content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'"}


class Server:
    """Answers the page, its script and its saves; remembers what was saved."""

    def __init__(self):
        self.saves = []
        self.submits = []
        #: Answers of the next saves; a number is a failure with that status, HELD none yet.
        self.answers = []
        self.held = None

    def __call__(self, route):
        request = route.request
        if request.url.endswith("editing.js"):
            route.fulfill(path=SCRIPT, content_type="text/javascript")
        elif request.url.endswith("/autosave"):
            self.saves.append(request.post_data)
            answer = self.answers.pop(0) if self.answers else saved(len(self.saves) + 1)
            if answer == HELD:
                self.held = route
            elif isinstance(answer, int):
                route.fulfill(status=answer)
            elif "error" in answer:
                route.fulfill(body=json.dumps(answer), status=answer["status"])
            else:
                answered(route, answer)
        else:
            if request.method == "POST":
                self.submits.append(request.post_data)
            route.fulfill(body=self.page(), content_type="text/html; charset=utf-8", headers=POLICY)

    def page(self):
        document = assessment(department="総務課")
        form = rendered(document, find_section(FORM, document.answers, "basics"))
        opening = '<form method="post" data-autosave="/autosave"><input type="hidden" name="base" value="1">'
        return f'<script defer src="/editing.js"></script>{form.replace("<form>", opening)}'


def answered(route, answer):
    route.fulfill(body=json.dumps(answer), content_type="application/json")


def saved(base, **more):
    return {"base": base, "saved_at": "10:32:05", "errors": {}, "conflict": False} | more


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def page(browser, server):
    context = browser.new_context()
    context.route("**", server)
    page = context.new_page()
    page.clock.install()
    page.goto(f"{SITE}/draft")
    yield page
    context.close()


def write(page, text):
    page.locator('[name="department"]').fill(text)


def status(page):
    return page.locator("[role=status]")


def says(page, words):
    status(page).filter(has_text=words).wait_for()


def base(page):
    return page.locator("input[name=base]").input_value()


def test_it_saves_some_seconds_after_typing_stops(page, server):
    write(page, "税務課")
    page.clock.run_for(2000)
    assert server.saves == []
    page.clock.run_for(3000)
    says(page, "10:32に自動保存しました")
    assert "department=%E7%A8%8E%E5%8B%99%E8%AA%B2" in server.saves[0]
    assert "button" not in server.saves[0]
    assert base(page) == "2"


def test_a_failed_save_is_told_and_tried_again_more_and_more_rarely(page, server):
    server.answers = [500, 500]
    write(page, "税務課")
    page.clock.run_for(4500)
    says(page, "自動保存できませんでした。5秒後に")
    page.clock.run_for(5500)
    says(page, "10秒後に")
    page.clock.run_for(10500)
    says(page, "10:32に自動保存しました")
    assert len(server.saves) == 3


def test_ctrl_s_saves_at_once(page, server):
    write(page, "税務課")
    page.keyboard.press("Control+s")
    says(page, "保存しました（10:32:05）")
    assert len(server.saves) == 1


def test_each_ctrl_s_is_answered_also_in_the_minute_of_an_autosave(page, server):
    write(page, "税務課")
    page.clock.run_for(4500)
    says(page, "10:32に自動保存しました")
    server.answers = [HELD, saved(4, saved_at="10:32:09")]
    page.keyboard.press("Control+s")
    says(page, "保存しています…")
    write(page, "市民税課")
    page.keyboard.press("Control+s")
    answered(server.held, saved(3))
    says(page, "保存しました（10:32:09）")
    page.clock.run_for(1)


def test_a_field_that_was_not_taken_is_told(page, server):
    server.answers = [saved(2, errors={"department": "制御文字が入っています。"})]
    write(page, "税務課")
    page.keyboard.press("Control+s")
    says(page, "保存できていない欄があります。制御文字が入っています。")


def test_what_others_changed_too_is_told_and_the_rest_is_saved(page, server):
    """The server keeps what is disputed until somebody settles it: the newest words go each time."""
    disputed = {"department": "①部署"}
    # The clock of the page runs ahead of the answers: some saves are tried again.
    server.answers = [saved(number, disputed=disputed) for number in range(7, 20)]
    write(page, "税務課")
    page.keyboard.press("Control+s")
    says(page, "次の項目だけは保存していません：①部署")
    fill_quickly(page, "department", "税務課長")
    fill_quickly(page, "task_content", "賦課の事務。")
    page.clock.run_for(60000)
    says(page, "ほかの項目は")
    expect(page.locator("input[name=base]")).not_to_have_value("7")
    assert all("department=" in save for save in server.saves)
    assert "task_content=" in server.saves[1]


def test_each_save_is_told_to_what_stands_beside_the_items(page):
    page.evaluate(
        "document.body.addEventListener('draft-saved', () => { document.title = 'anew' })"
    )
    write(page, "税務課")
    page.keyboard.press("Control+s")
    until(page, "document.title === 'anew'")


def test_before_an_undo_what_is_unsaved_is_saved(page, server):
    page.evaluate(
        """() => {
            const undo = document.createElement('form');
            undo.setAttribute('data-undo', '');
            undo.method = 'post';
            undo.append(document.createElement('button'));
            document.body.append(undo);
        }"""
    )
    write(page, "税務課")
    page.locator("[data-undo] button").click(force=True)
    says(page, "もう一度押してください")
    assert (len(server.saves), server.submits) == (1, [])
    with page.expect_navigation():
        page.locator("[data-undo] button").click(force=True)
    assert len(server.submits) == 1


def leaves(page):
    """Whether the page may be left without a warning."""
    return page.evaluate("window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")


def test_it_warns_only_while_something_is_unsaved(page):
    assert leaves(page)
    write(page, "税務課")
    assert not leaves(page)
    page.keyboard.press("Control+s")
    says(page, "保存しました（")
    assert leaves(page)


def test_the_button_posts_the_page_without_a_warning(page, server):
    write(page, "税務課")
    page.get_by_role("button", name="保存して次のページへ").click()
    page.wait_for_load_state()
    assert "button=next" in server.submits[0]


def test_the_button_waits_for_a_save_under_way_and_posts_its_base(page, server):
    server.answers = [HELD]
    write(page, "税務課")
    with page.expect_request("**/autosave"):
        page.keyboard.press("Control+s")
    page.get_by_role("button", name="保存して次のページへ").click()
    assert server.submits == []
    with page.expect_navigation():
        answered(server.held, saved(2))
    assert "base=2" in server.submits[0]
    assert "button=next" in server.submits[0]


def test_what_is_typed_during_a_save_is_saved_next(page, server):
    server.answers = [HELD]
    write(page, "税務課")
    with page.expect_request("**/autosave"):
        page.keyboard.press("Control+s")
    write(page, "税務課長")
    answered(server.held, saved(2))
    says(page, "保存しました（")
    assert not leaves(page)
    with page.expect_response("**/autosave"):
        page.clock.run_for(5000)
    assert "base=2" in server.saves[1]
    until(page, "document.querySelector('input[name=base]').value === '3'")


def test_whoever_is_no_longer_signed_in_is_told_how_to_go_on(page, server):
    server.answers = [401]
    write(page, "税務課")
    page.keyboard.press("Control+s")
    says(page, "ログインが切れています。「保存する」を押すと、ログインして続けられます。")
    assert not leaves(page)
    page.clock.run_for(60000)
    assert len(server.saves) == 1


def test_a_form_of_an_ended_session_says_what_to_press(page, server):
    server.answers = [{"error": {"code": "form-expired"}, "status": 400}]
    write(page, "税務課")
    page.keyboard.press("Control+s")
    says(page, "入力画面の有効期限が切れています")
    assert not leaves(page)


def fill_quickly(page, name, text):
    """As `fill`, which is slow with so many signs."""
    page.evaluate(
        """([name, text]) => {
            const area = document.querySelector(`[name="${name}"]`);
            area.value = text;
            area.dispatchEvent(new Event('input', {bubbles: true}));
        }""",
        [name, text],
    )


def test_a_text_that_is_too_long_is_told_at_its_field_and_the_others_are_saved(page, server):
    notice = page.locator("textarea[name=department]").locator("xpath=following-sibling::p[1]")
    fill_quickly(page, "department", "𠮷" * MAX_TEXT)
    assert page.get_by_role("alert").count() == 0
    fill_quickly(page, "department", "𠮷" * MAX_TEXT + "課")
    assert "200,000文字を超えています" in notice.inner_text()
    fill_quickly(page, "task_content", "賦課の事務。")
    page.keyboard.press("Control+s")
    says(page, "保存できていない欄があります")
    assert "department=" not in server.saves[0]
    assert "task_content=" in server.saves[0]
    assert not leaves(page)
    fill_quickly(page, "department", "税務課")
    assert page.get_by_role("alert").count() == 0
    page.keyboard.press("Control+s")
    says(page, "保存しました（")
    assert leaves(page)


def test_a_text_that_is_too_long_is_still_sent_by_the_button(page, server):
    fill_quickly(page, "department", "課" * (MAX_TEXT + 1))
    page.get_by_role("button", name="保存する", exact=True).last.click()
    page.wait_for_load_state()
    assert "department=%E8%AA%B2" in server.submits[0]


def paste(page, text):
    write(page, "")
    page.evaluate(
        """text => {
            const area = document.querySelector('[name="department"]');
            const data = new DataTransfer();
            data.setData('text/plain', text);
            area.focus();
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            if (area.dispatchEvent(new ClipboardEvent('paste', options))) area.value = text;
        }""",
        text,
    )
    return page.locator('[name="department"]').input_value()


def test_a_tab_between_two_excel_cells_becomes_a_space_and_the_page_says_so(page):
    assert paste(page, "総務課\t第一係") == "総務課 第一係"
    says(page, "タブは、空白1つにしました")
    assert paste(page, '"一\n二\t三"') == "一\n二 三"


def test_one_excel_cell_is_pasted_as_it_is_seen_and_several_as_they_come(page):
    assert paste(page, '"総務課\r\n""第一""係"\r\n') == '総務課\n"第一"係'
    assert paste(page, '"一\n二"\n三') == '"一\n二"\n三'
    assert paste(page, '"引用"') == '"引用"'


def test_texts_grow_in_a_browser_whose_style_sheets_cannot(browser, server):
    context = browser.new_context()
    context.add_init_script("CSS.supports = () => false")
    context.route("**", server)
    page = context.new_page()
    page.goto(f"{SITE}/draft")
    before = page.locator('[name="department"]').get_attribute("rows")
    write(page, "総務課\n" * 20)
    assert int(before) < 20 <= int(page.locator('[name="department"]').get_attribute("rows"))
    context.close()
