"""The year by month: what is due on which day, and what is only planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import url_for

from pia.assessment.wareki import to_wareki
from pia.law import sources
from pia.law.intervals import FIVE_YEARS as FIVE_YEARS_INTERVAL
from pia.law.intervals import interval_table
from pia.operations import yearly
from pia.operations.yearly import YearDay
from pia.web.views.fiscal_year import months_of
from pia.web.views.portfolio import Chip

#: Kind of a day → words, tone of its chip.
_KINDS = {
    yearly.SUBMIT_BY: ("提出の期限", "wait"),
    yearly.PUBLISH_BY: ("公表の期限", "wait"),
    yearly.EFFECTIVE: ("変更の実施予定", "busy"),
    yearly.PLANNED: ("公表予定", "busy"),
    yearly.REVIEW: ("年次の見直し", "quiet"),
    yearly.FIVE_YEARS: ("5年の再実施", "quiet"),
}
_NEAR_DAYS = 60


@dataclass(frozen=True)
class DayLine:
    """One thing on one day."""

    day: date
    chip: Chip
    #: 過ぎています, あと12日; None where there is time.
    mark: Chip | None
    name: str
    url: str
    title: str
    detail: str
    plan_id: int | None
    #: Its own page ends it: only the day of 実施 says so.
    may_end: bool


@dataclass(frozen=True)
class MonthView:
    """One month, or the months in a row in which nothing is due."""

    #: 令和8年4月; 6月〜10月 where there are no lines.
    title: str
    id: str
    lines: tuple[DayLine, ...]
    is_now: bool


def month_views(
    found: Iterable[YearDay], year: int, today: date, *, may_end: bool
) -> tuple[MonthView, ...]:
    """Return the months of a 年度; those in a row without anything are one, but for this month."""
    lines: dict[str, list[DayLine]] = {}
    for one in found:
        lines.setdefault(f"{one.day:%Y-%m}", []).append(_line(one, today, may_end=may_end))

    def kind(first: date) -> str:
        month = f"{first:%Y-%m}"
        return month if month in lines or month == f"{today:%Y-%m}" else ""

    return tuple(
        _month(tuple(firsts), tuple(lines.get(month, ())), is_now=month == f"{today:%Y-%m}")
        for month, firsts in groupby(months_of(year), kind)
    )


def _month(firsts: tuple[date, ...], lines: tuple[DayLine, ...], *, is_now: bool) -> MonthView:
    begin, end = firsts[0], firsts[-1]
    if lines:
        title = to_wareki(begin).partition("月")[0] + "月"
    else:
        title = f"{begin.month}月" + (f"〜{end.month}月" if end > begin else "")
    return MonthView(title, f"{begin:m%Y-%m}", lines, is_now)


def left_lines(found: Iterable[YearDay], today: date, *, may_end: bool) -> tuple[DayLine, ...]:
    """Return what fell due in earlier 年度 and is not done yet."""
    return tuple(_line(one, today, may_end=may_end) for one in found)


def _line(one: YearDay, today: date, *, may_end: bool) -> DayLine:
    words, tone = _KINDS[one.kind]
    if one.kind == yearly.FIVE_YEARS and not _five_years_verified(today):
        words += "（未確認）"
    url = (
        url_for("drafts.show", draft_id=one.draft_id)
        if one.draft_id is not None
        else url_for("dossiers.show", dossier_id=one.dossier_id)
    )
    return DayLine(
        day=one.day,
        chip=Chip(words, tone),
        mark=_mark(one.day, today),
        name=f"{one.number}　{one.task}",
        url=url,
        title=one.title,
        detail=one.detail if one.kind == yearly.EFFECTIVE else "",
        plan_id=one.plan_id,
        may_end=may_end and one.kind == yearly.EFFECTIVE,
    )


def _five_years_verified(today: date) -> bool:
    row = interval_table().intervals[FIVE_YEARS_INTERVAL].in_force(today)
    return row is not None and row.verified and sources()[row.source].verified


def _mark(day: date, today: date) -> Chip | None:
    days = (day - today).days
    if days < 0:
        return Chip("過ぎています", "stop")
    if days == 0:
        return Chip("今日", "wait")
    return Chip(f"あと{days}日", "wait") if days <= _NEAR_DAYS else None
