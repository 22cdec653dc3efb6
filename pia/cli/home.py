"""The home of the store commands: its store, and who acts (`--as`). Here the clock is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pia.accounts.names import folded
from pia.errors import InputRefused, NotAllowed
from pia.operations.act import Act, civil_day
from pia.store.migrating import newest
from pia.store.records import User
from pia.store.work import Store, Work
from pia.web.settings import WebSettings, from_environment

#: What makes the first account of a home.
FIRST_USER = "pia user add 利用者名 --role administrator で、最初の管理者を作ってください。"


def as_option(*, required: bool = True) -> Callable[[Any], Any]:
    """Return --as: the user in whose name a command acts."""
    text = "だれの操作として行うか(利用者名。監査記録に残る)"
    return click.option("--as", "as_user", metavar="USER", required=required, help=text)


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)  # noqa: TID251 - this is the door


def home() -> WebSettings:
    """Return the settings of the home that the environment names."""
    return from_environment(os.environ)


def database_file(given: WebSettings) -> Path | None:
    """Return the SQLite file of a home, None where PIA_DATABASE_URL names another database."""
    return None if given.database else given.home / "pia.sqlite3"


def is_missing(given: WebSettings) -> bool:
    """Return whether a home has no database file yet; looking does not make one."""
    file = database_file(given)
    return file is not None and not file.exists()


@contextmanager
def closing_store(given: WebSettings) -> Iterator[Store]:
    """Give the store of a home as it is found, and close it."""
    store = Store.at(given.database_address)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened(given: WebSettings) -> Iterator[Store]:
    """Give the store of a home with accounts.

    Raises NotAllowed for a home without any and for a database of an older or newer program,
    InputRefused for a database of something else.
    """
    if is_missing(given):
        raise _nobody(given)
    with closing_store(given) as store:
        if not is_prepared(store) or not has_users(store):
            raise _nobody(given)
        yield store


def is_prepared(store: Store) -> bool:
    """Return whether a database has the tables of this program, False for an empty one.

    Raises NotAllowed for an older or newer one, InputRefused for one of something else.
    """
    current = store.revision()
    if current is None:
        return False
    if current < newest():
        where = f"データベース {current}、プログラム {newest()}"
        hint = "pia db upgrade を実行してください。"
        raise NotAllowed("データベースがこのプログラムより古い形です", where=where, hint=hint)
    store.prepare()  # nothing to do, or refused: it is newer
    return True


def has_users(store: Store) -> bool:
    """Return whether a prepared store has an account."""
    with store.reading() as work:
        return bool(work.users.all())


def acting(store: Store, name: str) -> Act:
    """Return the act of a user, now. Raises NotAllowed for one who is unknown or switched off."""
    with store.reading() as work:
        user = work.users.named(folded(name))
    if user is None:
        hint = "--as には、登録済みの利用者名を指定してください。"
        raise NotAllowed("その名前の利用者はいません", where=name, hint=hint)
    if not user.is_active:
        raise NotAllowed("その利用者は利用停止中です", where=name)
    at = now()
    return Act(store, user.actor, at, civil_day(at))


def user_named(work: Work, name: str) -> User:
    """Return the user that a command is about. Raises InputRefused."""
    user = work.users.named(folded(name))
    if user is None:
        hint = "pia user list で利用者名を確かめてください。"
        raise InputRefused("その名前の利用者はいません", where=name, hint=hint)
    return user


def _nobody(given: WebSettings) -> NotAllowed:
    where = "PIA_DATABASE_URL" if given.database else str(given.home)
    return NotAllowed("まだ利用者がいません", where=where, hint=FIRST_USER)
