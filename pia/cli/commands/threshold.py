"""`pia threshold`: しきい値判断."""

from __future__ import annotations

import json
from datetime import date

import click

from pia.cli import options
from pia.cli.japanese import Command
from pia.law import cite
from pia.law.thresholds import threshold


@click.command(cls=Command, name="threshold")
@click.option("--subjects", type=options.People(), metavar="人数", required=True, help="対象人数")
@click.option("--handlers", type=options.People(), metavar="人数", required=True, help="取扱者数")
@click.option(
    "--accident", is_flag=True, help="過去1年以内に特定個人情報の重大事故があったときに付ける"
)
@options.as_of_option()
@options.as_json
def command(
    *, subjects: int, handlers: int, accident: bool, as_of: date | None, as_json: bool
) -> None:
    """しきい値判断の結果を、理由と根拠とともに示します。"""
    found = threshold(subjects, handlers, accident=accident, as_of=as_of or options.today())
    if as_json:
        given = {
            "result": found.result,
            "title": found.title,
            "reasons": list(found.reasons),
            "source": cite(found.source),
            "verified": found.verified,
        }
        click.echo(json.dumps(given, ensure_ascii=False, indent=1))
        return
    click.echo(f"しきい値判断の結果: {found.title}{'' if found.verified else '（未確認）'}")
    for reason in found.reasons:
        click.echo(f"  {reason}")
    click.echo(f"根拠: {cite(found.source)}")
