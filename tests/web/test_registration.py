"""Registering a published document: sent, looked over, and only then kept."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from tests.web import papers

REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.fixture
def editor(signed_in):
    return signed_in(Role.EDITOR)


@pytest.fixture
def look(editor):
    """The address of the page on which a document is looked over."""
    return papers.send(editor, ("評価書.txt", papers.text())).location


def count(store):
    with store.reading() as work:
        return len(work.dossiers.lines()), len(work.ownership.municipalities())


def waiting(settings):
    folder = settings.home / "uploads"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_before_anything_is_kept_the_page_says_what_was_read(editor, look, store):
    page = papers.words(editor.get(look))
    assert "まだ何も登録していません" in page
    assert re.search(r"読み取れた項目 [1-9]\d*件", page)
    assert re.search(r"確かめてほしい項目 [1-9]\d*件", page)
    assert "団体「みほん市」" in page
    assert "事務「個人住民税の賦課に関する事務」" in page
    assert "新規（推定）" in page
    assert count(store) == (0, 0)


def test_what_was_read_and_may_be_wrong_is_named_with_its_reason(editor):
    short = "書庫に施錠して保管する。鍵は所属長が保管する。開庁時間外は、鍵を所属長から受けて"
    text = papers.text(storage=short)
    page = papers.words(editor.get(papers.send(editor, ("評価書.txt", text)).location))
    assert "読み取れたが、確かめてほしい項目（1件）" in page
    assert "保管場所：文の途中で切れている可能性があります。" in page


def test_after_a_yes_it_is_an_edition_and_the_files_no_longer_wait(editor, look, store, settings):
    answer = editor.send(look, {"button": "register", "kind": "reassessment"})
    assert answer.location == "/editions/1/reading"
    assert count(store) == (1, 1)
    assert waiting(settings) == []
    with store.reading() as work:
        edition = work.editions.get(1)
        assert (edition.kind, edition.origin) == ("reassessment", "adopted")
        assert work.attachments.data(1) == papers.text()
    assert "公表済みの版（移行）として登録しました" in editor.get(answer.location).text


def test_a_double_click_registers_once(editor, look, store):
    editor.send(look, {"button": "register"})
    again = editor.send(look, {"button": "register"})
    assert again.status_code == REFUSED
    assert "もう一度ファイルを選んで" in again.text
    assert count(store) == (1, 1)


def test_what_a_person_corrects_goes_before_what_was_read(editor, look, store):
    said = {"number": "31", "organisation": "みほん市教育委員会", "published_on": "2024-01-09"}
    again = editor.send(look, {"button": "again", "division": "学務課"} | said)
    assert "評価実施機関「みほん市教育委員会」" in again.text
    assert "課「学務課」" in again.text
    assert count(store) == (0, 0)
    editor.send(look, {"button": "register", "division": "学務課"} | said)
    page = papers.words(editor.get("/dossiers/1"))
    assert "31" in page
    assert "令和6年1月9日" in page


def test_it_can_be_read_into_a_draft(editor, look):
    assert editor.send(look, {"button": "draft"}).location == "/drafts/1"


def test_letting_go_removes_the_files(editor, look, settings):
    assert len(waiting(settings)) == 1
    assert editor.send(look, {"button": "cancel"}).location == "/register"
    assert waiting(settings) == []


def test_a_further_edition_is_recognised(editor, store):
    papers.register(editor)
    newer = papers.stored("lineage2", published_on="令和6年11月6日")
    look = papers.send(editor, ("次.json", newer)).location
    page = papers.words(editor.get(look))
    assert "登録済みの評価書に版を加えます：3 個人住民税の賦課に関する事務の第2版" in page
    editor.send(look, {"button": "register", "kind": "amendment"})
    with store.reading() as work:
        assert work.editions.get(2).document.lineage == "lineage1"


def test_the_same_edition_twice_is_told_before_and_refused(editor):
    papers.register(editor)
    look = papers.send(editor, ("同じ.json", papers.stored())).location
    assert "令和5年11月6日の第1版は登録済みです" in editor.get(look).text
    answer = editor.send(look, {"button": "register", "number": "3"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "令和5年11月6日の版は登録済みです" in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"published_on": "2025-04-02"}, "公表日が今日より後です"),
        ({"published_on": "春"}, "公表日を日付として読めません"),
        ({"kind": "novel"}, "その版の種類はありません"),
        ({"kind": "reissue"}, "その版の種類はありません"),
        ({"number": "あ" * 201}, "評価書番号が長すぎます"),
        ({"task": "事務\x07"}, "制御文字が入っています"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(editor, look, store, fields, sentence):
    typed = {"button": "register", "organisation": "みほん町長"} | fields
    answer = editor.send(look, typed)
    assert answer.status_code == REFUSED
    assert sentence in answer.text
    assert 'value="みほん町長"' in answer.text
    assert count(store) == (0, 0)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("会議録.txt", "第1回会議録\n出席者".encode()), "様式3"),
        (("空.txt", b""), "ファイルが空です"),
        (("大.txt", b"a" * 21_000_000), "ファイルが大きすぎます"),
        (("爆弾.docx", papers.bomb()), "大きすぎ"),
        (("壊.docx", b"PK\x03\x04broken"), "壊"),
        (("文書.pdf", b"%PDF-1.7"), "PDF"),
        (("x.json", b"{"), "JSON"),
        (("x.json", b'{"schema": "\\ud800"}'), ""),
        (("", b""), "ファイルが選ばれていません"),
    ],
)
def test_what_is_no_assessment_is_refused_with_a_sentence(editor, settings, file, sentence):
    answer = papers.send(editor, file)
    assert answer.status_code == REFUSED
    assert sentence in answer.text
    assert "評価書のファイル" in answer.text
    assert waiting(settings) == []


def test_more_than_is_ever_read_is_refused(editor):
    answer = papers.send(editor, ("大.txt", b"a" * 25_100_000))
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_the_files_of_one_person_are_not_found_by_another(look, signed_in):
    other = signed_in(Role.EDITOR, name="other")
    assert other.get(look).status_code == REFUSED
    assert other.send(look, {"button": "register"}).status_code == REFUSED


@pytest.mark.parametrize("token", ["nothing", "..", "%2e%2e", "a" * 300])
def test_a_token_that_nobody_was_given_finds_nothing(editor, token):
    assert editor.get(f"/register/{token}").status_code in {REFUSED, HTTPStatus.NOT_FOUND}


def test_files_that_nobody_came_back_for_go_after_a_day(editor, look, settings, clock, signed_in):
    old = waiting(settings)[0]
    made = old.stat().st_mtime
    clock.at = clock.at.fromtimestamp(made, clock.at.tzinfo) + timedelta(days=2)
    papers.send(signed_in(Role.EDITOR), ("評価書.json", papers.stored()))
    assert old not in waiting(settings)
    assert len(waiting(settings)) == 1


def test_a_person_has_at_most_five_uploads_waiting(editor, settings):
    for _ in range(7):
        papers.send(editor, ("評価書.json", papers.stored()))
    assert len(waiting(settings)) == 5


@pytest.mark.parametrize("role", [Role.VIEWER, Role.APPROVER])
def test_who_may_not_register_is_told(signed_in, role):
    assert signed_in(role).get("/register").status_code == HTTPStatus.FORBIDDEN


def test_the_pages_are_accessible_with_errors_too(live, page, axe):
    live.sign_in(page, Role.EDITOR)
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live.address}/register")
        axe(page)
        page.get_by_label("評価書のファイル").set_input_files(_file("会議録.txt", b"abc def"))
        page.get_by_role("button", name="読み込んで確かめる").click()
        assert page.get_by_role("alert").is_visible()
        axe(page)
        page.get_by_label("評価書のファイル").set_input_files(_file("評価書.txt", papers.text()))
        page.get_by_role("button", name="読み込んで確かめる").click()
        page.get_by_role("heading", name="登録の前の確認").wait_for()
        axe(page)
        page.get_by_label("公表日").fill("いつか")
        page.get_by_role("button", name="公表済みの版として登録する").click()
        assert page.get_by_role("alert").is_visible()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _file(name, data):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_nobody_is_led_to_a_page_that_is_not_theirs(signed_in):
    for role, is_led in ((Role.EDITOR, True), (Role.PUBLISHER, False)):
        assert ('href="/dossiers/new"' in signed_in(role).get("/register").text) == is_led
