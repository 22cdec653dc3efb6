"""見え消し: two states of a 評価書 as one Word file with tracked changes."""

import re
from http import HTTPStatus
from urllib.parse import unquote

import pytest

from pia.approval.roles import Role
from pia.operations import rendering
from tests.exports.accepting import W, marks
from tests.web.approving import FEW, city_of


@pytest.fixture
def city(store, add, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def newer(city):
    """A 評価書 of two editions."""
    city.adopt_newer()
    return city


def test_the_comparison_of_two_editions_leads_to_their_redline(signed_in, newer):
    client = signed_in(Role.VIEWER)
    page = client.get(f"/dossiers/{newer.dossier.id}/compare?old=1&new=2").text
    [(url, words)] = re.findall(r'href="([^"]+/redline\.docx[^"]*)">([^<]+)<', page)
    assert words == "変更履歴つきの評価書（見え消し）：Word(DOCX)"
    answer = client.get(url.replace("&amp;", "&"))
    assert answer.status_code == HTTPStatus.OK
    assert marks(answer.data)
    name = unquote(answer.headers["Content-Disposition"])
    assert re.search(r"見え消し_3_令和\d+年\d+月\d+日から令和\d+年\d+月\d+日\.docx$", name)


def test_states_that_do_not_exist_have_no_redline(signed_in, newer):
    client = signed_in(Role.VIEWER)
    url = f"/dossiers/{newer.dossier.id}/compare/redline.docx"
    assert client.get(f"{url}?old=1&new=7").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{url}?old=1").status_code == HTTPStatus.NOT_FOUND


def test_a_draft_is_handed_out_with_its_changes_tracked(signed_in, city):
    draft = city.planned(department="税務部税務課")
    client = signed_in(Role.VIEWER)
    url = f"/drafts/{draft.id}/redline.docx"
    assert f'href="{url}"' in client.get(f"/drafts/{draft.id}/compare").text
    answer = client.get(url)
    assert [mark.get(f"{W}author") for mark in marks(answer.data)]
    assert "見え消し_3_令和7年4月1日.docx" in unquote(answer.headers["Content-Disposition"])


def test_a_first_edition_has_nothing_to_be_told_from(signed_in, city):
    first = city.first(number="4")
    answer = signed_in(Role.VIEWER).get(f"/drafts/{first.id}/redline.docx")
    assert answer.status_code == HTTPStatus.NOT_FOUND
