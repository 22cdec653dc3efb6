"""Users on their pages: one-time passwords, roles, switching off."""

import re

import pytest

from pia.accounts.signing_in import sign_in
from pia.approval.roles import Role
from tests.web.administering import PASSWORD, banner, errors, first
from tests.web.conftest import BEGINNING


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
