"""The days on which a city is closed besides (市の休日を定める条例), as an administrator writes them.

One day, or days in a row, on each line: 令和8年8月14日, 8月13日～8月15日 (each year), with what it is
behind it. What is kept is the text; the days are read from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from pia.assessment.wareki import parse_date
from pia.errors import InputRefused
from pia.law.days import day_of
from pia.law.holidays import OwnDays
from pia.official.typed import keep_typed
from pia.store.records import Dossier
from pia.store.work import Work

#: Key of the settings of a desk.
CLOSED = "closed_days"
#: What stands at a day of no name.
SETTING = "市の設定"
_MOST_CHARACTERS, _MOST_LINES = 20_000, 200
#: Days in a row, and days of one year: more is a slip, and no day would be left to do anything on.
_MOST_IN_A_ROW, _MOST_IN_A_YEAR = 31, 60
#: Whose calendar yearly days are looked up in: it has a 29 February.
_LEAP_YEAR = 2000
_ONE = r"(?:\S*?[0-9〇一二三四五六七八九十]日|[RHS][0-9./]+|[0-9]{4}[-/][0-9]+[-/][0-9]+)"
_LINE = re.compile(
    rf"(?:毎年)?(?P<first>{_ONE})(?:(?:から|[~〜])(?:翌年)?(?P<last>{_ONE})(?:まで)?)?"
    r"(?:[\s、:]+(?P<name>.+)|\((?P<named>.+)\))?"
)
_YEARLY = re.compile(r"(?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})日")
_HINT = "「令和8年8月14日」「12月28日～1月4日 年末年始」のように、1行に1つ書いてください。"


def closed_days_of(work: Work, municipality_id: int) -> tuple[OwnDays, ...]:
    """Return the days on which a city is closed by its own setting."""
    return _read(work.ownership.desk(municipality_id).get(CLOSED, ""))


def closed_days_for(work: Work, dossier: Dossier) -> tuple[OwnDays, ...]:
    """Return the same of the city of a 評価書."""
    return closed_days_of(
        work, work.ownership.organisation(dossier.organisation_id).municipality_id
    )


def read_closed_days(text: str) -> tuple[OwnDays, ...]:
    """Return the days of a text. Raises InputRefused, which names every line that is none."""
    kept = keep_closed_days(text)
    lines = [(n, line.strip()) for n, line in enumerate(kept.split("\n"), 1) if line.strip()]
    if len(lines) > _MOST_LINES:
        hint = f"{_MOST_LINES}行までにしてください。"
        raise InputRefused(f"閉庁日が多すぎます（{len(lines)}行）", hint=hint)
    found = {n: _days(line) for n, line in lines}
    if wrong := [n for n, days in found.items() if days is None]:
        shown = dict(lines)[wrong[0]][:40]
        where = "、".join(f"{n}行目" for n in wrong)
        raise InputRefused(f"閉庁日の{where}を読めません", where=f"「{shown}」", hint=_HINT)
    days = tuple(one for one in found.values() if one)
    _refuse_too_many(days)
    return days


def keep_closed_days(text: str) -> str:
    """Return the text as it is kept. Raises InputRefused."""
    kept = keep_typed(text, "閉庁日").strip()
    if len(kept) > _MOST_CHARACTERS:
        hint = f"{_MOST_CHARACTERS:,}文字までにしてください。"
        raise InputRefused(f"閉庁日が長すぎます（{len(kept):,}文字）", hint=hint)
    return kept


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[OwnDays, ...]:
    return read_closed_days(text)


def _days(line: str) -> OwnDays | None:
    """Return the days of a line, None where it is none or tells too many in a row."""
    match = _LINE.fullmatch(unicodedata.normalize("NFKC", line))
    if match is None:
        return None
    first = _day(match["first"])
    last = _day(match["last"], first) if match["last"] else first
    if first is None or last is None:
        return None
    is_yearly = _YEARLY.fullmatch(match["first"]) is not None
    until = last.replace(year=last.year + 1) if is_yearly and last < first else last
    if not 0 <= (until - first).days < _MOST_IN_A_ROW:
        return None
    return OwnDays(match["name"] or match["named"] or SETTING, first, last, is_yearly)


def _day(text: str, first: date | None = None) -> date | None:
    """Return the day of a text; without a year, or a month, it is that of `first`, or behind it."""
    yearly = _YEARLY.fullmatch(text)
    if yearly is None:
        written = parse_date(text)
        is_day = written is not None and written.precision == "day"
        return written.day if written and is_day and _is_possible(written.day) else None
    year = first.year if first else _LEAP_YEAR
    month = yearly["month"] or (first.month if first else 0)
    try:
        day = date(year, int(month), int(yearly["day"]))
        is_behind = first is not None and year != _LEAP_YEAR and day < first
        return day.replace(year=year + 1) if is_behind else day
    except ValueError:
        return None


def _is_possible(day: date) -> bool:
    """Return whether a day lies where days are counted, and is not that of yearly days."""
    return day_of("number_act_promulgated").day <= day


def _refuse_too_many(days: Iterable[OwnDays]) -> None:
    """Raise InputRefused where a year has more closed days than a city can have."""
    days = tuple(days)
    years = {one.first.year for one in days if not one.is_yearly} | {_LEAP_YEAR}
    for year in years:
        closed = {day for one in days for day in _in_year(one, year)}
        if len(closed) > _MOST_IN_A_YEAR:
            hint = f"1年に{_MOST_IN_A_YEAR}日までにしてください。土日と祝日は書く必要がありません。"
            raise InputRefused(f"閉庁日が1年に{len(closed)}日あります", hint=hint)


def _in_year(one: OwnDays, year: int) -> Iterator[tuple[int, int]]:
    """Yield month and day of each day that a line closes in a year."""
    if not one.is_yearly and one.first.year != year:
        return
    until = one.last
    if until < one.first:
        until = until.replace(year=until.year + 1)
    for n in range((until - one.first).days + 1):
        day = one.first + timedelta(days=n)
        yield day.month, day.day
