"""Options that several commands share, and edits that keep the order they were typed in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from pia.accounts.japan_time import JST
from pia.assessment.wareki import parse_date
from pia.errors import InputRefused

#: Signs of a number of people: far more than any country has.
_LONGEST_NUMBER = 18

out = click.option("-o", "--out", metavar="FILE", required=True, help="書き出す先(- は標準出力)")
quiet = click.option("--quiet", is_flag=True, help="結果の要約を表示しない")
as_json = click.option("--json", "as_json", is_flag=True, help="JSONで出力する")


class People(click.ParamType[int]):
    """A number of people as clerks write it: 20000, 20,000, ２００００, 2万, 1万5千."""

    name = "人数"
    _WRITTEN = re.compile(r"(?:([0-9]+)万)?(?:([0-9]+)千)?([0-9]+)?人?")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number. Raises InputRefused."""
        plain = unicodedata.normalize("NFKC", str(value)).replace(",", "").replace(" ", "")
        found = self._WRITTEN.fullmatch(plain.removeprefix("-"))
        if not found or not any(found.groups()) or len(plain) > _LONGEST_NUMBER:
            where = param.opts[0] if param else ""
            hint = "20000、20,000、2万 のように書いてください。"
            raise InputRefused(
                f"「{str(value)[:20]}」は人数として読めません", where=where, hint=hint
            )
        ten_thousands, thousands, ones = (int(group or 0) for group in found.groups())
        count = ten_thousands * 10_000 + thousands * 1_000 + ones
        return -count if plain.startswith("-") else count


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
