"""Dates that cannot be read, and dates before there was any 特定個人情報."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.assessment import Assessment, HistoryRow, Path
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import answered
from pia.assessment.wareki import WrittenDate, find_dates, parse_date
from pia.checks.registry import Found, check
from pia.law import day_of
from pia.official import Item
from pia.official.kinds import is_blank
from pia.official.kinds.text import DATE

_HINT = "年号と年の数字を確かめてください。"


@check(
    id="date-before-number-act",
    title="番号法より前の日付",
    severity=Severity.WARNING,
    source="number_act",
)
def dates_before_the_number_act(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """No date of a 評価書 lies before the law it is made under: 平成2年 was meant to be 令和2年."""
    promulgated = day_of("number_act_promulgated")
    since = f"{promulgated.title}（{promulgated.day.year}年）より前です。"
    for path, item, text in _dates(assessment):
        for written, day in find_dates(text):
            if day is not None and _is_before(day, promulgated.day):
                label = label_of(assessment.form, assessment.answers, path)
                yield Found(str(path), f"「{label or item.title}」の{written}は、{since}", _HINT)
    for number, row in enumerate(assessment.change_history, start=1):
        for written, day in _dates_of_row(assessment, row):
            if day is not None and _is_before(day, promulgated.day):
                place = f"{assessment.form.change_table.path}[{number}]"
                table = assessment.form.change_table.number
                yield Found(place, f"{table}の{number}行目の{written}は、{since}", _HINT)


@check(id="unreadable-date", title="日付として読めない記載", severity=Severity.WARNING)
def unreadable_dates(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A date item holds text as written; a year and month, or a year, is a date too."""
    for path, _, text in _dates(assessment):
        if parse_date(text) is None:
            label = label_of(assessment.form, assessment.answers, path)
            yield Found(
                str(path),
                f"「{label}」の「{text[:20]}」は日付として読めません。",
                "令和5年11月6日、平成28年4月などの形で書いてください。",
            )


def _dates(assessment: Assessment) -> Iterator[tuple[Path, Item, str]]:
    for path, item, value in answered(assessment.form, assessment.answers):
        if item.kind == DATE.name and isinstance(value, str) and not is_blank(value):
            yield path, item, value


def _dates_of_row(
    assessment: Assessment, row: HistoryRow
) -> Iterator[tuple[str, WrittenDate | None]]:
    """Yield the dates of 変更日, and of the cells of a row that speaks of a date item."""
    yield from find_dates(row.changed_on)
    nodes = [assessment.form.find(Path.parse(t.id_path).pattern) for t in row.id_paths]
    if any(isinstance(node, Item) and node.kind == DATE.name for node in nodes):
        yield from find_dates(row.before)
        yield from find_dates(row.after)


def _is_before(written: WrittenDate, day: date) -> bool:
    """Return whether all of a written day, month or year lies before a day."""
    parts = {"day": 3, "month": 2, "year": 1}[written.precision]
    return written.day.timetuple()[:parts] < day.timetuple()[:parts]
