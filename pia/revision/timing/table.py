"""The dated rows of `data/law/timing.yaml` and the phrases of `data/law/phrases.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pia.law.sources import need_day, need_sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.revision.timing.outcomes import AFTER, BEFORE
from pia.settings import data_path

GENERAL, EXCEPTION, PROPOSAL, PROCEDURE = "general", "exception", "proposal", "procedure"
ROLES = (GENERAL, EXCEPTION, PROPOSAL, PROCEDURE)


@dataclass(frozen=True)
class RuleRow:
    """One edition of a rule."""

    in_force_from: date
    sources: tuple[str, ...]
    verified: bool


@dataclass(frozen=True)
class RuleEntry:
    """A rule: its title, its role, and its editions, oldest first."""

    title: str
    role: str
    rows: tuple[RuleRow, ...]
    #: Of a proposal: id of the phrase that is printed if the person agrees.
    reason: str = ""
    #: What has to be true, one Japanese sentence or two; "" where the title says it.
    asks: str = ""

    def in_force(self, as_of: date) -> RuleRow | None:
        """Return the edition in force on a day, or None where none has begun."""
        begun = [row for row in self.rows if row.in_force_from <= as_of]
        return begun[-1] if begun else None


@dataclass(frozen=True)
class TimingTable:
    """Everything that `timing.yaml` says."""

    rules: dict[str, RuleEntry]
    #: Spellings of one mark, each a string of the signs that may stand for one another.
    same_marks: tuple[str, ...]
    #: What stands behind a number in 漢数字: 人, か所.
    counters: tuple[str, ...]
    #: Words that begin like a counted number: 十分 is "enough", not ten minutes.
    no_numbers: tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """What 提出時期に係る説明 says for one reason."""

    timing: str
    words: str


@dataclass(frozen=True)
class Phrases:
    """The default phrases, and spellings that say the same."""

    by_reason: dict[str, Phrase]
    spellings: tuple[tuple[str, ...], ...]


@cache
def timing_table() -> TimingTable:
    """Return the table of rules that ships with the product."""
    return read_table(data_path("law", "timing.yaml"))


@cache
def phrases() -> Phrases:
    """Return the default phrases that ship with the product."""
    return read_phrases(data_path("law", "phrases.yaml"))


def read_table(path: Path) -> TimingTable:
    """Read the rules of a file. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("rules", "same_marks", "counters", "counter_words", "no_numbers")
    given = top.need("rules", Mapping)
    return TimingTable(
        rules={name: _entry(given.need(name, Mapping)) for name in given},
        same_marks=tuple(str(marks) for marks in top.need("same_marks", list)),
        counters=(*top.need("counters", str), *top.words("counter_words")),
        no_numbers=top.words("no_numbers"),
    )


def read_phrases(path: Path) -> Phrases:
    """Read the phrases of a file. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("phrases", "spellings")
    given = top.need("phrases", Mapping)
    return Phrases(
        by_reason={reason: _phrase(given.need(reason, Mapping)) for reason in given},
        spellings=tuple(tuple(map(str, group)) for group in top.need("spellings", list)),
    )


def _entry(raw: Mapping) -> RuleEntry:
    raw.only("title", "role", "rows", "reason", "asks")
    role = raw.known("role", raw.need("role", str), ROLES)
    rows = tuple(sorted(_rows(raw), key=lambda row: row.in_force_from))
    if not rows:
        raise raw.refuse("rows がありません", "rows")
    reason = raw.need("reason", str) if role == PROPOSAL else ""
    asks = raw.typed("asks", str, default="")
    return RuleEntry(raw.need("title", str), role, rows, reason, asks)


def _rows(raw: Mapping) -> Iterator[RuleRow]:
    for row in raw.need("rows", list):
        if not isinstance(row, Mapping):
            raise raw.refuse("rows には {in_force_from: …} の形で書きます", "rows")
        row.only("in_force_from", "sources", "verified")
        day = need_day(row, "in_force_from")
        yield RuleRow(day, need_sources(row, "sources"), row.need("verified", bool))


def _phrase(raw: Mapping) -> Phrase:
    raw.only("timing", "words")
    timing = raw.known("timing", raw.need("timing", str), (BEFORE, AFTER))
    return Phrase(timing, raw.need("words", str))
