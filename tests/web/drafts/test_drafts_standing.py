"""Beside each item stands what a change of it means."""

import re
from dataclasses import replace

from pia.approval.roles import Role
from pia.revision.what_if import standing
from pia.web.views import drafts_standing
from tests.web.drafting import fill, ids, section, storage_of, things_of, value_on

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


def test_an_edited_item_says_the_verdict_of_its_row_and_leads_to_it(city, editor):
    city.edited(city.draft.id, storage="みほん市のデータセンター")
    page = editor.get(section(city, STORAGE)).text
    assert "この変更は事前です。" in page
    assert f"<dd>{BEFORE}" in page, "the rule itself stands among the reasons"
    link = re.search(r'href="([^"#]+)#(row-\w+)">変更箇所の1行目へ</a>', page)
    assert link
    assert f'id="{link[2]}"' in editor.get(link[1]).text


def test_what_people_decided_on_the_row_is_the_verdict(city, editor):
    city.edited(city.draft.id, storage="みほん市のデータセンター")
    city.judge(city.draft.id, "mitigated", reason="堅固な施設に移す。")
    page = editor.get(section(city, STORAGE)).text
    assert "この変更は事後です（未確認）。" in page
    assert "「リスクを明らかに軽減させる変更」と判断しました。" in page


def test_an_item_of_a_new_thing_says_the_verdict_of_the_thing(city, editor):
    path = section(city, "files.{file}.outsourcing_group")
    fill(editor, path, {"button": f"add:files[@{ids(city)['file']}].outsourcing"})
    new = things_of(city)[-1]
    fill(editor, path, {f"files[@{ids(city)['file']}].outsourcing[@{new}].title": "封入封かん"})
    page = editor.get(path).text
    assert "この追加は" in page
    assert "この変更は" not in page, "nobody edited the other 委託事項"


def test_an_item_that_only_moved_about_its_spaces_still_says_the_rule(city, editor):
    [text] = value_on(editor.get(section(city, STORAGE)).text, storage_of(city))
    city.edited(city.draft.id, storage=f"{text}\n")
    page = editor.get(section(city, STORAGE)).text
    assert BEFORE in page
    assert "この変更は" not in page


def test_an_item_that_makes_no_row_says_nothing(city, editor):
    published_on = editor.get(section(city, "cover")).text.split("公表日")[-1]
    assert "この項目の変更は" not in published_on.partition("提出時期の理由と根拠")[0]


def test_a_verdict_that_nobody_verified_says_so(city, editor, monkeypatch):
    def unverified(form, item, as_of):
        found = standing(form, item, as_of)
        return found and replace(found, decision=replace(found.decision, verified=False))

    verified = editor.get(section(city, STORAGE)).text
    assert "（未確認" not in verified
    monkeypatch.setattr(drafts_standing, "standing", unverified)
    assert f"{BEFORE}（未確認）" in editor.get(section(city, STORAGE)).text


def test_the_page_is_accessible_with_the_reasons_open(city, live, page, axe):
    city.edited(city.draft.id, storage="みほん市のデータセンター")
    live.sign_in(page, Role.EDITOR)
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live.address + section(city, STORAGE))
        page.get_by_role("link", name="理由と根拠").first.click()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
