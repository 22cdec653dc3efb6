"""`pia db upgrade`: the database of a home gets the tables of this program."""

from __future__ import annotations

import click

from pia.cli import home
from pia.cli.groups import Group
from pia.errors import NotAllowed
from pia.store.migrating import newest


@click.group(cls=Group, name="db")
def command() -> None:
    """データベースを手入れします。"""


@command.command()
def upgrade() -> None:
    """データベースを、このプログラムの形に改めます。

    SQLiteのときは、改める前に控えを同じフォルダに取ります。
    """
    given = home.home()
    if home.is_missing(given):
        where = str(home.database_file(given))
        raise NotAllowed("データベースがまだありません", where=where, hint=home.FIRST_USER)
    with home.closing_store(given) as store:
        before = store.revision()
        store.prepare()
    if before == newest():
        said = f"データベースは最新です({before})。"
    else:
        said = f"データベースを改めました({before or '空'} → {newest()})。"
    click.echo(said, err=True)
