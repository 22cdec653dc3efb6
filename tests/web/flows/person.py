"""Somebody at a browser of their own: what they do there, and what they read."""

from pathlib import Path

from pia.store.records import User
from tests.web.states_seen import picture
from tests.web.waiting import context_of, settle

_WIDE, _NARROW = {"width": 1200, "height": 900}, {"width": 320, "height": 900}


class Person:
    """Somebody with a browser. `axe` is what judges the pages at which they end."""

    def __init__(self, browser, address, axe, name, *, script=True):
        self.context = context_of(
            browser, viewport=_WIDE, accept_downloads=True, java_script_enabled=script
        )
        self.page, self.name, self.script = self.context.new_page(), name, script
        self.address, self._axe = address.rstrip("/"), axe
        #: Their account, None for a citizen.
        self.user: User | None = None
        #: What the browser complained of.
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message):
        """Note an error; that a page was refused is none, for the flow asserts what it says."""
        is_refusal = "the server responded with a status of" in message.text
        if message.type == "error" and not (
            is_refusal and message.location["url"] == self.page.url
        ):
            self.problems.append(f"{message.text} {message.location.get('url', '')}")

    def opens(self, path):
        self.page.goto(path if path.startswith("http") else self.address + path)
        return self.reads()

    def reads(self):
        """What stands on the page."""
        return self.page.inner_text("body")

    def sees(self, *words):
        """Assert that words stand on the page."""
        said = self.reads()
        for one in words:
            assert one in said, f"{self.name}: {one} is not in {said}"

    def misses(self, *words):
        """Assert that words do not stand on the page."""
        said = self.reads()
        for one in words:
            assert one not in said, f"{self.name}: {one} is in {said}"

    def is_at(self, label):
        """Assert that the focus is in a field: whoever was refused goes on there."""
        field = self.page.get_by_label(label).first
        assert field.evaluate("field => field === document.activeElement"), label

    def presses(self, name, within=None, number=0):
        """Press a button that leads to another page; return what that says."""
        button = (within or self.page).get_by_role("button", name=name).nth(number)
        return self.goes(button.click)

    def follows(self, name, within=None, number=0):
        """Follow a link by the keyboard; return what the page says to which it leads."""
        link = (within or self.page).get_by_role("link", name=name).nth(number)
        return self.goes(lambda: link.press("Enter"))

    def goes(self, act):
        """Do what leads to another page; without a script nothing happens in the page itself."""
        if self.script:
            act()
            settle(self.page)
        else:
            with self.page.expect_navigation():
                act()
        return self.reads()

    def writes(self, label, text, within=None):
        (within or self.page).get_by_label(label).first.fill(text)

    def part(self, heading):
        """The part of the page under a heading."""
        return self.page.get_by_role("region", name=heading, exact=True)

    def form(self, heading):
        """The form under a heading."""
        return self.page.get_by_role("form", name=heading, exact=True)

    def row(self, words, within=None):
        """The first row of a table in which words stand."""
        return (within or self.page).get_by_role("row").filter(has_text=words).first

    def downloads(self, locator):
        with self.page.expect_download() as waiting:
            locator.press("Enter")
        return Path(waiting.value.path()).read_bytes()

    def ends(self, state):
        """Leave the page where it is: it is accessible, fits a phone and is kept as a picture.

        Nothing can be asked of a page without a script. What axe itself asks for (style sheets,
        which the site's policy refuses it) is not the page's.
        """
        if not self.script:
            return
        before = list(self.problems)
        self._axe(self.page)
        self.problems[:] = before
        picture(self.page, f"flow-{state}-1200")
        self.page.set_viewport_size(_NARROW)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= _NARROW["width"]
        picture(self.page, f"flow-{state}-320")
        self.page.set_viewport_size(_WIDE)
