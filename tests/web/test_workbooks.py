"""様式のブックに記入する: a workbook is sent, what has no place is said, the filled one is handed out."""

import re
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.assessment import canonical
from tests.builders import with_thing
from tests.exports.templates import FRAMES, blank, wide
from tests.operations.test_filling import cells
from tests.web import papers
from tests.web.drafting import city_of

SMALL = dict.fromkeys(FRAMES, 1)
URL = "/editions/1/workbook"
FILE = {"path": URL, "field": "workbook"}


@pytest.fixture(scope="module")
def template():
    return wide(blank(**SMALL))


@pytest.fixture
def publisher(signed_in):
    client = signed_in(Role.PUBLISHER)
    papers.register(client, kind="first")
    return client


def more():
    """The published document with a second システム, for which the small template has no frame."""
    return canonical(with_thing(papers.DOCUMENT, "systems", "b", name="宛名システム")).encode()


def download_of(answer):
    return re.findall(r'href="(/workbooks/[^"]+)"', answer.text)[0]


def test_a_filled_workbook_is_handed_out_to_the_session_that_asked(publisher, signed_in, template):
    answer = papers.send(publisher, ("様式.xlsx", template), **FILE)
    assert answer.status_code == HTTPStatus.OK
    assert "すべて記入しました" in answer.text
    made = publisher.get(download_of(answer))
    assert "個人住民税の賦課に関する事務" in cells(made.data).values()
    assert made.headers["Content-Disposition"].startswith("attachment")
    assert made.headers["Content-Type"].endswith("spreadsheetml.sheet")
    other = signed_in(Role.PUBLISHER).get(download_of(answer))
    assert other.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_has_no_place_is_said_before_the_file_is_handed_out(signed_in, template):
    client = signed_in(Role.PUBLISHER)
    papers.register(client, more(), kind="first")
    page = papers.words(papers.send(client, ("様式.xlsm", template), **FILE))
    assert "書けなかったものが1件あります" in page
    assert "システム2の欄がありません" in page
    assert page.index("システム2の欄") < page.index("記入したブックを受け取る")


def test_a_draft_is_written_as_it_will_be_printed(signed_in, store, add, tmp_path, template):
    client = signed_in(Role.VIEWER)
    draft = f"/drafts/{city_of(store, add, tmp_path).draft.id}"
    link = f"{draft}/workbook"
    assert link in client.get(draft).text
    answer = papers.send(
        client, ("様式.xlsx", template), path=link, field="workbook", face="public"
    )
    name = client.get(download_of(answer)).headers["Content-Disposition"]
    assert "%E4%B8%8B%E6%9B%B8%E3%81%8D" in name  # 下書き


REFUSED = [
    ((), "ファイルが選ばれていません"),
    ((("様式.xlsx", b""),), "ファイルが空です"),
    ((("様式.xlsx", b"PK\x03\x04"),), "ファイルが壊れています"),
    ((("様式.docx", "文章".encode()),), "Excel(xlsx)のファイルではありません"),
    ((("一.xlsx", b"a"), ("二.xlsx", b"b")), "ファイルが2つ以上選ばれています"),
    ((("様式.xlsx", papers.bomb()),), "Excel(xlsx)のファイルではありません"),
]


@pytest.mark.parametrize(("files", "words"), REFUSED)
def test_what_is_no_template_is_refused_on_the_page(publisher, files, words):
    answer = papers.send(publisher, *files, **FILE)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in answer.text
    assert "記入する</button>" in answer.text


def test_a_workbook_that_is_gone_is_a_page_with_a_sentence(publisher):
    answer = publisher.get("/workbooks/unbekannt")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "もう一度ファイルを選んでください。" in answer.text


def chosen(name, data):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.mark.parametrize("width", [1200, 320])
def test_the_result_is_accessible_and_has_room(page, live, axe, width, template):
    page.set_viewport_size({"width": width, "height": 900})
    live.sign_in(page, Role.PUBLISHER)
    page.goto(f"{live.address}/register")
    page.get_by_label("評価書のファイル").set_input_files(chosen("評価書.json", more()))
    page.get_by_role("button", name="読み込んで確かめる").click()
    page.get_by_role("button", name="版として登録する").click()
    page.goto(f"{live.address}{URL}")
    axe(page)
    page.get_by_label("様式のブック").set_input_files(chosen("様式.xlsx", template))
    page.get_by_role("button", name="記入する").click()
    page.get_by_role("heading", name="結果").wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
