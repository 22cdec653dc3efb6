"""`pia backup`: a checked copy of the database while people work in it."""

from __future__ import annotations

from pathlib import Path

import click

from pia.approval.roles import Role
from pia.cli import home
from pia.cli.japanese import Command
from pia.errors import UsageRefused
from pia.store.backup import backup


@click.command(cls=Command, name="backup")
@click.option("-o", "--out", metavar="FILE", required=True, help="控えのファイル(まだないもの)")
@home.as_option()
def command(out: str, as_user: str) -> None:
    """データベースの控えを取ります(管理者)。使っている間にも取れます。"""
    if out == "-":
        raise UsageRefused(
            "控えは標準出力には書けません", hint="ファイルの名前を指定してください。"
        )
    with home.opened(home.home()) as store:
        act = home.acting(store, as_user)
        act.actor.need(Role.ADMINISTRATOR)
        backup(store, Path(out))
        with store.writing() as work:
            act.note(work, "store-backup", "store", file=Path(out).name)
    click.echo(f"{out} に控えを取りました。", err=True)
