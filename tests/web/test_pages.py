"""The shell as people see it: narrow and wide, read aloud, dates as they are written."""

import re
from datetime import UTC, date, datetime

import pytest

from pia.approval.roles import Role
from pia.web.navigation import NAVIGATION
from pia.web.templating import instant, wareki


def test_days_and_instants_are_written_in_japanese_with_their_iso_form():
    assert wareki(date(2019, 5, 1)) == '<time datetime="2019-05-01">令和元年5月1日</time>'
    at = datetime(2025, 3, 31, 15, 5, tzinfo=UTC)
    assert instant(at) == ('<time datetime="2025-03-31T15:05:00+00:00">令和7年4月1日 00:05</time>')
    assert wareki(None) == instant(None) == "－"


def test_the_menu_shows_what_a_person_can_open(signed_in):
    editor, boss = signed_in(Role.EDITOR), signed_in(Role.ADMINISTRATOR)
    assert "管理</a>" not in editor.get("/password").text.split("<main")[0].split("<nav")[1]
    assert 'aria-current="true">管理</a>' in boss.get("/admin").text


@pytest.mark.parametrize(
    ("path", "entry"), [("/", "評価書一覧"), ("/register", "公表済みの版を登録")]
)
def test_the_menu_marks_where_a_person_is(signed_in, path, entry):
    marked = re.findall(r'aria-current="true">([^<]+)', signed_in(Role.EDITOR).get(path).text)
    assert marked == [entry]


def test_every_blueprint_under_the_menu_exists(app):
    for entry in NAVIGATION:
        assert entry.covers <= set(app.blueprints)


def test_the_city_stands_in_the_header(client, store):
    with store.writing() as work:
        work.ownership.add_municipality("みほん市", "999999")
    assert '<span class="city">みほん市</span>' in client.get("/login").text


@pytest.mark.parametrize("width", [320, 1200])
def test_parts_of_pages_are_accessible_and_fit_the_screen(trial_live, page, axe, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{trial_live.address}trial/parts")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("table").get_by_role("row").count() == 2
    assert page.get_by_role("navigation", name="手続").get_by_text("承認").is_visible()


def test_the_skip_link_leads_to_the_text(live, page):
    page.goto(f"{live.address}login")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ進む"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
