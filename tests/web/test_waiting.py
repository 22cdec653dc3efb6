"""The suite's own waiting: a page under the application's policy is waited for more than once."""

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.web.waiting import settle, until


def test_a_page_that_is_about_to_be_left_is_waited_for(live, page):
    page.goto(f"{live.address}login")
    page.evaluate("window.leaves = true; setTimeout(() => { window.leaves = false; }, 200)")
    settle(page)
    assert page.evaluate("window.leaves") is False


def test_the_page_that_comes_instead_is_waited_for(live, page):
    page.goto(f"{live.address}login")
    page.evaluate("setTimeout(() => location.assign('/site/'), 200)")
    until(page, "location.pathname === '/site/'")
    settle(page)
    assert page.url == f"{live.address}site/"


def test_a_condition_that_is_wrong_is_told_at_once(live, page):
    page.goto(f"{live.address}login")
    with pytest.raises(PlaywrightError, match="no_such_thing"):
        until(page, "no_such_thing === 1")
