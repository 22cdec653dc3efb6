"""Days on which an office is open: no weekend, no 祝日, no 年末年始, none of the city's own.

Right from 2007 on. 春分の日 and 秋分の日 are those of the usual formula until 2099: the official
ones are announced each February for the next year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from pathlib import Path

from pia.law.sources import sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

SUBSTITUTE, BETWEEN = "振替休日", "国民の休日"
_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6
_DAY = timedelta(days=1)
#: The usual formula of the equinoxes holds from one year to another; each year they come later by
#: so many millionths of a day.
_EQUINOX_FROM, _EQUINOX_UNTIL, _LATER = 1980, 2099, 242_194
_WAYS = ("day", "monday", "equinox")


@dataclass(frozen=True)
class HolidayRow:
    """One holiday as it falls in the years of the row."""

    title: str
    month: int
    #: day: a day of the month; monday: the n-th Monday; equinox: when that of 1980 was, in
    #: ten-thousandths of a day of the month.
    way: str
    value: int
    since: int
    until: int

    def day_in(self, year: int) -> date | None:
        """Return the day in a year, None where it has none."""
        if not self.since <= year <= self.until:
            return None
        if self.way == "day":
            return date(year, self.month, self.value)
        if self.way == "monday":
            first = date(year, self.month, 1)
            return first + timedelta(days=(_MONDAY - first.weekday()) % 7 + 7 * (self.value - 1))
        gone = year - _EQUINOX_FROM
        return date(year, self.month, (self.value * 100 + _LATER * gone) // 1_000_000 - gone // 4)


@dataclass(frozen=True)
class HolidayTable:
    """One list of `holidays.yaml`, with what it rests on."""

    rows: tuple[HolidayRow, ...]
    #: Id of `data/law/sources.yaml`.
    source: str
    verified: bool


@dataclass(frozen=True)
class Holidays:
    """Everything that `holidays.yaml` says: 国民の祝日, and 年末年始."""

    holidays: HolidayTable
    year_end: HolidayTable


@dataclass(frozen=True)
class OwnDays:
    """A day, or days in a row, on which one city is closed besides (市の休日を定める条例)."""

    title: str
    first: date
    last: date
    #: They come each year; the year of `first` and `last` says nothing.
    is_yearly: bool = False

    def holds(self, day: date) -> bool:
        """Return whether a day is one of them."""
        if not self.is_yearly:
            return self.first <= day <= self.last
        first, at, last = ((one.month, one.day) for one in (self.first, day, self.last))
        return first <= at <= last if first <= last else at >= first or at <= last


@cache
def holiday_tables() -> Holidays:
    """Return the tables that ship with the product."""
    return read_holidays(data_path("law", "holidays.yaml"))


def closed_for(day: date, own: Sequence[OwnDays] = ()) -> str:
    """Return why nobody is at the desk on a day that is no weekend (元日, 振替休日 …), else ""."""
    named = _closed_in(day.year).get(day, "")
    return named or next((one.title for one in own if one.holds(day)), "")


def is_open(day: date, own: Sequence[OwnDays] = ()) -> bool:
    """Return whether an office is open on a day; `own` are the closed days of its city."""
    return day.weekday() < _SATURDAY and not closed_for(day, own)


def last_open_day(day: date, own: Sequence[OwnDays] = ()) -> date:
    """Return a day, or the last one before it on which an office is open."""
    while not is_open(day, own):
        day -= _DAY
    return day


@cache
def _closed_in(year: int) -> dict[date, str]:
    named = dict(_named(year))
    found = dict(_following(named))
    tables = holiday_tables()
    ends = ((row.day_in(year), row.title) for row in tables.year_end.rows)
    return {day: title for day, title in ends if day} | found | named


def _named(year: int) -> Iterator[tuple[date, str]]:
    for row in holiday_tables().holidays.rows:
        if day := row.day_in(year):
            yield day, row.title


def _following(named: dict[date, str]) -> Iterator[tuple[date, str]]:
    """Yield 国民の休日, between two holidays, and 振替休日, the next day after one on a Sunday."""
    for day in named:
        if day + 2 * _DAY in named and day + _DAY not in named:
            yield day + _DAY, BETWEEN
    for day in named:
        if day.weekday() == _SUNDAY:
            yield next(d for n in range(1, 8) if (d := day + n * _DAY) not in named), SUBSTITUTE


def read_holidays(path: Path) -> Holidays:
    """Read the tables. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("holidays", "year_end")
    return Holidays(*(_table(top.need(name, Mapping)) for name in ("holidays", "year_end")))


def _table(raw: Mapping) -> HolidayTable:
    raw.only("source", "verified", "rows")
    source = raw.known("source", raw.need("source", str), sources())
    return HolidayTable(tuple(_rows(raw)), source, raw.need("verified", bool))


def _rows(raw: Mapping) -> Iterator[HolidayRow]:
    for row in raw.need("rows", list):
        if not isinstance(row, Mapping):
            raise raw.refuse("rows には {title: …} の形で書きます", "rows")
        row.only("title", "month", "since", "until", *_WAYS)
        ways = [way for way in _WAYS if way in row]
        if len(ways) != 1:
            raise row.refuse(f"{'、'.join(_WAYS)} のどれか1つを書きます")
        until = _EQUINOX_UNTIL if ways == ["equinox"] else MAXYEAR
        found = HolidayRow(
            title=row.need("title", str),
            month=row.need("month", int),
            way=ways[0],
            value=row.need(ways[0], int),
            since=row.typed("since", int, default=MINYEAR),
            until=row.typed("until", int, default=until),
        )
        yield _checked(row, found)


def _checked(raw: Mapping, row: HolidayRow) -> HolidayRow:
    """Return a row that has a day in its years. Raises DefinitionRefused."""
    try:
        row.day_in(max(row.since, _EQUINOX_FROM))
    except ValueError as error:
        raise raw.refuse(f"{row.title}の日がありません", "month") from error
    return row
