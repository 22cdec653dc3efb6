"""Dates as they are written, and the day they mean.

令和5年11月6日, 平成２８年４月, 令和元年五月一日, R5.11.6, 2023-11-06. The text is the answer; the day
is derived. A month gives its first day with `precision` month.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from pia.errors import InputRefused
from pia.law.numerals import number_of

#: Era, its letter, and its first day.
ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1868, 1, 25)),
)
_FIRST = {name: first for era, letter, first in ERAS for name in (era, letter)}
_NUMBER = r"[0-9]+|[〇一二三四五六七八九十百千]+"
_YEAR = rf"(?:(?P<era>令和|平成|昭和|大正|明治)(?P<year>元|{_NUMBER})|(?P<western>[0-9]{{4}}))年"
_WRITTEN = re.compile(rf"{_YEAR}(?:(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})日)?)?")
_SHORT = re.compile(
    r"(?P<era>[RHSTM])(?P<year>[0-9]{1,2})[./](?P<month>[0-9]{1,2})[./](?P<day>[0-9]{1,2})"
)
_ISO = re.compile(r"(?P<western>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})")


@dataclass(frozen=True)
class WrittenDate:
    """The day a written date means; a year or month alone means its first day."""

    day: date
    #: day, month or year: how precise the text is.
    precision: str


def parse_date(text: str) -> WrittenDate | None:
    """Return what a text that is only a date means, or None where it is none."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    for shape in (_WRITTEN, _SHORT, _ISO):
        if match := shape.fullmatch(plain):
            return _meaning(match.groupdict())
    return None


def find_dates(text: str) -> list[tuple[str, WrittenDate | None]]:
    """Return every date with an era or 年 inside a text, as written, with its meaning."""
    signs = [(s, n) for n, char in enumerate(text) for s in unicodedata.normalize("NFKC", char)]
    found = _WRITTEN.finditer("".join(sign for sign, _ in signs))
    return [
        (text[signs[m.start()][1] : signs[m.end() - 1][1] + 1], _meaning(m.groupdict()))
        for m in found
    ]


def to_wareki(day: date) -> str:
    """Return a day as the form writes it: 令和5年11月6日, 令和元年5月1日.

    Raises InputRefused for a day before 明治.
    """
    begun = [e for e in ERAS if e[2] <= day]
    if not begun:
        hint = "日付を確かめてください。"
        raise InputRefused(f"{day.isoformat()} は明治より前の日です", hint=hint)
    era, _, first = begun[0]
    year = day.year - first.year + 1
    return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def _meaning(found: dict[str, str | None]) -> WrittenDate | None:
    month, day = found["month"], found["day"]
    precision = "day" if day else "month" if month else "year"
    try:
        start = date(_western_year(found), _number(month or "1"), _number(day or "1"))
    except (ValueError, OverflowError):
        return None
    era = found.get("era")
    if era and not _in_era(start, era, precision):
        return None
    return WrittenDate(start, precision)


def _western_year(found: dict[str, str | None]) -> int:
    era, year = found.get("era"), found.get("year")
    if era is None or year is None:
        return int(found["western"] or "0")
    count = 1 if year == "元" else _number(year)
    if count < 1:
        raise ValueError(year)
    return _FIRST[era].year + count - 1


def _in_era(start: date, era: str, precision: str) -> bool:
    """Return whether the day, month or year lies in the era (平成31年5月1日 does not)."""
    eras = [first for _, _, first in ERAS]
    first = _FIRST[era]
    newer = [e for e in eras if e > first]
    after = min(newer) if newer else date.max
    if precision == "day":
        return first <= start < after
    same = (start.year,) if precision == "year" else (start.year, start.month)
    begun = (first.year,) if precision == "year" else (first.year, first.month)
    return same >= begun and start < after


def _number(text: str) -> int:
    """Return a number in digits or in 漢数字. Raises ValueError for what is no number."""
    value = number_of(text)
    if value is None:
        raise ValueError(text)
    return value
