"""The dated rows of `data/law/duties.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pia.law.sources import need_day, sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path


@dataclass(frozen=True)
class DutyRow:
    """One edition of a duty."""

    in_force_from: date
    source: str
    verified: bool


@dataclass(frozen=True)
class DutyEntry:
    """A duty: what, when, and its editions, oldest first."""

    what: str
    when: str
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True)
class WatchedItems:
    """Items of one form that duties look at."""

    basic_day: str
    file_kind: str
    #: Key of the choice システム用ファイル.
    system_kind: str
    #: What stands for another system: the repeat, and the name of one.
    systems: tuple[str, ...]


@dataclass(frozen=True)
class DutyTable:
    """Everything that `duties.yaml` says."""

    duties: dict[str, DutyEntry]
    items: dict[str, WatchedItems]


@cache
def duty_table() -> DutyTable:
    """Return the table that ships with the product."""
    return read_duties(data_path("law", "duties.yaml"))


def read_duties(path: Path) -> DutyTable:
    """Read a table. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("duties", "items")
    given, items = top.need("duties", Mapping), top.need("items", Mapping)
    return DutyTable(
        duties={name: _entry(given.need(name, Mapping)) for name in given},
        items={form: _watched(items.need(form, Mapping)) for form in items},
    )


def _entry(raw: Mapping) -> DutyEntry:
    raw.only("what", "when", "rows")
    rows = []
    for row in raw.need("rows", list):
        if not isinstance(row, Mapping):
            raise raw.refuse("rows には {in_force_from: …} の形で書きます", "rows")
        row.only("in_force_from", "source", "verified")
        source = row.known("source", row.need("source", str), sources())
        rows.append(DutyRow(need_day(row, "in_force_from"), source, row.need("verified", bool)))
    rows.sort(key=lambda row: row.in_force_from)
    return DutyEntry(raw.need("what", str), raw.need("when", str), tuple(rows))


def _watched(raw: Mapping) -> WatchedItems:
    raw.only("basic_day", "file_kind", "system_kind", "systems")
    return WatchedItems(
        basic_day=raw.need("basic_day", str),
        file_kind=raw.need("file_kind", str),
        system_kind=raw.need("system_kind", str),
        systems=raw.words("systems"),
    )
