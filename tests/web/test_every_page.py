"""Every page that a person can open: accessible, whole, narrow enough, in Japanese, without an error.

Pages are found by the routes of the application: a new one needs its line in `every_page.ADDRESSES`
where its rule alone is no address. With PIA_SCREENSHOTS=folder pictures of each are kept.
"""

import pytest

from pia.operations import rendering
from pia.store.engine import sqlite_address
from tests.web.every_page import ADDRESSES, NO_PAGE, READ, READER, pages, world_at
from tests.web.routes import ROUTES
from tests.web.states_seen import (
    NARROW,
    complaints,
    is_narrow,
    is_whole,
    lost_in_forced_colours,
    picture,
    unfold,
)


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


@pytest.mark.seen
@pytest.mark.parametrize("case", list(pages()), ids="-".join)
def test_a_page_is_fit_for_everybody(world, page, axe, case):
    (endpoint, name), said = case, complaints(page)
    if name:
        page.context.add_cookies([world.cookie(name)])
    answer = page.goto(world.url(endpoint))
    assert (answer.status, page.url) == (200, answer.request.url), "leads elsewhere"
    picture(page, _shot(case, "1200"))
    unfold(page)
    is_whole(page)
    axe(page)
    lost = lost_in_forced_colours(page)
    picture(page, _shot(case, "forced"))
    page.emulate_media(forced_colors="none")
    for width in NARROW:
        is_narrow(page, width)
    picture(page, _shot(case, "320"))
    assert lost == []
    assert said == []


def test_what_is_no_page_and_every_address_names_a_route():
    assert {*NO_PAGE, *ADDRESSES, *READ} <= set(ROUTES)
    assert not {*NO_PAGE} & {*ADDRESSES, *READ}


def _shot(case, state):
    endpoint, name = case
    who = f"-{READER}" if name == READER else ""
    return f"{endpoint}{who}-{state}"
