"""Beside each item stands what a change of it means."""

from dataclasses import replace

from pia.approval.roles import Role
from pia.revision.what_if import standing
from pia.web.views import drafts_standing
from tests.web.drafting import section

BEFORE = "この項目の変更は、事前（重要な変更）です。"
AFTER = "この項目の変更は、事後です。"
STORAGE = "files.{file}.storage_group"


def test_an_important_item_says_that_a_change_is_submitted_before_and_why(city, editor):
    page = editor.get(section(city, STORAGE)).text
    assert BEFORE in page
    assert "重要な項目の変更であって事前の提出・公表が義務付けられている。" in page
    assert "特定個人情報保護評価に関する規則" in page
    assert "事後：リスクを明らかに軽減させる変更" in page


def test_any_other_item_says_that_a_change_is_submitted_after(city, editor):
    page = editor.get(section(city)).text
    assert AFTER in page
    assert "事前の提出・公表が義務付けられない。" in page


def test_an_item_that_makes_no_row_says_nothing(city, editor):
    published_on = editor.get(section(city, "cover")).text.split("公表日")[-1]
    assert "この項目の変更は" not in published_on


def test_a_verdict_that_nobody_verified_says_so(city, editor, monkeypatch):
    def unverified(form, item, as_of):
        found = standing(form, item, as_of)
        return found and replace(found, decision=replace(found.decision, verified=False))

    verified = editor.get(section(city, STORAGE)).text
    assert "（未確認" not in verified
    monkeypatch.setattr(drafts_standing, "standing", unverified)
    assert f"{BEFORE}（未確認）" in editor.get(section(city, STORAGE)).text


def test_the_page_is_accessible_with_the_reasons_open(city, live, page, axe):
    live.sign_in(page, Role.EDITOR)
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live.address + section(city, STORAGE))
        page.locator("summary", has_text="提出時期の理由").first.click()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
