"""Days of the law that checks turn on, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pia.errors import DefinitionRefused, nearest
from pia.law.sources import need_day, sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path


@dataclass(frozen=True)
class LegalDay:
    """One day of the law: what happened on it, and where that is written."""

    id: str
    day: date
    title: str
    source: str


@cache
def days() -> dict[str, LegalDay]:
    """Return every day of `data/law/dates.yaml` by name."""
    return read_days(data_path("law", "dates.yaml"))


def day_of(name: str) -> LegalDay:
    """Return a day by name. Raises DefinitionRefused naming the nearest."""
    if name in days():
        return days()[name]
    near = nearest(name, days())
    hint = f"近いのは {near} です。" if near else ""
    raise DefinitionRefused(f"日付 {name} が定義されていません", where="dates.yaml", hint=hint)


def read_days(path: Path) -> dict[str, LegalDay]:
    """Read a file of days. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("dates")
    given = top.need("dates", Mapping)
    return {name: _legal_day(name, given.need(name, Mapping)) for name in given}


def _legal_day(name: str, raw: Mapping) -> LegalDay:
    raw.only("day", "title", "source")
    source = raw.known("source", raw.need("source", str), sources())
    return LegalDay(name, need_day(raw, "day"), raw.need("title", str), source)
