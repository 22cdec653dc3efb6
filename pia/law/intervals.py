"""When an assessment is due again: the yearly 見直し, and 再実施 before five years have passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pia.law.sources import need_day, sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

REVIEW, FIVE_YEARS = "review", "five_years"


@dataclass(frozen=True)
class IntervalRow:
    """One edition of an interval."""

    in_force_from: date
    years: int
    #: Id of `data/law/sources.yaml`.
    source: str
    verified: bool


@dataclass(frozen=True)
class Interval:
    """What comes again after some years, with its editions, the oldest first."""

    title: str
    what: str
    rows: tuple[IntervalRow, ...]

    def in_force(self, as_of: date) -> IntervalRow | None:
        """Return the edition of a day, None before there was a rule."""
        begun = [row for row in self.rows if row.in_force_from <= as_of]
        return begun[-1] if begun else None


@dataclass(frozen=True)
class Counting:
    """From the newest of which kinds of edition five years count."""

    title: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class IntervalTable:
    """Everything that `intervals.yaml` says."""

    intervals: dict[str, Interval]
    #: The first is the default.
    countings: dict[str, Counting]


@cache
def interval_table() -> IntervalTable:
    """Return the table that ships with the product."""
    return read_intervals(data_path("law", "intervals.yaml"))


def default_counting() -> str:
    """Return how five years count where a city says nothing."""
    return next(iter(interval_table().countings))


def next_review(published_on: date, reviewed_on: Iterable[date], as_of: date) -> date | None:
    """Return the last day of the next 見直し.

    It counts from the newest of 公表日 and the 見直し already made: who publishes has looked.
    """
    return _due(REVIEW, max([published_on, *reviewed_on]), as_of)


def five_years(editions: Iterable[tuple[str, date]], counting: str, as_of: date) -> date | None:
    """Return the last day before five years have passed; `editions` are kinds with their 公表日.

    None where no edition counts: a city that registered its 修正 alone never said when it began.
    Raises KeyError for an unknown `counting`.
    """
    kinds = interval_table().countings[counting].kinds
    days = [day for kind, day in editions if kind in kinds]
    return _due(FIVE_YEARS, max(days), as_of) if days else None


def years_later(day: date, years: int) -> date:
    """Return the day some years later, the last of the month where it has no such day (民法143条)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 2, 28)


def _due(name: str, since: date, as_of: date) -> date | None:
    row = interval_table().intervals[name].in_force(as_of)
    return years_later(since, row.years) if row else None


def read_intervals(path: Path) -> IntervalTable:
    """Read a table. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("intervals", "countings")
    intervals, countings = top.need("intervals", Mapping), top.need("countings", Mapping)
    for name in (REVIEW, FIVE_YEARS):
        intervals.need(name, Mapping)
    if not countings:
        raise top.refuse("数え方がありません", "countings")
    return IntervalTable(
        {name: _interval(intervals.need(name, Mapping)) for name in intervals},
        {name: _counting(countings.need(name, Mapping)) for name in countings},
    )


def _interval(raw: Mapping) -> Interval:
    raw.only("title", "what", "rows")
    rows = sorted(_rows(raw), key=lambda row: row.in_force_from)
    return Interval(raw.need("title", str), raw.need("what", str), tuple(rows))


def _rows(raw: Mapping) -> Iterator[IntervalRow]:
    for row in raw.need("rows", list):
        if not isinstance(row, Mapping):
            raise raw.refuse("rows には {in_force_from: …} の形で書きます", "rows")
        row.only("in_force_from", "years", "source", "verified")
        years = row.need("years", int)
        if years < 1:
            raise row.refuse("years は1以上で書きます", "years")
        source = row.known("source", row.need("source", str), sources())
        yield IntervalRow(need_day(row, "in_force_from"), years, source, row.need("verified", bool))


def _counting(raw: Mapping) -> Counting:
    raw.only("title", "kinds")
    return Counting(raw.need("title", str), raw.words("kinds"))
