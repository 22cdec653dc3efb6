"""The page of a 評価書 in a real browser: narrow, enlarged, in forced colours, on paper."""

from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from pia.exports import export
from tests.builders import assessment
from tests.outline.documents import changed, newest, two_files

#: Links smaller than 24 by 24 CSS pixels (WCAG 2.2, 2.5.8).
SMALL_LINKS = """() => [...document.querySelectorAll('a:not(.skip)')]
    .filter(a => { const r = a.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
    .map(a => a.textContent)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def long_words():
    """A name of 240 signs, and a word of 600 without a place to break."""
    return changed(newest(), title="長い評価書の名称" * 30, special_notes="x" * 600)


@pytest.fixture
def seen(browser, tmp_path):
    """Open a document's page: `seen(document, width)`."""
    contexts = []

    def seen(document, width=1200, **options):
        file = tmp_path / "評価書.html"
        file.write_bytes(export(document, "html"))
        contexts.append(
            browser.new_context(viewport={"width": width, "height": 900}, locale="ja-JP", **options)
        )
        page = contexts[-1].new_page()
        page.goto(file.as_uri())
        return page

    yield seen
    for context in contexts:
        context.close()


VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"width": 1200},
    "enlarged to 200 %": {"width": 600},
    "narrow": {"width": 320},
    "forced colours": {"width": 1200, "forced_colors": "active"},
    "dark": {"width": 1200, "color_scheme": "dark"},
}


BUILDS = {"wide": two_files, "enlarged to 200 %": long_words, "narrow": long_words}


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_hinders_a_reader_and_nothing_is_cut(seen, view):
    build = BUILDS.get(view, newest)
    page = seen(build(), **VIEWS[view])
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(SMALL_LINKS) == []


def test_a_link_leads_to_its_item_and_the_keyboard_shows_where_it_is(seen):
    page = seen(newest())
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Ⅰ 基本情報へ進む"
    page.keyboard.press("Enter")
    assert page.url.endswith("#basics")


def test_on_paper_each_part_begins_a_page_and_the_change_table_lies_across(seen):
    page = seen(newest())
    page.emulate_media(media="print")
    style = "e => [getComputedStyle(e).breakBefore, getComputedStyle(e).page]"
    styles = page.locator("section.part").evaluate_all(f"all => all.map({style})")
    assert [breaks for breaks, _ in styles] == ["auto", *["page"] * (len(styles) - 1)]
    assert styles[-1][1] == "landscape"
    assert {name for _, name in styles[:-1]} == {"auto"}
    header = page.locator("thead").last.evaluate("e => getComputedStyle(e).display")
    assert header == "table-header-group"
    assert page.locator(".skip").is_hidden()


def test_on_paper_no_bar_stands_alone_at_the_foot_of_a_page(seen):
    page = seen(two_files())
    bars = {"".join(text.split()) for text in page.locator(".bar h3").all_inner_texts()}
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    last = [sheet.get_textpage().get_text_bounded().split("\n")[-1] for sheet in printed]
    assert len(last) > 20
    assert not bars & {"".join(line.split()) for line in last}


def test_spaces_that_were_typed_are_seen(seen):
    cell = seen(assessment(storage="　一\n  二   三 ")).locator("#files-file1-storage")
    assert cell.inner_text() == "　一\n  二   三 "
    assert "monospace" not in cell.locator("pre").evaluate("e => getComputedStyle(e).fontFamily")
