"""団体, 評価実施機関, 課 and 事務 on their pages."""

from datetime import date

import pytest

from tests.web.administering import banner, errors, owners, posted


def test_an_empty_store_begins_with_the_city(boss, store):
    page = boss.get("/admin/ownership").text
    assert "はじめに団体を登録してください。" in page
    assert boss.get("/admin/ownership/divisions/new").location == "/admin/ownership/municipality"
    answer = posted(boss, "/admin/ownership/municipality", name="みほん市", code="９９９９９－７")
    assert (answer.status_code, answer.location) == (303, "/admin/ownership")
    with store.reading() as work:
        city = work.ownership.municipalities()[0]
    assert (city.name, city.code) == ("みほん市", "999997")
    page = boss.get("/admin/ownership").text
    assert "団体を保存しました。" in page
    for words in (
        "評価実施機関はまだありません。",
        "課はまだありません。",
        "事務はまだありません。",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("99999", "団体コードとして読めません"),
        ("999998", "団体コードが正しくありません"),
        ("みほん市", "団体コードとして読めません"),
    ],
)
def test_a_code_that_cannot_be_is_refused_and_stays_on_the_page(boss, city, code, words):
    answer = posted(boss, "/admin/ownership/municipality", name="みほん町", code=code)
    assert answer.status_code == 422
    assert words in banner(answer)
    assert f'value="{code}"' in answer.text
    assert 'value="みほん町"' in answer.text


def test_a_division_is_added_with_its_day(boss, city, store):
    answer = posted(
        boss,
        "/admin/ownership/divisions/new",
        name=" 教育部　学校教育課 ",
        begins_on="令和７年４月１日",
    )
    assert answer.status_code == 303
    division = owners(store)[0][-1]
    assert (division.name, division.begins_on) == ("教育部 学校教育課", date(2025, 4, 1))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "", "begins_on": "2025-04-01"}, ["課の名称を入れてください。"]),
        ({"name": "課"}, ["設置日を入れてください。"]),
        (
            {"name": "課", "begins_on": "令和7年4月"},
            ["「令和7年4月1日」か「2025-04-01」のように書いてください。"],
        ),
        ({"name": "課" * 201, "begins_on": "2025-04-01"}, ["200文字までにしてください。"]),
        (
            {"name": "課\x00", "begins_on": "2025-04-01"},
            ["制御文字が入っています（課の名称 2文字目 U+0000）。その文字を消してください。"],
        ),
    ],
)
def test_an_error_stands_at_its_field_with_what_was_typed(boss, city, store, fields, words):
    answer = posted(boss, "/admin/ownership/divisions/new", contact="内線1203", **fields)
    assert (answer.status_code, errors(answer)) == (422, words)
    assert 'value="内線1203"' in answer.text
    assert len(owners(store)[0]) == 2


def test_a_duplicate_is_refused(boss, city, store):
    fields = {"name": "税務部市民税課", "begins_on": "平成27年4月1日"}
    answer = posted(boss, "/admin/ownership/divisions/new", **fields)
    assert answer.status_code == 422
    assert "同じ日に始まる同じ名前の課が登録されています" in banner(answer)
    task = {"organisation": "1", "division": "1", "name": "個人住民税の賦課に関する事務"}
    answer = posted(boss, "/admin/ownership/tasks/new", **task)
    assert "この評価実施機関には同じ名前の事務が登録されています" in banner(answer)
    answer = posted(boss, "/admin/ownership/organisations/new", name="みほん市長")
    assert "同じ名前の評価実施機関が登録されています" in banner(answer)


def test_a_renamed_division_hands_its_tasks_to_its_successor(boss, city, store):
    fields = {"ends_on": "令和7年3月31日", "successors": "2"}
    assert posted(boss, "/admin/ownership/divisions/1/end", **fields).status_code == 303
    divisions, tasks = owners(store)
    assert (divisions[0].ends_on, divisions[0].successors) == (date(2025, 3, 31), (2,))
    assert tasks[0].division_id == 2
    page = boss.get("/admin/ownership").text
    assert "後継：財務部市民税課" in page
    assert "/divisions/1/end" not in page


def test_a_division_without_one_successor_leaves_its_tasks_to_be_given(boss, city, store):
    posted(boss, "/admin/ownership/divisions/1/end", ends_on="2025-03-31")
    assert "廃止された課" in boss.get("/admin/ownership").text
    assert posted(boss, "/admin/ownership/tasks/1", division="2").status_code == 303
    assert owners(store)[1][0].division_id == 2
    assert "廃止された課" not in boss.get("/admin/ownership").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends_on": "平成20年1月1日"}, "廃止日が設置日より前です"),
        ({"ends_on": "2025-03-31", "successors": "1"}, "一覧から選んでください。"),
        ({"ends_on": "2025-03-31", "successors": "甲"}, "一覧から選んでください。"),
    ],
)
def test_an_end_that_cannot_be_is_refused(boss, city, store, fields, words):
    answer = posted(boss, "/admin/ownership/divisions/1/end", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert owners(store)[0][0].ends_on is None


def test_a_division_ends_once(boss, city):
    posted(boss, "/admin/ownership/divisions/1/end", ends_on="2025-03-31")
    answer = posted(boss, "/admin/ownership/divisions/1/end", ends_on="2025-03-30")
    assert (answer.status_code, "この課は廃止済みです" in banner(answer)) == (403, True)


def test_a_task_ends_and_stays_in_the_list(boss, city, store):
    posted(boss, "/admin/ownership/tasks/1", division="1", ended_on="令和7年3月31日")
    assert owners(store)[1][0].ended_on == date(2025, 3, 31)
    assert 'value="令和7年3月31日"' in boss.get("/admin/ownership/tasks/1").text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("municipality", {"name": "みほん町", "code": ""}),
        ("divisions/1", {"contact": "内線1"}),
        ("divisions/1/end", {"ends_on": "2025-03-31"}),
        ("tasks/1", {"division": "2"}),
    ],
)
def test_a_page_that_shows_something_else_changes_nothing(boss, city, store, path, fields):
    before = owners(store)
    for seen in ({"seen": "0" * 16}, {}):
        answer = boss.send(f"/admin/ownership/{path}", fields | seen)
        assert answer.status_code == 409
        assert "ほかの人が先に変更しています" in banner(answer)
        assert "今の内容を開く" in answer.text
    assert owners(store) == before
