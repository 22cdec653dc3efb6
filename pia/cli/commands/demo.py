"""`pia demo`: the sample city in a home of its own, ready to be tried."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from pia.cli import home
from pia.cli.commands.serve import host_option, is_loopback, port_option, run
from pia.cli.japanese import Command
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, UsageRefused
from pia.operations.demo import PASSWORD, USERS, fill
from pia.publication.lock import locked
from pia.web.settings import DemoLogin, WebSettings

#: Stands in a home while it is being filled, and once it is full.
_FILLING, _FILLED = "demo-filling", "demo-filled"
#: What a home of anybody holds.
_THINGS = ("pia.sqlite3", "pia.sqlite3-wal", "pia.sqlite3-shm", "site", "secret.key")


@click.command(cls=Command, name="demo")
@host_option()
@port_option()
@click.option("--no-serve", is_flag=True, help="見本を用意するだけで、動かさない")
def command(host: str, port: int, no_serve: bool) -> None:
    """架空の市(みほん市)の見本で、ウェブアプリケーションを試します。

    空の PIA_HOME に見本を入れてから動かします。二度目からは、そのまま続きから動かします。
    前の版のプログラムで作った見本は、控えを取ってから、このプログラムの形に改めます。
    """
    given = home.home()
    if given.database:
        hint = "PIA_DATABASE_URL を外してください。"
        raise UsageRefused("見本は、ほかのデータベースには入れられません", hint=hint)
    if not is_loopback(host):
        raise NotAllowed("見本は、この端末の中だけで動かせます", where=host)
    prepare(given)
    for user in USERS:
        click.echo(f"{user.name}\t{PASSWORD}\t{user.title}\t{user.display_name}")
    if no_serve:
        return
    logins = tuple(DemoLogin(user.name, PASSWORD, user.title) for user in USERS)
    with home.opened(given) as store:
        run(replace(given, demo_logins=logins), store, host, port)


def prepare(given: WebSettings) -> None:
    """Fill a home with the sample city, unless it is filled already; that of an older program is upgraded.

    Raises NotAllowed for a home that holds anything else, or the sample of a newer program.
    """
    place = given.home
    if (place / _FILLED).is_file():
        with home.closing_store(given) as store:
            store.prepare()
        return
    if not (place / _FILLING).is_file() and any((place / name).exists() for name in _THINGS):
        hint = "PIA_HOME に、まだないフォルダか空のフォルダを指定してください。"
        message = "このフォルダには見本でないデータがあります"
        raise NotAllowed(message, where=str(place), hint=hint)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with _alone(place):
            _fill(given)
    except OSError as error:
        hint = "書き込めるかを確かめてください。"
        raise InputRefused("見本を用意できません", where=str(place), hint=hint) from error


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Let one process at a time fill a home. Raises ChangedMeanwhile for another."""
    try:
        with locked(place / "demo-lock"):
            yield
    except ChangedMeanwhile as error:
        hint = "それが終わってから、もう一度実行してください。"
        message = "ほかの pia demo が見本を用意しています"
        raise ChangedMeanwhile(message, where=str(place), hint=hint) from error


def _fill(given: WebSettings) -> None:
    """Fill a home from the beginning; what an interrupted run left of its own goes first."""
    place = given.home
    if (place / _FILLED).is_file():
        return  # another process was first
    (place / _FILLING).touch()
    for name in _THINGS:
        thing = place / name
        if thing.is_dir():
            shutil.rmtree(thing)
        else:
            thing.unlink(missing_ok=True)
    click.echo("見本を用意しています。少しお待ちください。", err=True)
    with home.closing_store(given) as store:
        store.prepare()
        fill(store, place / "site", home.now())
    (place / _FILLING).rename(place / _FILLED)
