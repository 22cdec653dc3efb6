"""Every state of a page: empty, refused, met by another, long: accessible, whole, without an error.

The states are named in `every_state.py`. With PIA_SCREENSHOTS=folder pictures of each are kept.
"""

import pytest

from tests.web.every_state import STATES
from tests.web.states_homes import homes_at
from tests.web.states_seen import (
    NARROW,
    complaints,
    errors_above,
    is_narrow,
    is_whole,
    lost_in_forced_colours,
    picture,
    unfold,
    untied_errors,
)
from tests.web.waiting import context_of


@pytest.fixture(scope="module")
def homes(prepared, tmp_path_factory):
    """Both homes, served once for all states."""
    with homes_at(tmp_path_factory.mktemp("every-state"), prepared) as homes:
        yield homes


@pytest.fixture(scope="module")
def window(browser):
    """A browser for all states, so that it fetches each style once."""
    context = context_of(browser, viewport={"width": 1200, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(window):
    """A page of nobody, 1200 pixels wide."""
    window.clear_cookies()
    page = window.new_page()
    yield page
    page.close()


@pytest.mark.seen
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_is_fit_for_everybody(homes, page, axe, state):
    said = complaints(page)
    answer = state.reached(homes[state.home], page)
    assert answer.status == state.status
    assert state.says in page.locator("body").inner_text()
    picture(page, f"state-{state.name}-1200")
    unfold(page)
    is_whole(page)
    assert untied_errors(page) == []
    assert errors_above(page) == []
    assert page.locator(state.shows).count() > 0
    axe(page)
    lost = lost_in_forced_colours(page)
    picture(page, f"state-{state.name}-forced")
    page.emulate_media(forced_colors="none")
    for width in NARROW:
        is_narrow(page, width)
    picture(page, f"state-{state.name}-320")
    assert lost == []
    assert said == []


def test_every_state_has_a_name_of_its_own():
    names = [state.name for state in STATES]
    assert len(set(names)) == len(names)
