"""Accounts: made, given roles, switched off and on, helped after a forgotten password.

An installation always keeps an active administrator: otherwise nobody could let anyone in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from random import Random, SystemRandom

from pia.accounts.addresses import checked_address
from pia.accounts.names import checked
from pia.accounts.passwords import hash_password, one_time_password
from pia.approval.roles import TITLES, Actor, Role
from pia.errors import InputRefused, NotAllowed
from pia.store.audit import PROGRAM
from pia.store.records import User
from pia.store.work import Store, Work


def add_user(  # noqa: PLR0913, PLR0917 - a user is all of this
    store: Store,
    name: str,
    display_name: str,
    roles: Iterable[Role],
    at: datetime,
    by: Actor | None,
    *,
    division_id: int | None = None,
    random: Random | None = None,
) -> tuple[User, str]:
    """Return a new user and the password to hand over, which must be changed at first log-in.

    `by` is None only for the first user of a store, who must be an administrator. Raises
    NotAllowed, InputRefused.
    """
    name, display_name, wanted = checked(name), _filled(display_name), _some(roles)
    password = one_time_password(random or SystemRandom())
    digest = hash_password(password)
    with store.writing() as work:
        _may_add(work, wanted, by)
        if work.users.named(name):
            hint = "別の利用者名にしてください。"
            raise InputRefused("その利用者名はもう使われています", where=name, hint=hint)
        user = work.users.add(
            name, display_name, digest, wanted, one_time=True, division_id=division_id, at=at
        )
        _audit(work, "add-user", user, at, by)
    return user, password


def set_roles(store: Store, number: int, roles: Iterable[Role], at: datetime, by: Actor) -> User:
    """Return a user with other roles. Raises NotAllowed, InputRefused, PathNotFound."""
    by.need(Role.ADMINISTRATOR)
    wanted = _some(roles)
    with store.writing() as work:
        work.users.give_roles(work.users.get(number).id, wanted)
        return _kept(work, "set-roles", number, at, by)


def set_email(store: Store, number: int, email: str, at: datetime, by: Actor) -> User:
    """Return a user whose notices are mailed to an address, "" for nowhere. Raises as `set_roles`.

    The audit says that it was changed, and not to what.
    """
    by.need(Role.ADMINISTRATOR)
    address = checked_address(email) if email.strip() else None
    with store.writing() as work:
        work.users.change(number, email=address)
        return _kept(work, "set-email", number, at, by)


def switch_off(store: Store, number: int, at: datetime, by: Actor) -> User:
    """Return a user who can come in no more; their sessions end. Raises as `set_roles`."""
    by.need(Role.ADMINISTRATOR)
    with store.writing() as work:
        work.users.change(number, is_active=False)
        work.sessions.end_all_of(number)
        return _kept(work, "switch-off", number, at, by)


def switch_on(store: Store, number: int, at: datetime, by: Actor) -> User:
    """Return a user who can come in again. Raises NotAllowed, PathNotFound."""
    by.need(Role.ADMINISTRATOR)
    with store.writing() as work:
        work.users.change(number, is_active=True, failures=0, locked_until=None)
        return _kept(work, "switch-on", number, at, by)


def reset_password(
    store: Store, number: int, at: datetime, by: Actor, *, random: Random | None = None
) -> tuple[User, str]:
    """Return a user and the new password to hand over; lockout and sessions of theirs end.

    Raises NotAllowed, PathNotFound.
    """
    by.need(Role.ADMINISTRATOR)
    password = one_time_password(random or SystemRandom())
    digest = hash_password(password)
    with store.writing() as work:
        work.users.change(
            number, password_hash=digest, one_time=True, failures=0, locked_until=None
        )
        work.sessions.end_all_of(number)
        return _kept(work, "reset-password", number, at, by), password


def _may_add(work: Work, roles: frozenset[Role], by: Actor | None) -> None:
    if by is not None:
        by.need(Role.ADMINISTRATOR)
    elif work.users.all():
        hint = "管理者の名前で行ってください。"
        raise NotAllowed("利用者を加えられるのは管理者です", hint=hint)
    else:
        _need_administrator(roles)


def check_first(name: str, display_name: str, roles: Iterable[Role]) -> None:
    """Raise as `add_user` would for the first user of a store, before there is a store."""
    checked(name)
    _filled(display_name)
    _need_administrator(_some(roles))


def _need_administrator(roles: frozenset[Role]) -> None:
    if Role.ADMINISTRATOR not in roles:
        title = TITLES[Role.ADMINISTRATOR]
        hint = f"役割に{title}を含めてください。"
        raise NotAllowed(f"最初の利用者は{title}でなければなりません", hint=hint)


def _filled(display_name: str) -> str:
    if not display_name.strip():
        raise InputRefused("氏名が空です", hint="氏名を入力してください。")
    return display_name.strip()


def _some(roles: Iterable[Role]) -> frozenset[Role]:
    wanted = frozenset(roles)
    if not wanted:
        raise InputRefused("役割がありません", hint="役割を一つ以上選んでください。")
    return wanted


def _kept(work: Work, action: str, number: int, at: datetime, by: Actor) -> User:
    """Return a changed user, audited. Raises NotAllowed where no administrator would be left."""
    user = work.users.get(number)
    if not any(one.is_active and Role.ADMINISTRATOR in one.roles for one in work.users.all()):
        hint = "先に、ほかの利用者を管理者にしてください。"
        raise NotAllowed("管理者がいなくなります", where=user.display_name, hint=hint)
    _audit(work, action, user, at, by)
    return user


def _audit(work: Work, action: str, user: User, at: datetime, by: Actor | None) -> None:
    details = {"roles": sorted(user.roles)}
    who, actor = (by.id, by.name) if by else (None, PROGRAM)
    work.audit.add(action, f"user {user.id}", at=at, user_id=who, actor=actor, details=details)
