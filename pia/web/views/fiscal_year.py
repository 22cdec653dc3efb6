"""年度: from April to March, named by the year in which it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pia.assessment.wareki import to_wareki
from pia.errors import PathNotFound

_APRIL = 4
#: 年度 that pages show: since there is the law, and as far ahead as anybody plans.
_FIRST, _AHEAD = 2014, 10


@dataclass(frozen=True)
class YearLinks:
    """A 年度 with the ones beside it; None where pages show none."""

    year: int
    title: str
    before: int | None
    next: int | None


def fiscal_year_of(day: date) -> int:
    """Return the 年度 of a day."""
    return day.year - (day.month < _APRIL)


def year_title(year: int) -> str:
    """Return a 年度 as people say it: 令和7年度. That in which 令和 began is 令和元年度."""
    return to_wareki(date(year, 5, 1)).partition("年")[0] + "年度"


def months_of(year: int) -> Iterator[date]:
    """Yield the first day of each month of a 年度."""
    for month in (*range(_APRIL, 13), *range(1, _APRIL)):
        yield date(year + (month < _APRIL), month, 1)


def read_year(text: str, today: date) -> YearLinks:
    """Return the 年度 of an address, that of today where it says none. Raises PathNotFound."""
    now = fiscal_year_of(today)
    last = now + _AHEAD
    if text and not (text.isascii() and text.isdecimal() and len(text) == 4):  # noqa: PLR2004
        raise _unknown(text)
    year = int(text) if text else now
    if not _FIRST <= year <= last:
        raise _unknown(text)
    return YearLinks(
        year=year,
        title=year_title(year),
        before=year - 1 if year > _FIRST else None,
        next=year + 1 if year < last else None,
    )


def _unknown(text: str) -> PathNotFound:
    hint = "年度の画面から選び直してください。"
    return PathNotFound("その年度は表示できません", where=text[:20], hint=hint)
