"""From the log-in to the website without a mouse: Tab, Enter, Space, Ctrl and letters, nothing else.

Each stop of the focus is looked at: in sight, with its ring, behind the one before.
"""

import pytest

from pia.accounts.passwords import hash_password
from pia.approval.roles import Role
from pia.operations import planning, rendering
from tests.operations.city import TODAY
from tests.web.approving import FEW, city_of

PASSWORD = "みほん市の桜は四月に咲く"  # noqa: S105 - of users of this test alone
SKIP = "本文へ進む"

#: What stands under the focus: its name as it is read out, and whether people see that it is there.
_STOP = """() => {
  const e = document.activeElement, last = window.lastStop;
  if (!e || e === document.body) return null;
  const label = e.labels?.[0]?.innerText, style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  window.lastStop = e;
  return {
    name: (e.getAttribute("aria-label") || label || e.innerText || e.value || "").trim(),
    inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    hasRing: style.outlineStyle === "auto"
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    isBehind: !last || !last.isConnected
      || Boolean(last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}"""
#: More stops than any page of the route has.
_MOST = 600


class Keyboard:
    """Somebody at a page with a keyboard alone; what they read they read, what they do are keys."""

    def __init__(self, page, address):
        self._page = page
        page.goto(address)

    def stop(self):
        """Go one stop on; return its name, None past the last."""
        self._page.keyboard.press("Tab")
        found = self._page.evaluate(_STOP)
        if found is None:
            return None
        assert found["inSight"], f"out of sight: {found['name']}"
        assert found["hasRing"], f"without a ring: {found['name']}"
        assert found["isBehind"], f"against the order: {found['name']}"
        return found["name"]

    def walk_to(self, words):
        """Go on until a stop whose name has these words."""
        passed: list[str] = []
        while (name := self.stop()) is not None and len(passed) < _MOST:
            if words in name:
                return
            passed.append(name)
        pytest.fail(f"no way by keyboard to {words}: {passed[-20:]}")

    def type(self, text):
        self._page.keyboard.press("Control+a")
        self._page.keyboard.insert_text(text)

    def press(self, key):
        """Press a key that leads to another page."""
        with self._page.expect_navigation():
            self._page.keyboard.press(key)

    def save(self):
        """Save without leaving the page, and wait until the verdict stands at the item."""
        self._page.keyboard.press("Control+s")
        self._page.get_by_text("保存しました（10:32").wait_for()
        self._page.get_by_text("この変更は事後です").wait_for()

    def skips(self):
        """Skip what stands around the page."""
        assert self.stop() == SKIP
        self._page.keyboard.press("Enter")
        self._page.locator("#main:focus").wait_for()

    def goes_on_to(self, words):
        """Follow a link or press a button further down."""
        self.walk_to(words)
        self.press("Enter")

    def opens(self, words):
        self.skips()
        self.goes_on_to(words)

    def acts(self, words):
        """Press the button under the heading of the same words."""
        self.skips()
        self.walk_to(words)
        self.goes_on_to(words)

    def logs_in(self, name):
        self.walk_to("利用者名")
        self.type(name)
        self.walk_to("パスワード")
        self.type(PASSWORD)
        self.press("Enter")

    def logs_out(self):
        self.walk_to("ログアウト")
        self.press("Space")

    def reads(self):
        return self._page.inner_text("main")

    def walks_through(self):
        """Go from stop to stop to the end of the page, and one back: nothing holds the focus."""
        count = 0
        while (name := self.stop()) is not None and count < _MOST:
            last, count = name, count + 1
        assert 5 < count < _MOST, "the focus is held"
        self._page.evaluate("window.lastStop = null")
        self._page.keyboard.press("Shift+Tab")
        assert self._page.evaluate(_STOP)["name"] == last
        self._page.evaluate("window.lastStop = null")
        self._page.keyboard.press("Tab")


@pytest.fixture
def draft(store, add, clock, tmp_path, monkeypatch):
    """A draft whose day of 公表 is said; each person of the city has a password that we know."""
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    city = city_of(store, add, clock, tmp_path)
    with store.writing() as work:
        for user in city.people.values():
            work.users.change(user.id, password_hash=hash_password(PASSWORD))
    return planning.plan(city.act(Role.EDITOR), city.started().id, TODAY, "amendment")


def test_a_draft_goes_from_the_log_in_to_the_website_by_keyboard_alone(live, page, draft, store):
    person = Keyboard(page, f"{live.address}login")
    person.logs_in("editor")
    person.opens("下書き（下書き）")
    person.opens("Ⅰ 基本情報")
    person.walk_to("①部署")
    person.type("税務部市民税課")
    person.save()
    person.goes_on_to("下書きの画面へ")
    person.opens("変更箇所")
    assert "税務部市民税課" in person.reads()
    person.opens("承認の画面へ")
    person.acts("承認を依頼する")
    assert "承認依頼中" in person.reads()
    person.logs_out()
    person.logs_in("approver")
    person.opens("承認依頼中")
    person.opens("承認の画面へ")
    person.acts("承認する")
    assert "決裁済" in person.reads()
    person.logs_out()
    person.logs_in("publisher")
    person.opens("決裁済")
    person.opens("承認の画面へ")
    person.skips()
    person.walk_to("委員会への提出を記録する")
    person.walk_to("受付番号")
    person.type("令7-0123")
    person.goes_on_to("委員会への提出を記録する")
    assert "令7-0123" in person.reads()
    person.acts("公表する")
    assert "公表しました。公開サイトに載っています。" in person.reads()
    person.opens("公開サイトのページ")
    assert "修正" in person.reads()
    person.goes_on_to("ウェブページ")
    assert "税務部市民税課" in page.inner_text("body")
    with store.reading() as work:
        assert work.drafts.get(draft.id).state == "published"


@pytest.mark.parametrize("where", ["", "/sections/basics", "/compare", "/approval"])
def test_nothing_on_the_pages_of_a_draft_holds_the_focus(live, page, draft, where):
    live.sign_in(page, Role.EDITOR)
    Keyboard(page, f"{live.address}drafts/{draft.id}{where}").walks_through()
