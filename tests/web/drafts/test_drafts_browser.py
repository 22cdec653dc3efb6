"""Editing in a real browser: with and without script, by keyboard, by two at once, after a crash."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pia.accounts import sessions
from pia.approval.roles import Role
from pia.assessment import Withheld
from pia.operations import drafts
from tests.web import drafting_served
from tests.web.drafting import answer, browser_of, outsourcing, section, storage_of

DEPARTMENT = "[name=department]"
SAVED = "保存しました（10:32"


def is_narrow(page, address):
    """Whether a page fits a narrow screen without sideways scrolling."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)
    return page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_typed_is_saved_by_itself(city, live, page):
    live.sign_in(page, Role.EDITOR)
    page.goto(live.address + section(city))
    page.fill(DEPARTMENT, "税務部")
    page.keyboard.press("Control+s")
    page.get_by_text(SAVED).wait_for()
    assert answer(city, "department") == "税務部"
    page.fill(DEPARTMENT, "税務部市民税課")
    page.get_by_role("button", name="保存する", exact=True).last.click()
    page.get_by_text("保存しました。").wait_for()
    assert answer(city, "department") == "税務部市民税課"


def test_everything_goes_without_script_too(city, live, browser):
    with browser_of(browser, live, "", java_script_enabled=False) as page:
        page.goto(live.address + section(city, "files.{file}.outsourcing_group"))
        page.get_by_role("button", name="委託事項を追加").click()
        page.get_by_role("heading", name="委託事項2").wait_for()
        page.get_by_role("button", name="委託事項2を削除").click()
        page.get_by_role("button", name="削除する", exact=True).click()
        page.get_by_text("を削除しました").wait_for()
        page.goto(live.address + section(city))
        page.fill(DEPARTMENT, "税務部")
        page.get_by_role("button", name="保存する", exact=True).last.click()
        page.get_by_text("保存しました。").wait_for()
        page.goto(f"{live.address}/drafts/{city.draft.id}")
        page.get_by_role("button", name="直前の保存を取り消す").click()
        page.get_by_text("直前の保存を取り消しました").wait_for()
    assert answer(city, "department") == "財務部市民税課"


def test_two_people_at_one_item_see_both_texts_and_one_settles_it(city, live, browser, page, axe):
    live.sign_in(page, Role.EDITOR)
    page.goto(live.address + section(city))
    with browser_of(browser, live, "satou") as other:
        other.goto(live.address + section(city))
        other.fill(DEPARTMENT, "財務部税務課")
        other.get_by_role("button", name="保存する", exact=True).last.click()
        other.get_by_text("保存しました。").wait_for()
    page.fill(DEPARTMENT, "財務部個人市民税課")
    page.get_by_role("button", name="保存する", exact=True).last.click()
    page.get_by_role("heading", name="ほかの人も変更した項目があります").wait_for()
    axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_label("新しく書く", exact=True).check()
    page.get_by_label("新しく書くときの記載").fill("財務部税務課（個人市民税）")
    page.get_by_role("button", name="選んだとおりに保存する").click()
    page.get_by_text("選んだとおりに保存しました").wait_for()
    assert answer(city, "department") == "財務部税務課（個人市民税）"


def test_a_section_is_filled_and_saved_by_keyboard_alone(city, live, page):
    live.sign_in(page, Role.EDITOR)
    page.goto(live.address + section(city))
    tab_to(page, "e => e.name === 'department'")
    page.keyboard.press("Control+a")
    page.keyboard.type("税務部")
    tab_to(page, "e => e.tagName === 'BUTTON' && e.value === 'next'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/files")
    assert answer(city, "department") == "税務部"


def tab_to(page, is_there):
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate(f"({is_there})(document.activeElement)"):
            return
    pytest.fail(f"no way by keyboard to {is_there}")


def test_selected_words_come_into_the_field_of_what_is_withheld(city, live, page, axe):
    live.sign_in(page, Role.EDITOR)
    page.goto(f"{live.address}/drafts/{city.draft.id}/withheld/item?path={storage_of(city)}")
    text = page.get_by_label("今の記載")
    start = text.input_value().index("静脈認証")
    text.evaluate(f"e => {{ e.focus(); e.setSelectionRange({start}, {start + 3}) }}")
    page.keyboard.press("Shift+ArrowRight")
    assert page.get_by_label("非公表にする部分").input_value() == "静脈認証"
    page.get_by_label("理由").fill("侵入の手がかりになるため")
    page.get_by_role("button", name="公表用の記載を確かめる").last.click()
    page.get_by_role("heading", name="公表用ではこうなります").wait_for()
    axe(page)
    page.get_by_role("button", name="この部分を非公表にする").click()
    page.get_by_text("非公表にしました").wait_for()
    axe(page)


def test_the_pages_of_a_draft_are_accessible_and_fit_a_narrow_screen(city, live, page, axe):
    live.sign_in(page, *Role)
    city.edited(city.draft.id, department="税務部")
    part = Withheld(storage_of(city), "静脈認証", 1, "侵入の手がかりになるため")
    drafts.withhold(city.act(Role.EDITOR), city.draft.id, 1, [part])
    key = "files.{file}.outsourcing_group"
    for path in (
        f"/drafts/{city.draft.id}",
        section(city, "cover"),
        section(city, key),
        section(city, "risks.{risk}.risk_use"),
        f"/drafts/{city.draft.id}/withheld",
        section(city, key) + f"/remove?thing={outsourcing(city)}",
        "/dossiers/new",
    ):
        assert is_narrow(page, live.address + path), path
        axe(page)


def test_a_reader_of_a_closed_draft_has_an_accessible_page(city, live, page, axe):
    live.sign_in(page, Role.VIEWER)
    assert is_narrow(page, live.address + section(city))
    axe(page)


def test_a_page_with_errors_is_accessible_and_keeps_the_text(city, live, page, axe):
    live.sign_in(page, Role.EDITOR)
    page.goto(live.address + section(city))
    page.eval_on_selector(DEPARTMENT, "e => { e.value = 'あ\\u0007' }")
    page.get_by_role("button", name="保存する", exact=True).last.click()
    page.get_by_text("制御文字が入っています").first.wait_for()
    assert page.input_value(DEPARTMENT) == "あ\x07"
    axe(page)


# --- a crash ----------------------------------------------------------------------------------


@contextmanager
def process(home):
    """The application in a process of its own: its address, and how to kill it."""
    command = [sys.executable, drafting_served.__file__, str(home), "0"]
    folder = Path(__file__).parents[3]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
    ) as server:  # fmt: skip
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip().rstrip("/"), server
        finally:
            server.kill()


def test_what_was_saved_by_itself_outlives_a_killed_server(city, app, page, tmp_path):
    editor, lengths = city.people[Role.EDITOR], app.extensions["pia.settings"].lengths
    now = datetime.now(UTC)  # noqa: TID251 - the server's own clock
    token = sessions.start(city.store, editor, {}, now, lengths).token
    cookie = {"name": app.config["SESSION_COOKIE_NAME"], "value": token}
    with process(tmp_path) as (address, server):
        page.context.add_cookies([cookie | {"url": address}])
        page.goto(address + section(city))
        page.fill(DEPARTMENT, "消えては困る文")
        page.keyboard.press("Control+s")
        page.get_by_text("保存しました（").wait_for()
        server.send_signal(signal.SIGKILL)
        server.wait()
    with process(tmp_path) as (address, _):
        page.context.add_cookies([cookie | {"url": address}])
        page.goto(address + section(city))
        assert page.input_value(DEPARTMENT) == "消えては困る文"
