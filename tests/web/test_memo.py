"""The page of the 起案文: looked over, worded, written out."""

from http import HTTPStatus
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from docx import Document

from pia.approval.roles import Role
from pia.operations import planning
from tests.operations.city import TODAY
from tests.web.drafting import city_of

PAGE = "/drafts/1/memo"
WORDS = {
    "subject": "評価書の修正について（伺い）",
    "asks": "伺います。",
    "reason": "組織改正のため。",
}


@pytest.fixture
def city(store, add, tmp_path):
    city = city_of(store, add, tmp_path)
    city.edited(city.draft.id, department="税務部市民税課")
    return city


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


def told(document):
    """Everything that a Word file tells, as text."""
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_paper_is_shown_before_it_is_written_out(editor):
    page = editor.get(PAGE).text
    assert "の修正について（伺い）" in page
    assert "変更箇所は1件（事前0件、事後1件）です。" in page
    assert "公表予定日" in page


def test_the_words_of_the_writer_stand_in_the_file(editor):
    answer = editor.send(PAGE, WORDS | {"make": "docx"})
    document = Document(BytesIO(answer.data))
    assert document.tables[0].cell(0, 1).text == WORDS["subject"]
    assert "　組織改正のため。" in [one.text for one in document.paragraphs]
    assert "起案文_3_令和7年4月1日.docx" in unquote(answer.headers["Content-Disposition"])


def test_everything_comes_in_one_archive(editor):
    answer = editor.send(PAGE, WORDS | {"make": "zip"})
    assert answer.mimetype == "application/zip"
    assert "起案一式_3_令和7年4月1日.zip" in unquote(answer.headers["Content-Disposition"])
    with ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "起案文.docx"
        assert len(archive.namelist()) == 10
        sheet = Document(BytesIO(archive.read("承認票.docx")))
    assert sheet.paragraphs[0].text == "特定個人情報保護評価書 承認票"
    assert WORDS["subject"] in told(sheet)
    assert "承認の依頼はまだありません。" in told(sheet)
    assert "以上" not in told(sheet)


def test_the_memo_and_the_approval_sheet_have_one_subject(editor, city):
    subject = "特定個人情報保護評価書（個人住民税の賦課に関する事務 重点項目評価書）の修正について（伺い）"
    for page in (PAGE, "/drafts/1/approval/sheet"):
        assert subject in editor.get(page).text


def test_the_sheet_of_the_archive_says_who_approved_when_and_what(editor, city):
    planning.plan(city.act(Role.EDITOR), 1, TODAY, "amendment")
    city.approved(1)
    answer = editor.send(PAGE, WORDS | {"make": "zip"})
    with ZipFile(BytesIO(answer.data)) as archive:
        sheet = told(Document(BytesIO(archive.read("承認票.docx"))))
    digest = city.review(1).digest
    for words in ("決裁済", "見本 承認者", "令和7年4月1日", digest):
        assert words in sheet


def test_words_are_tried_in_the_preview(editor):
    page = editor.send(PAGE, WORDS | {"make": "look"}).text
    assert page.count(WORDS["reason"]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"subject": ""}, "件名がありません"),
        ({"reason": "理" * 200_000}, "理由が長すぎます"),
        ({"asks": "伺\x00い"}, "制御文字が入っています"),
    ],
)
def test_what_cannot_be_printed_is_told_and_stays_on_the_page(editor, words, said):
    answer = editor.send(PAGE, WORDS | words | {"make": "zip"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert WORDS["subject"] in answer.text or "subject" in words


def test_the_reason_is_kept_with_the_plan_and_comes_back(editor, city):
    editor.send(
        "/drafts/1/plan",
        {"purpose": "組織改正により、課の名称が変わったため。", "kind": "amendment"},
    )
    assert city.now(1).purpose == "組織改正により、課の名称が変わったため。"
    assert "組織改正により" in editor.get("/drafts/1").text
    assert "組織改正により" in editor.get(PAGE).text


def test_a_reason_that_is_far_too_long_stays_on_the_page(editor, city):
    answer = editor.send("/drafts/1/plan", {"purpose": "理" * 5_000, "kind": "amendment"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "この版を作る理由が長すぎます" in answer.text
    assert "理" * 5_000 in answer.text
    assert city.now(1).purpose == ""


def test_a_draft_that_is_not_there_has_no_paper(editor):
    assert editor.get("/drafts/99/memo").status_code == HTTPStatus.NOT_FOUND


def test_the_page_is_accessible_where_there_is_little_room(city, live, page, axe):
    live.sign_in(page, Role.EDITOR)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live.address + PAGE)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
