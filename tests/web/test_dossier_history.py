"""版の履歴: who made, approved and published each edition, when, and why."""

import pytest

from pia.approval.roles import Role
from pia.operations import planning, rendering
from pia.operations.yearly_reviews import UNCHANGED, Looked, record
from tests.operations.city import TODAY
from tests.web.approving import FEW, city_of
from tests.web.papers import words

PAGE = "/dossiers/1/history"


@pytest.fixture
def city(store, add, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def published(city):
    """The city after an edition that was written, approved and published here."""
    draft = city.planned()
    purpose = "組織改正により、課の名称が変わったため。"
    planning.plan(city.act(Role.EDITOR), draft.id, TODAY, "amendment", purpose)
    city.submitted(draft.id)
    city.published(draft.id)
    return city


def test_an_edition_tells_who_wrote_approved_and_published_it_and_why(published, signed_in):
    page = words(signed_in(Role.VIEWER).get(PAGE))
    newest = page[: page.index("第1版")]
    assert "理由組織改正により、課の名称が変わったため。" in newest
    assert "加わった変更箇所事前0件、事後1件" in newest
    for event in (
        "下書きの作成 見本 編集者",
        "承認する（決裁） 見本 承認者",
        "公表する 見本 公表担当",
    ):
        assert event in newest


def test_it_leads_to_the_comparison_with_the_edition_before(published, signed_in):
    page = signed_in(Role.VIEWER).get(PAGE).text
    assert page.count("前の版と比べる") == 1
    assert "old=1&amp;new=2" in page


def test_a_review_stands_at_its_edition(city, signed_in):
    record(city.act(Role.EDITOR), [1], Looked(TODAY, UNCHANGED, "各課に照会した。"))
    page = words(signed_in(Role.VIEWER).get(PAGE))
    assert "見直し・変更なし" in page
    assert "各課に照会した。" in page


def test_an_adopted_edition_says_so(city, signed_in):
    assert "登録（移行）" in signed_in(Role.VIEWER).get(PAGE).text


def test_without_an_edition_the_page_says_what_will_stand_there(city, signed_in):
    draft = city.first(number="8")
    page = signed_in(Role.VIEWER).get(f"/dossiers/{draft.dossier_id}/history").text
    assert "公表した版はまだありません。" in page


def test_the_page_is_accessible_where_there_is_little_room(published, live, page, axe):
    live.sign_in(page, Role.EDITOR)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live.address + PAGE)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
