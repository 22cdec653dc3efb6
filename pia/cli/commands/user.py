"""`pia user`: accounts from the command line; the first one of a home too."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from pia.accounts import users
from pia.approval.roles import TITLES, Role
from pia.cli import home, options
from pia.cli.groups import Group
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations.act import Act
from pia.store.engine import sqlite_address
from pia.store.records import User
from pia.store.work import Store
from pia.web.settings import WebSettings


def _roles(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[Role, ...]:
    """Return roles written by their key or their title. Raises UsageRefused."""
    known = {role.value: role for role in Role} | {title: r for r, title in TITLES.items()}
    for word in given:
        if word not in known:
            words = "・".join(f"{role}({title})" for role, title in TITLES.items())
            raise InputRefused(
                "その役割はありません", where=word, hint=f"選べるのは {words} です。"
            )
    return tuple(known[word] for word in given)


def _name() -> Callable[[Any], Any]:
    return click.argument("name", metavar="NAME")


def _role_option() -> Callable[[Any], Any]:
    words = "・".join(TITLES.values())
    return click.option(
        "--role",
        "roles",
        metavar="ROLE",
        multiple=True,
        required=True,
        callback=_roles,
        help=f"役割(繰り返せる): {words}",
    )


@click.group(cls=Group, name="user")
def command() -> None:
    """利用者を登録し、役割を決め、止めます。"""


@command.command()
@_name()
@_role_option()
@click.option("--display-name", metavar="TEXT", help="氏名(既定は利用者名)")
@home.as_option(required=False)
def add(name: str, roles: tuple[Role, ...], display_name: str | None, as_user: str | None) -> None:
    """利用者を加え、一度だけ使えるパスワードを表示します。

    最初の利用者は管理者で、--as は要りません。二人目からは --as に管理者を指定します。
    """
    given, shown = home.home(), display_name or name
    if as_user is None:
        user, password = _first(given, name, shown, roles)
    else:
        with home.opened(given) as store:
            act = home.acting(store, as_user)
            user, password = users.add_user(store, name, shown, roles, act.at, act.actor)
    click.echo(f"{user.name}（{user.display_name}、{_titles(user)}）を加えました。", err=True)
    _hand_over(password)


@command.command(name="list")
@options.as_json
@home.as_option()
def list_(as_json: bool, as_user: str) -> None:
    """利用者の一覧を表示します。"""
    with home.opened(home.home()) as store:
        home.acting(store, as_user).actor.need(Role.ADMINISTRATOR)
        with store.reading() as work:
            found = work.users.all()
    if as_json:
        click.echo(json.dumps([_as_json(user) for user in found], ensure_ascii=False, indent=1))
        return
    for user in found:
        click.echo("\t".join((user.name, user.display_name, _titles(user), _state(user))))


@command.command()
@_name()
@_role_option()
@home.as_option()
def role(name: str, roles: tuple[Role, ...], as_user: str) -> None:
    """利用者の役割を、指定したものに改めます。"""
    user = _done(as_user, name, lambda a, n: users.set_roles(a.store, n, roles, a.at, a.actor))
    click.echo(f"{user.name}（{user.display_name}）の役割は{_titles(user)}です。", err=True)


@command.command()
@_name()
@home.as_option()
def off(name: str, as_user: str) -> None:
    """利用者を止めます。ログインできなくなり、記録は残ります。"""
    user = _done(as_user, name, lambda a, n: users.switch_off(a.store, n, a.at, a.actor))
    click.echo(f"{user.name}（{user.display_name}）を利用停止にしました。", err=True)


@command.command()
@_name()
@home.as_option()
def on(name: str, as_user: str) -> None:
    """止めた利用者を、また使えるようにします。"""
    user = _done(as_user, name, lambda a, n: users.switch_on(a.store, n, a.at, a.actor))
    click.echo(f"{user.name}（{user.display_name}）を利用できるようにしました。", err=True)


@command.command(name="reset-password")
@_name()
@home.as_option()
def reset_password(name: str, as_user: str) -> None:
    """新しい、一度だけ使えるパスワードを表示します。"""
    user, password = _done(
        as_user, name, lambda a, n: users.reset_password(a.store, n, a.at, a.actor)
    )
    click.echo(f"{user.name}（{user.display_name}）のパスワードを改めました。", err=True)
    _hand_over(password)


def _done(as_user: str, name: str, operation: Callable[[Act, int], Any]) -> Any:
    """Do one operation of an administrator on a user."""
    with home.opened(home.home()) as store:
        act = home.acting(store, as_user)
        act.actor.need(Role.ADMINISTRATOR)
        with store.reading() as work:
            number = home.user_named(work, name).id
        return operation(act, number)


def _first(
    given: WebSettings, name: str, display_name: str, roles: Iterable[Role]
) -> tuple[User, str]:
    """Make the first account. Raises NotAllowed where there is one.

    What is refused leaves nothing behind, not even empty tables.
    """
    if home.is_missing(given):
        with _new_home(given) as store:
            return users.add_user(store, name, display_name, roles, home.now(), None)
    with home.closing_store(given) as store:
        if not home.is_prepared(store):
            users.check_first(name, display_name, roles)
            store.prepare()
        elif home.has_users(store):
            hint = "--as に管理者の利用者名を指定してください。"
            raise NotAllowed("利用者を加えられるのは管理者です", hint=hint)
        return users.add_user(store, name, display_name, roles, home.now(), None)


@contextmanager
def _new_home(given: WebSettings) -> Iterator[Store]:
    """Give a store beside its place in a home, and put it there only when all went well."""
    file = given.home / "pia.sqlite3"
    given.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.home, prefix=".pia-") as folder:
        beside = Path(folder) / file.name
        store = Store.at(sqlite_address(beside))
        try:
            store.prepare()
            yield store
        finally:
            store.close()
        if file.exists():
            raise ChangedMeanwhile("ほかの人が先に最初の利用者を作りました", where=str(file))
        beside.rename(file)


def _hand_over(password: str) -> None:
    click.echo("次のパスワードを本人に渡してください。最初のログインで変更します。", err=True)
    click.echo(password)


def _titles(user: User) -> str:
    return "・".join(title for role, title in TITLES.items() if role in user.roles)


def _state(user: User) -> str:
    if not user.is_active:
        return "利用停止"
    return "パスワード未変更" if user.one_time else "利用中"


def _as_json(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "display_name": user.display_name,
        "roles": sorted(user.roles),
        "is_active": user.is_active,
        "one_time": user.one_time,
    }
