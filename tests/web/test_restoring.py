"""The page on which what an earlier edition said comes back into the draft."""

from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from tests.web.approving import city_of
from tests.web.papers import words

PAGE = "/editions/1/restore"


@pytest.fixture
def city(store, add, clock, tmp_path):
    """A city with a second edition: another 課, another way of storing."""
    city = city_of(store, add, clock, tmp_path)
    city.adopt(
        published_on="令和7年3月3日", department="税務部", storage="データセンターに保管する。"
    )
    return city


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


def path_on(page, n=0):
    return page.split('name="path" value="')[n + 1].split('"')[0]


def test_the_page_lists_what_the_earlier_edition_says_otherwise(editor):
    page = words(editor.get(PAGE))
    assert "公表中の版と違う項目（2か所）" in page
    assert "財務部市民税課" in page
    assert "この版の内容で下書きを作る" in page


def test_the_whole_edition_opens_a_draft(editor, city):
    answer = editor.send(PAGE, {"whole": "1"})
    assert answer.location == "/drafts/1"
    assert city.now(1).document.answers["department"] == "財務部市民税課"
    assert "新しい下書きを作り、第1版の記載を下書きに戻しました。" in editor.get("/drafts/1").text


def test_one_item_comes_back_and_leaves_the_list(editor, city):
    path = path_on(editor.get(PAGE).text)
    assert editor.send(PAGE, {"path": path}).status_code == HTTPStatus.SEE_OTHER
    assert city.now(1).document.answers[path] == "財務部市民税課"
    page = words(editor.get(PAGE))
    assert "今の下書きと違う項目（1か所）" in page
    assert "版の全体は戻せません" in page


def test_what_came_back_is_taken_back_with_the_newest_save(editor, city):
    editor.send(PAGE, {"path": path_on(editor.get(PAGE).text)})
    editor.send("/drafts/1/undo", {"sequence": "1"})
    assert city.now(1).document.answers["department"] == "税務部"


def test_the_whole_edition_is_refused_over_what_somebody_wrote(editor, city):
    city.edited(city.started().id, department="財務部")
    answer = editor.send(PAGE, {"whole": "1"})
    assert answer.status_code in {HTTPStatus.CONFLICT, HTTPStatus.FORBIDDEN}
    assert "書きかけの下書きがあります" in answer.text
    assert city.now(1).document.answers["department"] == "財務部"


def test_while_approval_is_asked_for_nothing_is_offered(editor, city):
    city.do(Role.EDITOR, city.planned().id, "request")
    page = editor.get(PAGE).text
    assert "の間は戻せません" in page
    assert 'name="path"' not in page


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"path": "nowhere"},
        {"path": "files[@x].storage"},
        {"path": "[[[["},
        {"path": "あ" * 20_000},
        {"path": "\x00"},
        {"path": "department", "whole": "1"},
    ],
)
def test_what_no_page_sends_is_refused_with_a_sentence(editor, city, fields):
    answer = editor.send(PAGE, fields)
    assert 400 <= answer.status_code < 500
    assert "banner-error" in answer.text or "ありません" in answer.text
    with city.store.reading() as work:
        assert work.drafts.open_of(city.dossier.id) is None


def test_who_only_reads_sees_what_is_otherwise_and_no_button(city, signed_in):
    page = signed_in(Role.VIEWER).get(PAGE).text
    assert "下書きに戻せるのは編集者です。" in page
    assert 'name="path"' not in page


def test_the_edition_in_public_has_nothing_to_bring_back(editor):
    assert "この版と同じです。" in editor.get("/editions/2/restore").text


@pytest.mark.parametrize("page", ["/editions/1", "/dossiers/1/history"])
def test_the_pages_of_editions_lead_editors_there_and_nobody_else(editor, signed_in, page):
    assert f'href="{PAGE}"' in editor.get(page).text
    for role in (Role.VIEWER, Role.APPROVER, Role.PUBLISHER):
        assert "下書きに戻す" not in signed_in(role).get(page).text


def test_the_page_is_accessible_where_there_is_little_room(city, live, page, axe):
    live.sign_in(page, Role.EDITOR)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live.address + PAGE)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
