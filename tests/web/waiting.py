"""Waiting for what a click or a key has asked a page of a real browser for."""

from time import monotonic

from playwright.sync_api import Error as PlaywrightError

#: How long a page is waited for: a busy machine is no failure.
PATIENCE_MS = 30_000
#: A page that says of itself when it is about to be left: a click does not wait for what follows.
_LEAVES = """
    addEventListener("beforeunload", () => { window.leaves = true; });
    addEventListener("submit", (event) => { window.leaves ||= !event.defaultPrevented; });
"""
_SETTLED = "!window.leaves && document.readyState === 'complete'"


def settle(page):
    """Wait until the page that a click has asked for is there."""
    until(page, _SETTLED)


def until(page, condition):
    """Wait until a condition in JavaScript holds in the page, whichever page it is by then.

    `page.wait_for_function` asks a second time from inside the page, where the application's
    own Content-Security-Policy forbids `eval`: it holds at the first look or fails.
    """
    end = monotonic() + PATIENCE_MS / 1000
    while not _holds(page, condition):
        assert monotonic() < end, f"never came true: {condition}"
        page.wait_for_timeout(20)


def _holds(page, condition):
    try:
        return page.evaluate(condition)
    except PlaywrightError as error:
        if "context was destroyed" not in error.message:
            raise
        return False  # another page came in between


def context_of(browser, **options):
    """Return a window of a real browser whose pages can be waited for; see `settle`."""
    context = browser.new_context(locale="ja-JP", **options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(_LEAVES)
    return context
