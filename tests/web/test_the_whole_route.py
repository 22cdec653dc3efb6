"""From a published document to the city's website, as three people in real browsers.

Once with JavaScript and once without: every task works without it.
"""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from pia.approval.roles import Role
from tests.web.waiting import context_of, settle

CONTRACTOR = "files[1].outsourcing[1].contractor"


class Person:
    """Somebody in a browser of their own; every page they see is accessible."""

    def __init__(self, live, browser, axe, *roles, script=True):
        self.context = context_of(
            browser,
            viewport={"width": 1200, "height": 900},
            accept_downloads=True,
            java_script_enabled=script,
        )
        self.script = script
        self.page, self.axe, self.address = self.context.new_page(), axe, live.address.rstrip("/")
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._heard)
        if roles:
            live.sign_in(self.page, *roles)

    def _heard(self, message):
        if message.type == "error":
            self.problems.append(f"{message.text} {message.location.get('url', '')}")

    def opens(self, path):
        self.page.goto(path if path.startswith("http") else self.address + path)
        return self.looks()

    def looks(self):
        """Check the page as it stands and return what it says.

        What axe itself asks for (style sheets, which the site's policy refuses it) is not the page's.
        """
        if self.script:  # axe is one
            before = list(self.problems)
            self.axe(self.page)
            self.problems[:] = before
        return self.page.inner_text("body")

    def presses(self, name, number=0):
        return self._goes(self.page.get_by_role("button", name=name).nth(number).click)

    def follows(self, name, number=0):
        """Follow a link by the keyboard."""
        link = self.page.get_by_role("link", name=name).nth(number)
        return self._goes(lambda: link.press("Enter"))

    def _goes(self, act):
        """Do what leads to another page; without a script nothing happens in the page itself."""
        if self.script:
            act()
            settle(self.page)
        else:
            with self.page.expect_navigation():
                act()
        return self.looks()

    def downloads(self, locator):
        with self.page.expect_download() as waiting:
            locator.press("Enter")
        return Path(waiting.value.path()).read_bytes()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def people(request, live, browser, axe):
    """Make people, and see at the end that no page of theirs reported an error."""
    made = []

    def person(*roles):
        made.append(Person(live, browser, axe, *roles, script=request.param))
        return made[-1]

    yield person
    for one in made:
        one.context.close()
        assert not one.problems


def registers(editor, file):
    editor.opens("/register")
    editor.page.set_input_files("#files", file)
    assert "37件" in editor.presses("読み込んで確かめる")
    return editor.presses("公表済みの版として登録する")


def completes(editor):
    """Correct the boxes whose marks were lost, beside what 別添2 says; then the rest at once."""
    page = editor.page
    audit = page.get_by_role("group", name="Ⅲ-8 実施の有無", exact=True).first
    assert "[○]自己点検" in audit.inner_text()
    for words in ("自己点検", "内部監査", "外部監査"):
        audit.get_by_label(words, exact=True).check()
    audit.get_by_role("button", name="直して確定").click()
    page.wait_for_load_state()
    editor.looks()
    unsure = page.locator(".asked", has=page.get_by_role("button", name="確かめた"))
    for card in unsure.all():
        card.locator("input[name=tick]").check()
    if unsure.count():
        page.locator(".bulk").get_by_role("button", name="確かめた").click()
        page.wait_for_load_state()
    for tick in page.locator("input[name=tick]").all():
        tick.check()
    page.locator(".bulk").get_by_role("button", name="空欄とする").click()
    page.wait_for_load_state()
    return editor.looks()


def edits(editor):
    """Change 委託先名 and 再委託の有無 in the form."""
    editor.follows("4. 特定個人情報ファイルの取扱いの委託")
    page = editor.page
    page.get_by_label("委託先名").first.fill("みほん情報処理株式会社")
    page.get_by_role("radiogroup", name="再委託の有無").first.get_by_label("再委託しない").check()
    return editor.presses("保存")


def test_a_published_document_is_revised_by_three_people_and_reaches_the_website(people, real_docs):
    editor, manager = people(Role.EDITOR), people(Role.APPROVER)
    publisher, citizen = people(Role.PUBLISHER), people()

    assert "読取りの補完" in registers(editor, real_docs / "asahikawa-17.txt")
    assert "補完が要る項目はありません" in completes(editor)

    editor.presses("下書きを始める")
    draft = editor.page.url
    edits(editor)

    said = editor.opens(f"{draft}/compare")
    rows = editor.page.locator("tr", has_text="委託先名")
    assert "事後" in rows.first.inner_text()
    assert "事前" in editor.page.locator("tr", has_text="再委託の有無").first.inner_text()
    assert "※の項目です" in said
    assert "特定個人情報保護評価指針" in said

    editor.page.locator("a", has_text="判断").nth(1).click()
    editor.looks()
    editor.page.get_by_label("きまりのとおり").check()
    editor.presses("判断を保存する")

    editor.opens(draft)
    editor.page.get_by_label("公表予定日").fill("令和7年4月1日")
    editor.presses("予定を保存する")
    editor.opens(f"{draft}/approval")
    assert "承認依頼中" in editor.presses("承認を依頼する")

    manager.opens("/")
    manager.opens(f"{draft}/approval")
    assert "決裁済" in manager.presses("承認する")

    publisher.opens(f"{draft}/approval")
    publisher.page.get_by_label("受付番号").fill("令7-0123")
    assert "提出済" in publisher.presses("委員会への提出を記録する")
    assert "公表済" in publisher.presses("公表する")

    citizen.opens("/site/")
    said = citizen.follows("国民年金に関する事務 重点項目評価書")
    assert "再委託しない" in said
    assert "みほん情報処理株式会社" in citizen.follows("ウェブページ")
    citizen.page.go_back()
    word = citizen.downloads(citizen.page.get_by_role("link", name="Word").first)
    assert zipfile.is_zipfile(io.BytesIO(word))
    cells = [c.text for t in Document(io.BytesIO(word)).tables for r in t.rows for c in r.cells]
    assert any("みほん情報処理株式会社" in cell for cell in cells)
    assert "令和7年4月1日" in cells
