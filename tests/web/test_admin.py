"""What administrators look after: 団体, 課, 事務, users, the audit."""

import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest

import pia
from pia.accounts.signing_in import sign_in
from pia.approval.roles import Role
from pia.operations import ownership
from pia.operations.act import Act, civil_day
from pia.web.views.audit import action_title
from tests.web.conftest import BEGINNING
from tests.web.routes import ROUTES

BOSS = {Role.ADMINISTRATOR.value}
PAGES = [
    "/admin",
    "/admin/audit",
    "/admin/ownership",
    "/admin/ownership/municipality",
    "/admin/ownership/organisations/new",
    "/admin/ownership/divisions/new",
    "/admin/ownership/divisions/1",
    "/admin/ownership/divisions/1/end",
    "/admin/ownership/tasks/new",
    "/admin/ownership/tasks/1",
    "/admin/users",
    "/admin/users/new",
    "/admin/users/1",
    "/admin/users/1/password",
]
PASSWORD = re.compile(r"(?:[2-9a-z]{4}-){3}[2-9a-z]{4}")


@pytest.fixture
def boss(signed_in):
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def city(store, boss):
    """みほん市 with two 課 and a 事務."""
    act = Act(store, boss.user.actor, BEGINNING, civil_day(BEGINNING))
    city = ownership.add_municipality(act, "みほん市", "999997")
    mayor = ownership.add_organisation(act, city.id, "みほん市長")
    tax = ownership.add_division(act, city.id, "税務部市民税課", date(2015, 4, 1))
    ownership.add_division(act, city.id, "財務部市民税課", date(2025, 4, 1))
    ownership.add_task(act, mayor.id, tax.id, "個人住民税の賦課に関する事務")
    return act


def posted(client, path, **fields):
    """Fill in the form of a page as it stands, and send it."""
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(path).text)
    return client.send(path, {"seen": seen[1] if seen else ""} | fields)


def first(pattern, text):
    """What a pattern finds first on a page."""
    found = re.search(pattern, text)
    assert found, pattern
    return found[found.lastindex or 0]


def errors(answer):
    """The errors at the fields of a page."""
    return re.findall(r'class="field-error"[^>]*>([^<]*)<', answer.text)


def banner(answer):
    """The sentences of the banner of a page."""
    found = answer.text.partition('class="banner ')[2].partition("</form>")[0]
    return re.sub(r"<[^>]*>|\s", "", found)


def owners(store):
    with store.reading() as work:
        return work.ownership.divisions(), work.ownership.tasks()


# --- who may ------------------------------------------------------------------------------------


def test_every_route_here_is_for_administrators_alone():
    nouns = {"admin", "audit", "ownership", "users"}
    mine = {name: roles for name, roles in ROUTES.items() if name.split(".")[0] in nouns}
    assert len(mine) == 19
    assert all(roles == BOSS for roles in mine.values())


@pytest.mark.parametrize("path", PAGES)
def test_others_are_refused_and_administrators_see_the_page(signed_in, boss, city, path):
    others = signed_in(*(role for role in Role if role is not Role.ADMINISTRATOR))
    assert others.get(path).status_code == 403
    answer = boss.get(path)
    assert answer.status_code == 200
    main = answer.text.partition("<main")[2]
    assert not re.findall(r"(?:style|onclick)=", main)


def test_others_change_nothing(signed_in, city, store):
    others = signed_in(Role.EDITOR, Role.PUBLISHER)
    before = owners(store)
    for path in ("divisions/new", "divisions/1/end", "tasks/1", "municipality"):
        assert others.send(f"/admin/ownership/{path}", {"name": "課"}).status_code == 403
    for path in ("new", "1/roles", "1/off", "1/on", "1/password"):
        assert others.send(f"/admin/users/{path}", {"roles": "viewer"}).status_code == 403
    assert owners(store) == before


@pytest.mark.parametrize("path", ["divisions/99", "divisions/99/end", "tasks/99"])
def test_what_is_not_there_is_said(boss, city, path):
    answer = boss.get(f"/admin/ownership/{path}")
    assert answer.status_code == 404
    assert "見つかりません" in answer.text
    assert boss.send(f"/admin/ownership/{path}").status_code == 404


@pytest.mark.parametrize("act", ["roles", "off", "on", "password"])
def test_a_user_who_is_not_there_is_said(boss, act):
    answer = boss.send(f"/admin/users/99/{act}", {"roles": "editor"})
    assert answer.status_code == 404
    assert "利用者が見つかりません" in answer.text


# --- 団体 and what belongs to it ----------------------------------------------------------------


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


# --- users --------------------------------------------------------------------------------------


def test_a_new_user_comes_in_with_the_password_that_is_shown_once(boss, city, store):
    fields = {"name": "Sato", "display_name": "佐藤 美咲", "roles": ["editor", "viewer"]}
    answer = boss.send("/admin/users/new", fields | {"division": "2"})
    assert answer.status_code == 200
    password = first(PASSWORD, answer.text)
    user = sign_in(store, "sato", password, BEGINNING)
    assert (user.display_name, user.one_time, user.division_id) == ("佐藤 美咲", True, 2)
    assert user.roles == {Role.EDITOR, Role.VIEWER}
    page = boss.get("/admin/users").text
    assert "佐藤 美咲" in page
    assert password not in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ["利用者名を入れてください。", "氏名を入れてください。", "役割を入れてください。"]),
        (
            {"name": "sato", "display_name": "佐藤", "roles": "king", "division": "99"},
            ["一覧から選んでください。", "一覧から選んでください。"],
        ),
    ],
)
def test_an_incomplete_user_is_refused_at_the_fields(boss, fields, words):
    answer = boss.send("/admin/users/new", fields)
    assert (answer.status_code, errors(answer)) == (422, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [("administrator", "その利用者名はもう使われています"), ("佐藤", "使えない文字があります")],
)
def test_a_name_that_cannot_be_is_refused(boss, name, words):
    fields = {"name": name, "display_name": "佐藤 美咲", "roles": "editor"}
    answer = boss.send("/admin/users/new", fields)
    assert answer.status_code == 422
    assert words in banner(answer)
    assert 'value="佐藤 美咲"' in answer.text
    assert re.search(r'value="editor" checked', answer.text)


def test_roles_are_changed_unless_somebody_was_first(boss, add, store):
    user = add(Role.EDITOR)
    path = f"/admin/users/{user.id}"
    seen = first(r'name="seen" value="(.*?)"', boss.get(path).text)
    fields = {"seen": seen, "roles": ["approver", "viewer"]}
    assert boss.send(f"{path}/roles", fields).status_code == 303
    answer = boss.send(f"{path}/roles", fields | {"roles": "publisher"})
    assert (answer.status_code, "ほかの人が先に役割を" in banner(answer)) == (409, True)
    with store.reading() as work:
        assert work.users.get(user.id).roles == {Role.APPROVER, Role.VIEWER}


def test_a_user_without_role_is_refused(boss, add):
    user = add(Role.EDITOR)
    answer = boss.send(f"/admin/users/{user.id}/roles", {"seen": "x"})
    assert (answer.status_code, errors(answer)) == (422, ["役割を入れてください。"])


def test_who_is_switched_off_is_out_at_once_and_may_come_back(boss, signed_in):
    editor = signed_in(Role.EDITOR)
    path = f"/admin/users/{editor.user.id}"
    assert editor.get("/password").status_code == 200
    assert boss.send(f"{path}/off").status_code == 303
    assert editor.get("/password").status_code == 302
    assert "利用停止" in boss.get("/admin/users").text
    assert boss.send(f"{path}/on").status_code == 303
    assert "利用できるようにしました。" in boss.get(path).text


def test_the_last_administrator_stays(boss, add, store):
    with store.reading() as work:
        others = [u.id for u in work.users.all() if u.id != boss.user.id]
    for number in others:
        boss.send(f"/admin/users/{number}/off")
    answer = boss.send(f"/admin/users/{boss.user.id}/off")
    assert (answer.status_code, "管理者がいなくなります" in banner(answer)) == (403, True)


def test_a_new_password_is_asked_for_first_and_shown_once(boss, add, store):
    user = add(Role.EDITOR)
    path = f"/admin/users/{user.id}/password"
    assert "今のパスワードは使えなくなり" in boss.get(path).text
    password = first(PASSWORD, boss.send(path).text)
    assert sign_in(store, user.name, password, BEGINNING).one_time


# --- the audit ----------------------------------------------------------------------------------


def test_the_audit_shows_who_did_what_the_newest_first(boss, city, add):
    boss.send(f"/admin/users/{add(Role.EDITOR).id}/off")
    page = boss.get("/admin/audit").text
    assert "書き換えられた記録はありません。" in page
    rows = re.findall(r'data-label="操作">(.*?)<', page)
    assert rows[:2] == ["利用停止", "利用者の追加"]
    assert "個人住民税" not in page


def test_the_audit_is_narrowed_to_a_person_and_an_action(boss, city):
    query = {"user": boss.user.id, "action": "owner-add"}
    page = boss.get("/admin/audit", query_string=query).text
    assert re.findall(r'data-label="操作">(.*?)<', page) == ["団体・機関・課・事務の追加"] * 5
    assert '<option value="owner-add" selected>' in page
    nothing = boss.get("/admin/audit", query_string={"action": "draft-edit"}).text
    assert "あてはまる記録はありません。" in nothing


@pytest.mark.parametrize(
    "query", ["user=x", "before=x", "before=-1", f"before={10**30}", "action=%00", "user=1&user=2"]
)
def test_the_audit_takes_any_address(boss, query):
    assert boss.get(f"/admin/audit?{query}").status_code == 200


def test_older_entries_are_on_the_next_page(boss, store, clock):
    with store.writing() as work:
        for count in range(60):
            work.audit.add("sign-in", f"user {count + 100}", at=clock())
    page = boss.get("/admin/audit").text
    older = first(r'href="([^"]*before=[^"]*)"', page).replace("&amp;", "&")
    assert page.count('data-label="操作"') == 50
    page = boss.get(older).text
    assert "最新の記録へ" in page
    assert "利用者 109" in page
    assert "利用者 110" not in page


def test_a_rewritten_entry_is_shouted_about(boss, store, tmp_path):
    with sqlite3.connect(tmp_path / "pia.sqlite3") as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET actor = 'dareka' WHERE id = 1")
    connection.close()
    page = boss.get("/admin/audit").text
    assert "つながらない記録が1件あります" in page


def test_a_long_chain_is_checked_when_somebody_asks(boss, monkeypatch):
    monkeypatch.setattr("pia.web.pages.audit._CHECKED_AT_ONCE", 0)
    page = boss.get("/admin/audit").text
    assert "書き換えられた記録はありません。" not in page
    link = first(r'href="([^"]*)">記録のつながりを確かめる<', page)
    assert "書き換えられた記録はありません。" in boss.get(link).text


def test_every_action_has_a_name_that_people_read():
    root = Path(pia.__file__).parent
    text = "".join(file.read_text("utf-8") for file in sorted(root.rglob("*.py")))
    call = (
        r'(?:\bact\.note\(\s*work,|\.audit\.add\(|_audit\(\s*work,|_kept\(\s*work,)\s*"([a-z-]+)"'
    )
    actions = set(re.findall(call, text))
    assert {"draft-start", "sign-in", "switch-off", "owner-add"} <= actions
    unnamed = {action for action in actions if action_title(action) == "その他の操作"}
    assert unnamed == set()
    assert action_title("step-approve") == "承認する（決裁）"


# --- in a browser -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 1200])
def test_the_pages_are_accessible_and_fit_the_screen(live, page, axe, city, width):
    live.sign_in(page, Role.ADMINISTRATOR)
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(live.address.rstrip("/") + path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_administrator_works_by_keyboard(live, page, axe, city, store):
    live.sign_in(page, Role.ADMINISTRATOR)
    page.goto(f"{live.address}admin/ownership/divisions/new")
    page.get_by_label("課の名称").fill("教育部学校教育課")
    page.get_by_label("設置日").fill("あした")
    page.keyboard.press("Enter")
    page.wait_for_selector(".field-error")
    axe(page)
    page.get_by_label("設置日").fill("令和7年4月1日")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/ownership")
    assert page.get_by_text("課を加えました。").is_visible()
    assert owners(store)[0][-1].name == "教育部学校教育課"
