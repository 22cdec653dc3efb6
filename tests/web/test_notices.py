"""お知らせ: what waits for a person, where it leads, and when it is read."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.operations import comments, planning
from pia.operations.yearly import plan_change
from tests.operations.city import TODAY
from tests.web import papers
from tests.web.drafting import city_of

NARROW = {"width": 320, "height": 800}


@pytest.fixture
def city(store, add, tmp_path):
    city = city_of(store, add, tmp_path)
    city.edited(city.draft.id, department="税務部市民税課")
    planning.plan(city.act(Role.EDITOR), city.draft.id, TODAY + timedelta(days=7), "amendment")
    return city


def test_without_anything_to_do_the_page_says_what_would_stand_there(signed_in):
    page = signed_in(Role.VIEWER).get("/notices")
    assert "お知らせはありません" in page.text
    assert "すべて読んだことにする" not in page.text


def test_each_notice_leads_where_it_is_done(city, signed_in):
    path = "files[@file1].storage"
    comments.add(city.act(Role.APPROVER), city.draft.id, path, "古い<b>記載</b>では。")
    city.do(Role.EDITOR, city.draft.id, "request")
    approver, editor = signed_in(Role.APPROVER), signed_in(Role.EDITOR)
    page = approver.get("/notices").text
    assert "3 個人住民税の賦課に関する事務：承認の順番です" in page
    assert 'href="/drafts/1/approval"' in page
    page = editor.get("/notices").text
    assert "&lt;b&gt;記載&lt;/b&gt;" in page
    (url,) = re.findall(r'href="(/drafts/1/comments/item[^"]+)"', page)
    assert editor.get(url).status_code == HTTPStatus.OK
    assert "公表予定日 令和7年4月8日" in page


def test_notices_of_days_lead_to_the_year_and_to_the_reviews(city, signed_in):
    day = TODAY + timedelta(days=20)
    plan_change(city.act(Role.EDITOR), city.dossier.id, "クラウドへの移行", "", day)
    page = signed_in(Role.EDITOR).get("/notices").text
    assert "重要な変更の前に、提出と公表が必要です" in page
    assert 'href="/year?year=2025"' in page
    assert "年次の見直しの期日が過ぎました" in page
    assert 'href="/year/reviews"' in page
    assert "クラウドへの移行" not in signed_in(Role.APPROVER).get("/notices").text


def test_the_first_page_says_how_many_wait_and_how_many_are_new(city, signed_in):
    city.do(Role.EDITOR, city.draft.id, "request")
    approver = signed_in(Role.APPROVER)
    assert "お知らせ 1件（新着 1件）" in papers.words(approver.get("/"))
    page = approver.send("/notices/seen", follow_redirects=True)
    assert "読んだことにしました" in page.text
    assert "承認の順番です" in page.text
    assert "新着" not in page.text
    assert "お知らせ 1件" in papers.words(approver.get("/"))
    assert "新着" not in approver.get("/").text
    assert "お知らせ 0件" not in signed_in(Role.VIEWER).get("/").text


def test_who_only_reads_may_say_that_they_have_read(city, signed_in):
    assert signed_in(Role.VIEWER).send("/notices/seen").status_code == HTTPStatus.SEE_OTHER


def test_the_page_is_accessible_in_every_state(city, live, page, axe):
    city.do(Role.EDITOR, city.draft.id, "request")
    long = "長いコメントです。" * 100
    comments.add(city.act(Role.APPROVER), city.draft.id, "", long)
    errors = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    for role in (Role.EDITOR, Role.APPROVER, Role.VIEWER):
        live.sign_in(page, role)
        for size in ({"width": 1200, "height": 900}, NARROW):
            page.set_viewport_size(size)
            page.goto(f"{live.address}/notices")
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert errors == []
