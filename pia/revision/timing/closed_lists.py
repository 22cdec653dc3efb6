"""The closed lists of `data/law/closed_lists.yaml`: what may be proposed as wording, and what never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

_DIGITS = re.compile("[0-9０-９〇一二三四五六七八九十百千]")


@dataclass(frozen=True)
class ClosedLists:
    """Misspellings, spellings of one word, and the words at which a machine stops."""

    #: Wrong → right.
    misspellings: dict[str, str]
    #: Spellings of one word.
    notation: tuple[tuple[str, ...], ...]
    negations: tuple[str, ...]
    measures: tuple[str, ...]
    #: Signs behind which a name may begin.
    name_borders: frozenset[str]

    @cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Each word of `notation` with every spelling of it."""
        return {word: group for group in self.notation for word in group}


@cache
def closed_lists() -> ClosedLists:
    """Return the lists that ship with the product."""
    return read_closed_lists(data_path("law", "closed_lists.yaml"))


def read_closed_lists(path: Path) -> ClosedLists:
    """Read the lists of a file. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("misspellings", "notation", "negations", "measures", "name_borders")
    return ClosedLists(
        misspellings=dict(_misspellings(top)),
        notation=tuple(tuple(map(str, group)) for group in top.need("notation", list)),
        negations=top.words("negations"),
        measures=top.words("measures"),
        name_borders=frozenset(top.need("name_borders", str)),
    )


def keeps_its_meaning(before: str, after: str) -> bool:
    """Return whether no negation and no name of a measure appears or vanishes between two texts."""
    return _meaning(before) == _meaning(after)


def is_mere_wording(old: str, new: str) -> bool:
    """Return whether no number differs and no measure is named in a word and what replaced it."""
    named = any(measure in text for measure in closed_lists().measures for text in (old, new))
    return not named and _DIGITS.findall(old) == _DIGITS.findall(new)


def _meaning(text: str) -> tuple[dict[str, int], ...]:
    lists = closed_lists().negations, closed_lists().measures
    return tuple({word: text.count(word) for word in words if word in text} for words in lists)


def _misspellings(top: Mapping) -> Iterator[tuple[str, str]]:
    for row in top.need("misspellings", list):
        if not isinstance(row, Mapping):
            raise top.refuse("misspellings には {old: …, new: …} の形で書きます", "misspellings")
        row.only("old", "new")
        yield row.need("old", str), row.need("new", str)
