"""`pia user`: the first account without anybody, the others by an administrator."""

import json
import re

import pytest

from pia.accounts.signing_in import sign_in
from pia.approval.roles import Role
from pia.cli.home import now
from pia.store.engine import sqlite_address
from pia.store.work import Store
from tests.cli.homes import looking, things
from tests.cli.running import pia, sentence

PASSWORD = re.compile(r"([2-9a-z]{4}-){3}[2-9a-z]{4}\n")


def test_the_first_administrator_gets_a_password_for_one_log_in(empty_home):
    done = pia("user", "add", "Kanri", "--role", "administrator", "--display-name", "伊藤 裕子")
    assert done.code == 0
    assert done.err.splitlines() == [
        "kanri（伊藤 裕子、管理者）を加えました。",
        "次のパスワードを本人に渡してください。最初のログインで変更します。",
    ]
    assert PASSWORD.fullmatch(done.out)
    assert things(empty_home) == {"pia.sqlite3"}
    store = Store.at(sqlite_address(empty_home / "pia.sqlite3"))
    user = sign_in(store, "kanri", done.out.strip(), now())
    store.close()
    assert (user.display_name, user.one_time) == ("伊藤 裕子", True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("henshu", "--role", "editor"), 4, "最初の利用者は管理者でなければなりません。"),
        (("管理", "--role", "管理者"), 3, "利用者名に使えない文字があります。"),
        (("kanri", "--role", "boss"), 3, "その役割はありません（boss）。"),
        (("kanri",), 2, "--role を指定してください"),
    ],
)
def test_a_first_user_that_cannot_be_leaves_no_database(empty_home, arguments, code, words):
    assert sentence(pia("user", "add", *arguments), code=code).startswith(words)
    assert things(empty_home) == set()


def test_the_second_user_is_added_by_an_administrator_who_stands_in_the_audit(home):
    done = pia("user", "add", "shonin", "--role", "承認者", "--role", "editor", "--as", "kanri")
    assert done.code == 0
    with looking(home) as work:
        user = work.users.named("shonin")
        entry = work.audit.entries(1)[0]
    assert user.roles == {Role.APPROVER, Role.EDITOR}
    assert (entry.action, entry.actor) == ("add-user", "kanri")


@pytest.mark.parametrize(
    ("by", "code", "words"),
    [
        ((), 4, "利用者を加えられるのは管理者です。--as に管理者の利用者名を指定してください。"),
        (("--as", "henshu"), 4, "この操作をする権限がありません（佐藤 美咲）。"),
        (("--as", "dareka"), 4, "その名前の利用者はいません（dareka）。"),
    ],
)
def test_nobody_else_adds_users(home, by, code, words):
    done = pia("user", "add", "shonin", "--role", "approver", *by)
    assert sentence(done, code=code).startswith(words)
    with looking(home) as work:
        assert work.users.named("shonin") is None


def test_a_name_that_is_taken_is_refused(home):
    done = pia("user", "add", "HENSHU", "--role", "editor", "--as", "kanri")
    assert sentence(done) == (
        "その利用者名はもう使われています（henshu）。別の利用者名にしてください。"
    )


def test_the_list_shows_roles_and_states(home):
    pia("user", "off", "henshu", "--as", "kanri")
    done = pia("user", "list", "--as", "kanri")
    assert done.out.splitlines() == [
        "kanri\t伊藤 裕子\t管理者\tパスワード未変更",
        "henshu\t佐藤 美咲\t編集者\t利用停止",
    ]
    listed = json.loads(pia("user", "list", "--as", "kanri", "--json").out)
    assert [(user["name"], user["is_active"]) for user in listed] == [
        ("kanri", True),
        ("henshu", False),
    ]
    assert pia("user", "list", "--as", "henshu").code == 4


def test_who_is_switched_off_acts_no_more_until_switched_on(home):
    pia("user", "role", "henshu", "--role", "administrator", "--as", "kanri")
    assert pia("user", "off", "henshu", "--as", "kanri").code == 0
    assert sentence(pia("user", "list", "--as", "henshu"), code=4) == (
        "その利用者は利用停止中です（henshu）。"
    )
    assert pia("user", "on", "henshu", "--as", "kanri").code == 0
    assert pia("user", "list", "--as", "henshu").code == 0


def test_a_new_password_is_printed_alone_on_standard_output(home):
    done = pia("user", "reset-password", "henshu", "--as", "kanri")
    assert PASSWORD.fullmatch(done.out)
    assert done.err.startswith("henshu（佐藤 美咲）のパスワードを改めました。\n")


def test_the_last_administrator_stays(home):
    words = "管理者がいなくなります（伊藤 裕子）。先に、ほかの利用者を管理者にしてください。"
    assert sentence(pia("user", "off", "kanri", "--as", "kanri"), code=4) == words
    done = pia("user", "role", "kanri", "--role", "editor", "--as", "kanri")
    assert sentence(done, code=4) == words


def test_a_user_who_is_not_there_is_refused(home):
    done = pia("user", "off", "dareka", "--as", "kanri")
    assert sentence(done) == (
        "その名前の利用者はいません（dareka）。pia user list で利用者名を確かめてください。"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("user", "of"), "pia user of というコマンドはありません。近いのは off です。"),
        (("user",), "コマンドを指定してください（pia user）。"),
        (("user", "off", "henshu"), "--as を指定してください（pia user off）。"),
    ],
)
def test_a_wrong_command_line_is_one_sentence(home, arguments, words):
    assert sentence(pia(*arguments), code=2).startswith(words)
