"""The site in a real browser: accessible by axe, and never wider than a small screen."""

from dataclasses import replace
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from pia.publication import build_site, public_document, site_of, swap_in
from tests.outline.documents import NAMES, sample

PAGES = ["index.html", "12/index.html", "12/2023-10-02/index.html"]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The site of the samples on disk; one assessment has ended."""
    made = site_of([public_document(sample(name)) for name in NAMES])
    first, *others = made.assessments
    ended = (replace(first, ended_on=date(2026, 3, 31)), *others)
    target = tmp_path_factory.mktemp("site") / "public"
    swap_in(build_site(replace(made, assessments=ended)), target)
    return target.as_uri()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_violation_and_does_not_scroll_sideways(browser, address, path, scheme):
    page = browser.new_page(color_scheme=scheme)
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}/{path}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_snapshot()
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_a_link_leads_from_the_index_to_a_document(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    page.get_by_role("link", name="国民年金に関する事務 重点項目評価書", exact=True).click()
    page.get_by_role("link", name="令和5年10月2日公表の版").click()
    page.get_by_role("link", name="ウェブページ(HTML)").click()
    page.wait_for_url(f"{address}/12/2023-10-02/12.html")
    assert "国民年金に関する事務" in page.inner_text("h1")
    page.close()


def test_the_keyboard_reaches_the_main_part_first(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/12/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ進む"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.close()
