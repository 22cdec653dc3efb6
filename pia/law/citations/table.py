"""The dated rows of `data/law/citations.yaml`: what was renumbered, renamed or superseded, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from pia.law.citations.laws import laws
from pia.law.citations.parse import citations
from pia.law.citations.value import Citation
from pia.law.sources import need_day, sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path


@dataclass(frozen=True)
class Renumbering:
    """One provision under another number, or one law under another name, from a day on."""

    old: Citation
    new: Citation
    since: date
    source: str
    verified: bool
    note: str

    def covers(self, one: Citation) -> bool:
        """Return whether a citation is of what `old` says, or of what hangs below its 条 or 項.

        The entries of a 別表 are numbered anew, so that a row without an entry covers none.
        """
        if self.old.table is not None or one.supplement:
            return one == self.old
        return one.law == self.old.law and _within(self.old, one)

    def moved(self, one: Citation) -> Citation:
        """Return what became of a citation that the row covers."""
        old, new = self.old, self.new
        if old.table is not None or not old.article:
            return new if old.table is not None else one.moved(new.law)
        return replace(
            one,
            law=new.law,
            article=new.article,
            paragraph=new.paragraph if old.paragraph else one.paragraph,
            item=new.item if old.item else one.item,
        )


@dataclass(frozen=True)
class Superseded:
    """A provision or law that something else took the place of; no renumbering."""

    old: Citation
    new: str
    since: date
    source: str
    verified: bool
    note: str


@dataclass(frozen=True)
class RenamedBody:
    """A body, a standard or a law that the law itself calls by another name from a day on."""

    old: str
    new: str
    since: date
    source: str
    verified: bool
    note: str
    #: The same thing under another name; False: told as old, never proposed.
    formal: bool
    #: Only where this stands in the same text; "" anywhere.
    beside: str
    #: Not as part of a word that goes on like this (…委員会規則).
    not_before: tuple[str, ...]


@dataclass(frozen=True)
class CitationTable:
    """Everything that `citations.yaml` says."""

    renumbered: tuple[Renumbering, ...]
    superseded: tuple[Superseded, ...]
    names: tuple[RenamedBody, ...]


@cache
def citation_table() -> CitationTable:
    """Return the table that ships with the product."""
    return read_citation_table(data_path("law", "citations.yaml"))


def renumbered_by(old: Citation, new: Citation, as_of: date) -> tuple[Renumbering, ...] | None:
    """Return the rows in force on a day that lead from one citation to another, oldest first.

    Several rows may follow one another (19条9号 → 10号 → 11号), each of a later day: two of one day
    are one amendment, and 7号 → 8号 → 9号 on that day is no chain. Equal citations need no row: ().
    None where nothing leads there.
    """
    if old == new:
        return ()
    rows = [row for row in citation_table().renumbered if row.since <= as_of]
    return next((found for found in _chains(old, rows, date.min) if _end(old, found) == new), None)


def renamed_bodies(as_of: date) -> tuple[RenamedBody, ...]:
    """Return the names that are old on a day."""
    return tuple(row for row in citation_table().names if row.since <= as_of)


def read_citation_table(path: Path) -> CitationTable:
    """Read a table. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("renumbered", "renamed_laws", "superseded", "names")
    return CitationTable(
        renumbered=(
            *(_renumbering(row) for row in _rows(top, "renumbered")),
            *(_renamed_law(row) for row in _rows(top, "renamed_laws")),
        ),
        superseded=tuple(_superseded(row) for row in _rows(top, "superseded")),
        names=tuple(_name(row) for row in _rows(top, "names")),
    )


def _within(whole: Citation, part: Citation) -> bool:
    same_paragraph = not whole.paragraph or part.paragraph == whole.paragraph
    same_item = not whole.item or (part.item == whole.item and part.paragraph == whole.paragraph)
    return not whole.article or (part.article == whole.article and same_paragraph and same_item)


def _chains(
    old: Citation, rows: list[Renumbering], behind: date
) -> Iterator[tuple[Renumbering, ...]]:
    for row in rows:
        if row.since > behind and row.covers(old):
            yield (row,)
            for rest in _chains(row.moved(old), rows, row.since):
                yield (row, *rest)


def _end(old: Citation, rows: Iterable[Renumbering]) -> Citation:
    for row in rows:
        old = row.moved(old)
    return old


def _rows(top: Mapping, key: str) -> Iterator[Mapping]:
    for row in top.need(key, list):
        if not isinstance(row, Mapping):
            raise top.refuse(f"{key} には {{old: …, new: …, from: …}} の形で書きます", key)
        yield row


def _renumbering(raw: Mapping) -> Renumbering:
    raw.only("law", "old", "new", "from", "source", "verified", "note")
    law = _law(raw, "law")
    return Renumbering(_citation(raw, "old", law), _citation(raw, "new", law), *_dated(raw))


def _renamed_law(raw: Mapping) -> Renumbering:
    raw.only("old", "new", "from", "source", "verified", "note")
    return Renumbering(Citation(_law(raw, "old")), Citation(_law(raw, "new")), *_dated(raw))


def _superseded(raw: Mapping) -> Superseded:
    raw.only("law", "old", "new", "from", "source", "verified", "note")
    law = _law(raw, "law")
    old = _citation(raw, "old", law) if raw.need("old", str) else Citation(law)
    return Superseded(old, raw.need("new", str), *_dated(raw))


def _name(raw: Mapping) -> RenamedBody:
    raw.only(
        *("old", "new", "from", "source", "verified", "note", "formal", "beside", "not_before")
    )
    return RenamedBody(
        raw.need("old", str),
        raw.need("new", str),
        *_dated(raw),
        formal=raw.need("formal", bool),
        beside=raw.typed("beside", str, default=""),
        not_before=raw.words("not_before"),
    )


def _dated(raw: Mapping) -> tuple[date, str, bool, str]:
    source = raw.known("source", raw.need("source", str), sources())
    return need_day(raw, "from"), source, raw.need("verified", bool), raw.need("note", str)


def _law(raw: Mapping, key: str) -> str:
    return raw.known(key, raw.need(key, str), laws())


def _citation(raw: Mapping, key: str, law: str) -> Citation:
    found = citations(raw.need(key, str))
    if len(found) != 1:
        raise raw.refuse(f"{key} は 第19条第8号 や 別表の46の項 のように書きます", key)
    return replace(found[0].moved(law), start=0, end=0)
