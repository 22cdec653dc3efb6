"""The page of an edition: looked at, its files handed out, those of an adopted one made."""

from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.operations import comments, rendering
from tests.web import papers
from tests.web.approving import city_of


@pytest.fixture(autouse=True)
def _few_formats(monkeypatch):
    """Leave out what takes long to render."""
    monkeypatch.setattr(rendering, "RENDERED", ("html", "csv", "json"))


@pytest.fixture
def publisher(signed_in):
    client = signed_in(Role.PUBLISHER)
    papers.register(client, kind="first")
    return client


def test_an_edition_shows_its_facts_and_its_digest(publisher, store):
    page = papers.words(publisher.get("/editions/1"))
    with store.reading() as work:
        digest = work.editions.get(1).digest
    assert "令和5年11月6日" in page
    assert digest in page
    assert "移行" in page


def test_the_document_brings_its_own_style_and_nothing_else(publisher):
    for path in ("/editions/1/document", "/editions/1/document?face=public"):
        answer = publisher.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "style-src 'sha256-" in policy
        assert "unsafe" not in policy
        assert "個人住民税の賦課に関する事務" in answer.text


def test_files_are_made_once_and_handed_out_as_they_are(publisher, signed_in, store):
    assert "公表用ファイルを作る" in publisher.get("/editions/1").text
    assert publisher.send("/editions/1/issue").location == "/editions/1#files"
    again = publisher.send("/editions/1/issue")
    assert again.status_code == HTTPStatus.FORBIDDEN
    assert "もうあります" in again.text
    with store.reading() as work:
        files = work.issues.of_edition(1)[0].renderings
        kept = {file.id: work.issues.data(file.id) for file in files}
    viewer = signed_in(Role.VIEWER)
    for file in files:
        answer = viewer.get(f"/editions/1/files/{file.id}")
        assert answer.data == kept[file.id]
        assert answer.headers["Content-Type"] == file.media_type
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_site_that_cannot_be_written_is_told_and_the_files_stay(publisher, settings):
    (settings.home / "site").write_text("x")
    assert publisher.send("/editions/1/issue").location == "/editions/1#files"
    page = publisher.get("/editions/1").text
    assert "ウェブサイトを書き出せませんでした" in page
    assert "公表用ファイルを作る" not in page


def test_only_publishers_make_files(publisher, signed_in):
    assert "公表用ファイルを作る" not in signed_in(Role.EDITOR).get("/editions/1").text
    assert signed_in(Role.EDITOR).send("/editions/1/issue").status_code == HTTPStatus.FORBIDDEN


def test_unread_items_are_told_with_the_way_to_complete_them(publisher):
    number = papers.register(publisher, papers.text(number="8"), "評価書.txt", kind="first")
    page = publisher.get(f"/editions/{number}").text
    assert "読み取れていない項目が残っています" in page
    assert f'href="/editions/{number}/reading"' in page


@pytest.mark.parametrize("path", ["/editions/9", "/editions/9/document", "/editions/1/files/1"])
def test_what_does_not_exist_is_said_in_a_sentence(publisher, path):
    answer = publisher.get(path)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "見つかりません" in answer.text


def test_the_page_is_accessible_and_the_document_has_its_style(live, page, axe, publisher):
    publisher.send("/editions/1/issue")
    live.sign_in(page, Role.PUBLISHER)
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live.address}/editions/1")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{live.address}/editions/1/document")
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 1


def test_an_edition_leads_to_the_comments_on_the_draft_it_came_from(
    store, add, clock, tmp_path, signed_in
):
    city = city_of(store, add, clock, tmp_path)
    draft = city.planned()
    thread = comments.add(city.act(Role.EDITOR), draft.id, "department", "新しい課名ですか。")
    comments.resolve(city.act(Role.EDITOR), draft.id, thread)
    city.submitted(draft.id)
    edition = city.published(draft.id)
    reader = signed_in(Role.VIEWER)
    assert "コメント（1）" in reader.get(f"/editions/{edition.id}").text
    assert "コメント（" not in reader.get("/editions/1").text
