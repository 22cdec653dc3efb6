"""The page of a 評価書: editions, drafts, the 基礎項目評価書, files handed in."""

from datetime import date
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.web.uploads import safe_name
from tests.web import papers

DAYS = {"conducted_on": "令和6年6月3日", "published_on": "2024-06-10"}


def attach(client, *files, **days):
    given = files or (("基礎.pdf", b"%PDF-1.7 x"),)
    return papers.send(client, *given, path="/dossiers/1/basic", field="file", **(DAYS | days))


@pytest.fixture
def editor(signed_in):
    client = signed_in(Role.EDITOR)
    papers.register(client, kind="first")
    return client


def test_an_assessment_shows_its_owner_its_editions_and_its_source(editor):
    papers.register(editor, papers.stored(published_on="令和6年11月6日"), kind="amendment")
    page = papers.words(editor.get("/dossiers/1"))
    assert "財務部市民税課" in page
    assert page.index("第2版公表中") < page.index("第1版")
    assert "修正移行" in page
    assert "評価書.json" in page


def test_a_draft_is_begun_from_the_page_and_then_opened(editor):
    assert "下書きを始める" in editor.get("/dossiers/1").text
    editor.send("/dossiers/1/drafts")
    page = editor.get("/dossiers/1").text
    assert "下書きを始める" not in page
    assert 'href="/drafts/1"' in page


def test_who_reads_is_offered_nothing_to_do(editor, signed_in):
    page = signed_in(Role.VIEWER).get("/dossiers/1").text
    assert "下書きを始める" not in page
    assert "基礎項目評価書を加える" not in page


def test_a_division_that_ended_is_shown_with_its_successor(editor, store):
    with store.writing() as work:
        old = work.ownership.divisions()[0]
        new = work.ownership.add_division(old.municipality_id, "税務課", old.begins_on)
        work.ownership.end_division(old.id, date(2025, 3, 31), (new.id,))
    said = "財務部市民税課（令和7年3月31日廃止。後継：税務課）"
    assert said in editor.get("/dossiers/1").text


def test_the_basic_assessment_is_kept_listed_and_saved_as_it_was(editor):
    assert attach(editor).location == "/dossiers/1#basic"
    page = editor.get("/dossiers/1")
    assert "令和6年6月3日" in page.text
    answer = editor.get("/dossiers/1/files/2")
    assert answer.data == b"%PDF-1.7 x"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/octet-stream"


@pytest.mark.parametrize(
    ("days", "files", "sentence"),
    [
        ({"conducted_on": ""}, (), "実施日がありません"),
        ({"conducted_on": "いつか"}, (), "実施日を日付として読めません"),
        ({"conducted_on": "2025-04-02"}, (), "公表日が実施日より前です"),
        ({"published_on": "2025-04-02"}, (), "公表日が今日より後です"),
        ({}, (("空.pdf", b""),), "ファイルが空です"),
        ({}, (("a.pdf", b"a"), ("b.pdf", b"b")), "ファイルが2つ以上選ばれています"),
        ({}, (("", b""),), "ファイルが選ばれていません"),
        ({}, (("大.pdf", b"0" * 21_000_000),), "ファイルが大きすぎます"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(editor, days, files, sentence):
    answer = attach(editor, *files, **days)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in answer.text
    assert f'value="{(DAYS | days)["published_on"]}"' in answer.text


@pytest.mark.parametrize(
    "path", ["/dossiers/9", "/dossiers/1/files/9", "/dossiers/9/files/1", "/dossiers/x"]
)
def test_what_does_not_exist_is_said_in_a_sentence(editor, path):
    answer = editor.get(path)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "見つかりません" in answer.text


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\文書\\評価書.pdf", "評価書.pdf"),
        ("../../etc/passwd", "passwd"),
        ("改\r\n行.pdf", "改_行.pdf"),
        ("評価書\u202efdp.exe", "評価書_fdp.exe"),
        ("…" * 200 + ".pdf", "…" * 76 + ".pdf"),
        ("..", "ファイル"),
    ],
)
def test_names_of_files_are_made_safe(name, kept):
    assert safe_name(name) == kept


def test_the_page_is_accessible_wide_and_narrow(live, page, axe, editor):
    live.sign_in(page, Role.EDITOR)
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live.address}/dossiers/1")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
