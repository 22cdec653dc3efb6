"""The year by month, planned changes, and 見直し of many at once."""

import re
from http import HTTPStatus
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from pia.approval.roles import Role
from tests.web.approving import city_of
from tests.web.papers import words

PLAN = {"dossier": "1", "title": "標準準拠システムへの移行", "effective_on": "令和8年1月13日"}
REVIEW = {"dossier": "1", "reviewed_on": "令和7年4月1日", "outcome": "unchanged", "note": ""}


@pytest.fixture
def city(store, add, clock, tmp_path):
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


def test_a_planned_change_stands_in_its_month_with_the_latest_days(editor):
    assert editor.send("/year/plans", PLAN).location == "/year?year=2025"
    page = words(editor.get("/year"))
    month = page[page.index("令和8年1月の期日") : page.index("2月〜3月")]
    assert month.count("令和8年1月9日") == 2  # 成人の日 and the weekend stand between
    assert "提出の期限" in month
    assert "変更の実施予定 標準準拠システムへの移行" in month


def test_the_page_says_which_days_the_latest_days_pass_over(editor):
    page = words(editor.get("/year"))
    assert "閉庁日土曜日と日曜日、祝日と振替休日（国民の祝日に関する法律" in page
    assert page.count("。未確認）") >= 2


def test_months_without_anything_are_one_line_and_this_month_its_own(editor):
    editor.send("/year/plans", PLAN)
    page = words(editor.get("/year"))
    assert "4月（今月） 予定はありません。" in page
    assert "5月〜12月 予定はありません。" in page
    assert "2月〜3月 予定はありません。" in page
    assert page.count("予定はありません。") == 3


def test_a_planned_change_is_ended_on_its_page(editor):
    editor.send("/year/plans", PLAN)
    assert "予定を終える" in editor.get("/year").text
    editor.send("/year/plans/1", {"what": "done", "note": "第2版で公表"})
    page = words(editor.get("/year"))
    assert "実施した" in page
    assert "提出の期限" not in page.split("期限の数え方")[0]
    again = editor.send("/year/plans/1", {"what": "dropped"})
    assert "「実施した」と記録済みです" in again.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"dossier": ""}, "評価書が選ばれていません"),
        ({"dossier": "9" * 30}, "送られた番号が正しくありません"),
        ({"dossier": "99"}, "見つかりません"),
        ({"title": ""}, "変更の内容がありません"),
        ({"effective_on": "来年"}, "実施予定日を日付として読めません"),
        ({"detail": "長" * 200_000}, "補足が長すぎます"),
        ({"title": "移\x00行"}, "制御文字"),
    ],
)
def test_what_cannot_be_planned_is_told_and_stays_on_the_page(editor, given, said):
    answer = editor.send("/year/plans", PLAN | given)
    assert 400 <= answer.status_code < 500
    assert said in answer.text
    assert "標準準拠システムへの移行" in answer.text or "title" in given


def test_what_has_to_be_filled_in_says_so_in_words(editor):
    page = words(editor.get("/year"))
    assert re.search(r"実施予定日 ?※必須", page)
    assert "補足（任意）" in page


def test_all_that_is_wrong_with_a_planned_change_is_told_at_once(editor):
    answer = editor.send("/year/plans", {"title": "", "effective_on": "x", "detail": "長" * 2_001})
    assert answer.status_code == 422
    assert "直すところが4つあります。" in answer.text
    for field in ("dossier", "title", "effective_on", "detail"):
        assert f'id="{field}-error"' in answer.text


@pytest.mark.parametrize("year", ["x", "1999", "9999", "２０２５", "2025-04"])
def test_a_year_that_nobody_plans_is_told(editor, year):
    assert editor.get("/year", query_string={"year": year}).status_code == HTTPStatus.NOT_FOUND


def test_a_year_without_anything_says_how_to_begin(editor):
    assert "令和17年度に予定や期日はありません。" in editor.get("/year?year=2035").text


def test_who_only_reads_plans_nothing(city, signed_in):
    page = signed_in(Role.VIEWER).get("/year").text
    assert "予定を加える" not in page.replace("重要な変更の予定を加えると", "")


def test_a_review_without_change_is_recorded_and_moves_the_day(editor):
    assert "過ぎています" in editor.get("/year/reviews").text
    assert editor.send("/year/reviews", REVIEW).location == "/year/reviews"
    page = words(editor.get("/year/reviews"))
    assert "令和7年度に記録した見直し（1件）" in page
    assert "令和8年4月1日" in page
    assert "過ぎています" not in page


def test_all_are_marked_by_a_link(editor, city):
    city.adopt(number="8")
    assert editor.get("/year/reviews").text.count(" checked>") == 1
    page = editor.get("/year/reviews?choose=all").text
    assert page.count('name="dossier"') == page.count(" checked>") - 1 == 2


def test_more_to_look_over_needs_no_more_questions_to_the_store(editor, city, store):
    editor.send("/year/reviews", REVIEW)
    editor.get("/year/reviews")  # takes the banner out of the session
    said = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    editor.get("/year/reviews")
    one = len(said)
    for number in ("8", "9"):
        city.adopt(number=number)
    said.clear()
    assert "（1件）" in editor.get("/year/reviews").text
    assert len(said) == one


def test_the_record_is_filed_as_a_workbook(editor):
    editor.send("/year/reviews", REVIEW | {"note": "=1+1"})
    answer = editor.get("/year/reviews/list.xlsx?year=2025")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    head, row = book.get_sheet_by_name("見直しの記録").to_python()
    assert head[0] == "見直した日"
    assert row[5:8] == ["見直し・変更なし", "=1+1", "見本 編集者"]


def test_the_record_goes_as_csv_too_and_no_cell_is_run(editor):
    editor.send("/year/reviews", REVIEW | {"note": "=1+1"})
    answer = editor.get("/year/reviews/list.csv?year=2025")
    head, row, _ = answer.data.decode("utf-8-sig").split("\r\n")
    assert head.startswith("見直した日,番号,")
    assert row.startswith("令和7年4月1日,3,")
    assert ",'=1+1,見本 編集者," in row
    assert editor.get("/year/reviews/list.pdf").status_code == HTTPStatus.NOT_FOUND


def test_a_review_by_mistake_is_withdrawn_on_its_page_and_stays_in_the_list(editor, signed_in):
    editor.send("/year/reviews", REVIEW)
    [address] = re.findall(r'href="(/year/reviews/\d+/withdraw)"', editor.get("/year/reviews").text)
    assert "評価書番号3「" in editor.get(address).text
    refused = editor.send(address, {"reason": ""})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "取り消す理由を入れてください" in refused.text
    other = signed_in(Role.PUBLISHER)
    assert address not in other.get("/year/reviews").text
    told = other.get(address)
    assert told.status_code == HTTPStatus.FORBIDDEN
    assert "記録した本人か管理者に頼んでください" in told.text
    assert other.send(address, {"reason": "誤り"}).status_code == HTTPStatus.FORBIDDEN
    done = editor.send(address, {"reason": "別の評価書の記録だったため"})
    assert done.location == "/year/reviews"
    page = editor.get("/year/reviews").text
    assert "<s>見直し・変更なし</s>" in page
    assert "（0件、ほかに取消1件）" in page
    assert "取消の理由：別の評価書の記録だったため" in page
    assert address not in page
    assert editor.get(address).status_code == HTTPStatus.CONFLICT
    assert "過ぎています" in page
    assert "取消（見直し・変更なし）" in editor.get("/dossiers/1/history").text
    assert "取消（見本 編集者" in editor.get("/year/reviews/list.csv?year=2025").text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"dossier": "x"}, "送られた評価書が正しくありません"),
        ({"dossier": "99"}, "見つかりません"),
        ({"reviewed_on": "令和7年4月2日"}, "今日より後です"),
        ({"reviewed_on": ""}, "見直した日がありません"),
        ({"outcome": "x"}, "結果が選ばれていません"),
        ({"note": "長" * 200_000}, "メモが長すぎます"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_stays_marked(editor, given, said):
    answer = editor.send("/year/reviews", REVIEW | given)
    assert 400 <= answer.status_code < 500
    assert said in answer.text
    assert 'value="1" checked' in answer.text or "dossier" in given


def test_nothing_marked_is_told(editor):
    fields = {name: value for name, value in REVIEW.items() if name != "dossier"}
    told = editor.send("/year/reviews", fields).text
    assert 'aria-describedby="dossier-error"' in told
    assert re.search(r'id="dossier-error">評価書が選ばれていません', told)


def test_all_that_is_wrong_with_a_review_is_told_at_once(editor):
    given = {"reviewed_on": "x", "outcome": "", "note": "長" * 1_001}
    answer = editor.send("/year/reviews", given)
    for field in ("dossier", "reviewed_on", "outcome", "note"):
        assert f'id="{field}-error"' in answer.text


@pytest.mark.parametrize(
    ("given", "at"), [({"outcome": ""}, "outcome-error"), ({"note": "長" * 1_001}, "note-error")]
)
def test_what_is_wrong_with_a_review_stands_at_its_field(editor, given, at):
    assert f'id="{at}"' in editor.send("/year/reviews", REVIEW | given).text


def test_a_change_that_is_needed_begins_a_draft(editor, city):
    editor.send("/year/reviews", REVIEW | {"outcome": "to_change", "with_drafts": "1"})
    assert city.now(1).dossier_id == 1
    assert "下書きを1件作りました。" in editor.get("/year/reviews").text


def test_the_pages_are_accessible_where_there_is_little_room(editor, live, page, axe):
    editor.send("/year/plans", PLAN)
    editor.send("/year/reviews", REVIEW)
    live.sign_in(page, Role.EDITOR)
    page.set_viewport_size({"width": 320, "height": 800})
    editor.send("/year/reviews/1/withdraw", {"reason": "別の評価書の記録だったため"})
    editor.send("/year/reviews", REVIEW)
    paths = (
        "/year",
        "/year/reviews",
        "/year/plans/1",
        "/year?year=2035",
        "/year/reviews/2/withdraw",
    )
    for path in paths:
        page.goto(live.address + path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
