"""The audit on its page: who did what, and whether the chain is whole."""

import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event

import pia
from pia.approval.roles import Role
from pia.web.views.audit import action_title
from tests.web.administering import first


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


def test_an_action_that_never_was_is_not_asked_of_the_store(boss, store):
    """PostgreSQL takes no NUL at all."""
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[3]))
    assert "あてはまる記録はありません。" in boss.get("/admin/audit?action=a%00b").text
    assert not any("\0" in str(value) for values in asked for value in values)


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
