"""Files that were prepared to do harm, sent by a person who is signed in: a page says what is wrong."""

import os
import signal
import threading
from functools import partial
from html import escape
from http import HTTPStatus
from io import BytesIO

import pytest

from pia.approval.roles import Role
from pia.exports import export
from pia.imports import SourceFile, apart, readers
from pia.imports.apart import read_apart
from tests.bad.test_hostile_shapes import SHAPES
from tests.bad.test_packages import REFUSED
from tests.web import papers
from tests.web.drafting import city_of

ANSWER = HTTPStatus.UNPROCESSABLE_ENTITY
BOOKS = [name for name in REFUSED if name.endswith(".xlsx")]
#: Read by the same code whichever page sends them: some of each kind are enough here.
SOME = ["注釈の列", "項目名と答えの繰り返し"]


#: Where a page says something else of a file than `import` does.
TEMPLATES = {
    "scan.xlsx": "様式3(重点項目評価書)のブックではありません（scan.xlsx）。見つかった項目は0個です。"
}
SHEETS = {"scan.xlsx": "照会票のファイルではありません（scan.xlsx）。"}


def says(answer, words):
    """Whether a page says what happened, to which file, and what to do."""
    message, _, rest = words.partition("（")
    name, _, hint = rest.partition("）。")
    return all(escape(part) in answer.text for part in (message, name, hint))


@pytest.fixture
def editor(signed_in):
    return signed_in(Role.EDITOR, Role.PUBLISHER)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_to_be_registered_is_refused_on_the_page(editor, settings, name):
    make, words = REFUSED[name]
    answer = papers.send(editor, (name, make()))
    assert answer.status_code == ANSWER
    assert says(answer, words)
    assert not list((settings.home / "uploads").glob("*"))


@pytest.mark.parametrize("shape", SOME)
def test_a_file_of_a_hostile_shape_is_refused_on_the_page(editor, shape):
    answer = papers.send(editor, ("評価書.html", SHAPES[shape]))
    assert answer.status_code == ANSWER
    assert "エラー" in answer.text
    assert "評価書.html" in answer.text


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_to_be_filled_in_is_refused_on_the_page(editor, name):
    papers.register(editor)
    answer = papers.send(
        editor, (name, REFUSED[name][0]()), path="/editions/1/workbook", field="workbook"
    )
    assert answer.status_code == ANSWER
    assert says(answer, TEMPLATES.get(name, REFUSED[name][1]))


@pytest.mark.parametrize("name", BOOKS)
def test_a_sheet_of_answers_is_refused_on_the_page(editor, store, add, tmp_path, name):
    city = city_of(store, add, tmp_path)
    sent = {"file": (BytesIO(REFUSED[name][0]()), name)}
    answer = editor.send(f"/drafts/{city.draft.id}/inquiries/load", sent)
    assert answer.status_code == ANSWER
    assert says(answer, SHEETS.get(name, REFUSED[name][1]))


# --- a file that stops its reader -------------------------------------------------------------


@pytest.fixture(scope="module")
def pdf():
    return export(papers.DOCUMENT, "pdf")


@pytest.fixture
def stopped(pdf):
    """The process that reads PDF, which no longer does anything."""
    apart.read_apart("text", SourceFile("一.txt", "一".encode()))
    process = apart._WORKER._process
    assert process
    pid = process.pid
    os.kill(pid, signal.SIGSTOP)
    yield pid
    apart._WORKER.stop()


def test_a_pdf_that_never_ends_leaves_the_other_pages_answering(
    editor, signed_in, stopped, pdf, monkeypatch
):
    monkeypatch.setattr(readers, "read_apart", partial(read_apart, seconds=3))
    other = signed_in(Role.VIEWER)
    said = []
    sending = threading.Thread(target=lambda: said.append(papers.send(editor, ("a.pdf", pdf))))
    sending.start()
    assert other.get("/").status_code == HTTPStatus.OK
    assert sending.is_alive()
    sending.join()
    assert said[0].status_code == ANSWER
    assert "ファイルの読み取りが3秒で終わりませんでした（a.pdf）" in said[0].text
    assert papers.send(editor, ("a.pdf", pdf)).status_code == HTTPStatus.SEE_OTHER


def test_a_pdf_over_which_the_reader_dies_is_refused_and_the_next_is_read(editor, stopped, pdf):
    killer = threading.Timer(0.5, os.kill, [stopped, signal.SIGKILL])
    killer.start()
    answer = papers.send(editor, ("a.pdf", pdf))
    killer.join()
    assert answer.status_code == ANSWER
    assert "ファイルの読み取りが途中で止まりました（a.pdf）" in answer.text
    assert papers.send(editor, ("a.pdf", pdf)).status_code == HTTPStatus.SEE_OTHER


def test_two_people_send_at_once_and_both_are_answered(signed_in, pdf):
    people = [signed_in(Role.EDITOR), signed_in(Role.EDITOR)]
    sent = [("a.pdf", pdf), ("b.html", export(papers.DOCUMENT, "html"))]
    said = {}
    threads = [
        threading.Thread(target=lambda n=n: said.update({n: papers.send(people[n], sent[n])}))
        for n in (0, 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {n: one.status_code for n, one in said.items()} == dict.fromkeys(
        (0, 1), HTTPStatus.SEE_OTHER
    )
    assert said[0].location != said[1].location
