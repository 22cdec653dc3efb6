"""The days on which a city is closed by its own setting, in words."""

from __future__ import annotations

from datetime import date

from pia.assessment.wareki import to_wareki
from pia.law.holidays import OwnDays
from pia.operations.closed_days import SETTING


def closed_words(one: OwnDays) -> str:
    """Return one line of the setting: 毎年12月28日から1月4日まで（年末年始）."""
    days = _day(one.first, one)
    if one.last != one.first:
        days += f"から{_day(one.last, one)}まで"
    name = f"（{one.title}）" if one.title != SETTING else ""
    return f"{'毎年' if one.is_yearly else ''}{days}{name}"


def _day(day: date, one: OwnDays) -> str:
    return f"{day.month}月{day.day}日" if one.is_yearly else to_wareki(day)
