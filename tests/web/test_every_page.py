"""Every page that a person can open: accessible, whole, narrow enough, in Japanese, without an error.

Pages are found by the routes of the application: a new one needs its line in `every_page.ADDRESSES`
where its rule alone is no address. With PIA_SCREENSHOTS=folder pictures of each are kept.
"""

import os
import re
from pathlib import Path

import pytest

from pia.operations import demo, rendering
from pia.store.engine import sqlite_address
from tests.web.every_page import ADDRESSES, NO_PAGE, READ, READER, pages, world_at
from tests.web.routes import ROUTES

NAME = "｜特定個人情報保護評価書の管理"
#: Words that are written so in Japanese too: formats, keys, units; what documents name.
ALLOWED = {
    "PDF", "Word", "Excel", "DOCX", "XLSX", "CSV", "HTML", "ZIP", "JSON", "SHA", "docx", "xlsx",
    "txt", "pdf", "MB", "KB", "Ctrl", "Alt", "SMTP", "IC", "SN", "ISMAP", "LGWAN",
}  # fmt: skip
#: What is no word: addresses, names of files, users, settings and a command, digests.
_NO_WORD = re.compile(
    r"[\w.+-]+@[\w.-]+|https?://\S+|[\w-]+\.[a-z]{3,4}\b|PIA_[A-Z_]+|「pia register |"
    + "|".join(user.name for user in demo.USERS)
    + "|[0-9a-f]{8,}|[0-9a-f]{4}(?: [0-9a-f]{4})+"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
#: 600 pixels are 1200 at 200 %.
_NARROW = (600, 320)


@pytest.fixture(scope="module")
def world(prepared, tmp_path_factory):
    """The sample city, served once for all pages."""
    home = tmp_path_factory.mktemp("every-page")
    file = home / "pia.sqlite3"
    file.write_bytes(prepared.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "RENDERED", ("html", "json"))
        with world_at(home, sqlite_address(file)) as world:
            yield world


@pytest.fixture
def errors(page):
    """What the browser complains of."""
    said = []

    def note(message):
        if message.type == "error":
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("case", list(pages()), ids="-".join)
def test_a_page_is_fit_for_everybody(world, page, axe, errors, case):
    endpoint, name = case
    if name:
        page.context.add_cookies([world.cookie(name)])
    answer = page.goto(world.url(endpoint))
    assert (answer.status, page.url) == (200, answer.request.url), "leads elsewhere"
    _is_whole(page)
    axe(page)
    _picture(page, case, "1200")
    page.emulate_media(forced_colors="active")
    _picture(page, case, "forced")
    page.emulate_media(forced_colors="none")
    for width in _NARROW:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"wider than {width}"
    _picture(page, case, "320")
    if name != READER:
        axe(page)
    assert errors == []


def test_what_is_no_page_and_every_address_names_a_route():
    assert {*NO_PAGE, *ADDRESSES, *READ} <= set(ROUTES)
    assert not {*NO_PAGE} & {*ADDRESSES, *READ}


def _is_whole(page):
    assert page.locator("h1").count() == 1
    assert page.title().endswith(NAME)
    assert page.title() != NAME
    shown = _NO_WORD.sub(" ", page.locator("main").inner_text())
    assert set(_WORD.findall(shown)) <= ALLOWED


def _picture(page, case, state):
    if folder := os.environ.get("PIA_SCREENSHOTS"):
        endpoint, name = case
        who = f"-{READER}" if name == READER else ""
        page.screenshot(path=Path(folder) / f"{endpoint}{who}-{state}.png", full_page=True)
