"""Days that people say: none lies before there was any 特定個人情報."""

from __future__ import annotations

from datetime import date

from pia.errors import InputRefused
from pia.law.days import day_of


def check_day(day: date | None, title: str) -> None:
    """Raise InputRefused for a day before the promulgation of the 番号法: a slip of the pen.

    A day before 明治 could not even be shown in 和暦 any more.
    """
    first = day_of("number_act_promulgated")
    if day is not None and day < first.day:
        hint = "年を確かめてください。"
        raise InputRefused(f"{title}が{first.title}より前です", where=day.isoformat(), hint=hint)
