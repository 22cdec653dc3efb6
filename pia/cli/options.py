"""Options that several commands share, and edits that keep the order they were typed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from pia.accounts.japan_time import JST
from pia.assessment.wareki import parse_date
from pia.errors import InputRefused

out = click.option("-o", "--out", metavar="FILE", required=True, help="書き出す先(- は標準出力)")
quiet = click.option("--quiet", is_flag=True, help="結果の要約を表示しない")
as_json = click.option("--json", "as_json", is_flag=True, help="JSONで出力する")


def document(name: str = "DOC") -> Callable[[Any], Any]:
    """Return an argument that takes one file."""
    return click.argument(name.lower(), metavar=name)


def as_of_option() -> Callable[[Any], Any]:
    """Return --as-of: the day whose law applies, today unless said."""
    text = "どの日の規則で判断するか(既定は今日)"
    return click.option("--as-of", metavar="DATE", callback=day, help=text)


def today() -> date:
    """Return today's civil date in Japan."""
    return datetime.now(JST).date()  # noqa: TID251 - this is the door


def read_day(text: str, where: str) -> date:
    """Return a day written as 2023-11-06 or 令和5年11月6日. Raises InputRefused."""
    found = parse_date(text)
    if found is None or found.precision != "day":
        hint = "2023-11-06 か 令和5年11月6日 のように書いてください。"
        raise InputRefused(f"「{text}」は日付として読めません", where=where, hint=hint)
    return found.day


def day(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option names. Raises InputRefused."""
    return None if value is None else read_day(value, parameter.opts[0])
