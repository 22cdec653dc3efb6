"""Accounts: who may make and change them, and that an administrator always remains."""

import pytest

from pia.accounts import sessions
from pia.accounts.sessions import Lengths
from pia.accounts.users import add_user, reset_password, set_roles, switch_off, switch_on
from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed, PathNotFound
from tests.accounts.conftest import AT

LAST = "管理者がいなくなります"


def test_the_first_user_is_an_administrator_made_by_the_program(store, audited):
    user, password = add_user(store, "KANRI", " 見本 部長 ", [Role.ADMINISTRATOR], AT, None)
    assert (user.name, user.display_name, user.one_time) == ("kanri", "見本 部長", True)
    assert len(password) == 19
    assert audited() == [("add-user", f"user {user.id}", "pia", {"roles": ["administrator"]})]


def test_the_first_user_cannot_be_anybody_else(store):
    with pytest.raises(NotAllowed, match="最初の利用者は管理者でなければなりません"):
        add_user(store, "hensyu", "見本 花子", [Role.EDITOR], AT, None)


def test_once_there_are_users_only_administrators_add_more(store, editor):
    with pytest.raises(NotAllowed, match="利用者を加えられるのは管理者です"):
        add_user(store, "mata", "見本 太郎", [Role.ADMINISTRATOR], AT, None)
    with pytest.raises(NotAllowed, match="この操作をする権限がありません"):
        add_user(store, "mata", "見本 太郎", [Role.VIEWER], AT, editor[0].actor)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("花子", "見本 花子", [Role.EDITOR]), "利用者名に使えない文字があります"),
        (("h", "見本 花子", [Role.EDITOR]), "利用者名に使えない文字があります"),
        (("hanako", "　", [Role.EDITOR]), "氏名が空です"),
        (("hanako", "見本 花子", []), "役割がありません"),
        (("BOSS", "見本 花子", [Role.EDITOR]), "その利用者名はもう使われています"),
    ],
)
def test_a_user_who_cannot_be_made_is_refused(store, boss, given, said):
    name, display_name, roles = given
    with pytest.raises(InputRefused, match=said):
        add_user(store, name, display_name, roles, AT, boss)


def test_roles_are_replaced_and_audited(store, boss, editor, audited):
    number = editor[0].id
    changed = set_roles(store, number, [Role.APPROVER, Role.VIEWER], AT, boss)
    assert changed.roles == {Role.APPROVER, Role.VIEWER}
    details = {"roles": ["approver", "viewer"]}
    assert audited() == [("set-roles", f"user {number}", "boss", details)]


def test_an_account_is_switched_off_and_on(store, boss, editor):
    number = editor[0].id
    assert not switch_off(store, number, AT, boss).is_active
    assert switch_on(store, number, AT, boss).is_active


def test_a_reset_password_is_one_time_and_ends_the_sessions(store, boss, editor):
    token = sessions.start(store, editor[0], {}, AT, Lengths()).token
    user, password = reset_password(store, editor[0].id, AT, boss)
    assert user.one_time
    assert password != editor[1]
    assert sessions.find(store, token, AT) is None


def test_the_last_administrator_stays(store, boss, editor):
    with pytest.raises(NotAllowed, match=LAST):
        switch_off(store, boss.id, AT, boss)
    with pytest.raises(NotAllowed, match=LAST):
        set_roles(store, boss.id, [Role.EDITOR], AT, boss)
    with store.reading() as work:
        user = work.users.get(boss.id)
    assert user.is_active
    assert user.roles == {Role.ADMINISTRATOR}


def test_an_administrator_who_is_switched_off_does_not_count_as_one(store, boss, editor):
    set_roles(store, editor[0].id, [Role.ADMINISTRATOR], AT, boss)
    switch_off(store, editor[0].id, AT, boss)
    with pytest.raises(NotAllowed, match=LAST):
        switch_off(store, boss.id, AT, boss)


@pytest.mark.parametrize("act", [switch_off, switch_on, reset_password])
def test_only_administrators_change_accounts(store, boss, editor, act):
    with pytest.raises(NotAllowed):
        act(store, boss.id, AT, editor[0].actor)
    with pytest.raises(NotAllowed):
        set_roles(store, boss.id, [Role.VIEWER], AT, editor[0].actor)


def test_nobody_is_changed_where_there_is_nobody(store, boss):
    with pytest.raises(PathNotFound, match="利用者が見つかりません"):
        set_roles(store, 99, [Role.EDITOR], AT, boss)
