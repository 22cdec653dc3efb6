"""Legal sources by id: title, article, the day it came into force, and whether anybody read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pia.errors import DefinitionRefused
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path


@dataclass(frozen=True)
class Source:
    """One provision, or one text, that a rule or a check rests on."""

    id: str
    title: str
    #: 「第6の2(2)」, "" where the whole text is meant.
    article: str
    #: None where it is no provision.
    in_force_from: date | None
    #: False until somebody has read the provision itself: 「未確認」.
    verified: bool
    note: str

    def __str__(self) -> str:
        return f"{self.title} {self.article}".strip()


@cache
def sources() -> dict[str, Source]:
    """Return every source of `data/law/sources.yaml` by id."""
    return read_sources(data_path("law", "sources.yaml"))


def cite(name: str) -> str:
    """Return a source as it is shown. Raises DefinitionRefused for an id that is not there."""
    if name not in sources():
        raise DefinitionRefused(f"出典 {name} が定義されていません", where="sources.yaml")
    return str(sources()[name])


def read_sources(path: Path) -> dict[str, Source]:
    """Read a file of sources. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("sources")
    given = top.need("sources", Mapping)
    return {name: _source(name, given.need(name, Mapping)) for name in given}


def need_sources(raw: Mapping, key: str) -> tuple[str, ...]:
    """Return the source ids listed under a key. Raises DefinitionRefused for a dangling one."""
    named = raw.need(key, list)
    if not named:
        raise raw.refuse(f"{key} に出典がありません", key)
    return tuple(raw.known(key, str(name), sources()) for name in named)


def need_day(raw: Mapping, key: str) -> date:
    """Return the ISO day under a key. Raises DefinitionRefused."""
    text = raw.need(key, str)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise raw.refuse(f"{key} の {text} は 2018-05-01 の形の日付ではありません", key) from error


def _source(name: str, raw: Mapping) -> Source:
    raw.only("title", "article", "in_force_from", "verified", "note")
    return Source(
        id=name,
        title=raw.need("title", str),
        article=raw.typed("article", str, default=""),
        in_force_from=None if raw.get("in_force_from") is None else need_day(raw, "in_force_from"),
        verified=raw.need("verified", bool),
        note=raw.typed("note", str, default=""),
    )
