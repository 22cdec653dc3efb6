"""A new 評価書 begun from an edition of another 事務, on the page for new ones."""

import pytest

from pia.approval.roles import Role
from tests.web.approving import city_of
from tests.web.papers import words


@pytest.fixture
def city(store, add, clock, tmp_path):
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


def test_an_edition_leads_to_the_page_with_itself_chosen(editor):
    assert 'href="/dossiers/new?edition=1"' in editor.get("/editions/1").text
    assert '<option value="1" selected>' in editor.get("/dossiers/new?edition=1").text


def test_an_earlier_edition_may_be_chosen_too(editor, city):
    city.adopt_newer()
    page = editor.get("/dossiers/new?edition=1").text
    assert "（令和5年11月6日公表）" in page
    assert "（令和7年3月3日公表）" in page


def test_the_draft_says_what_the_edition_says_and_the_page_what_stayed_behind(editor, city):
    answer = editor.send("/dossiers/new", {"task": "1", "number": "9", "edition": "1"})
    draft = city.now(1)
    assert answer.location == "/drafts/1"
    assert draft.document.answers["department"] == "財務部市民税課"
    page = words(editor.get("/drafts/1"))
    assert "次の項目は引き継いでいません：" in page
    assert "公表日" in page


@pytest.mark.parametrize("edition", ["x", "999", "9" * 20, "-1", "１"])
def test_an_edition_that_is_not_there_is_told(editor, city, edition):
    answer = editor.send("/dossiers/new", {"task": "1", "number": "9", "edition": edition})
    assert 400 <= answer.status_code < 500
    with city.store.reading() as work:
        assert len(work.dossiers.lines()) == 1


@pytest.mark.parametrize("edition", ["x", "999", "9" * 20, "１"])
def test_a_link_to_an_edition_that_is_not_there_is_no_empty_form(editor, edition):
    page = editor.get(f"/dossiers/new?edition={edition}")
    assert page.status_code == 404
    assert "写す版が見つかりません" in page.text


def test_a_number_that_is_taken_is_told_and_the_choice_stays(editor):
    page = editor.send("/dossiers/new", {"task": "1", "number": "3", "edition": "1"}).text
    assert "その評価書番号は使われています" in page
    assert page.count("selected") == 2


def test_who_only_reads_is_offered_nothing(city, signed_in):
    assert "写して新しい評価書" not in signed_in(Role.VIEWER).get("/editions/1").text


def test_the_page_is_accessible_where_there_is_little_room(city, live, page, axe):
    live.sign_in(page, Role.EDITOR)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live.address}/dossiers/new?edition=1")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
