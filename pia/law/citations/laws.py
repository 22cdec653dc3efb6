"""The laws that assessments cite, by id, with every name they go by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pia.law.numerals import NUMBER, number_of
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path


@dataclass(frozen=True)
class Law:
    """One law: its title, its short names (the first is what we write), and its number."""

    id: str
    title: str
    names: tuple[str, ...]
    #: 平成25年法律第27号, "" where nobody looked it up.
    number: str
    #: What stands in brackets beside its provisions and names no law: 利用範囲.
    captions: tuple[str, ...] = ()


@cache
def laws() -> dict[str, Law]:
    """Return every law of `data/law/laws.yaml` by id."""
    return read_laws(data_path("law", "laws.yaml"))


def read_laws(path: Path) -> dict[str, Law]:
    """Read a file of laws. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("laws")
    given = top.need("laws", Mapping)
    return {name: _law(name, given.need(name, Mapping)) for name in given}


def law_named(name: str) -> str:
    """Return the id of a law by title, short name or number, else the name itself."""
    return _by_name().get(_plain(name), name)


@cache
def names_pattern() -> str:
    """Return a regular expression for every name, the longest first."""
    names = {name for law in laws().values() for name in (law.title, *law.names)}
    return "|".join(_in_any_numerals(name) for name in sorted(names, key=len, reverse=True))


@cache
def captions_pattern() -> str:
    """Return a regular expression for what in brackets beside a provision is none: （利用範囲）."""
    captions = {caption for law in laws().values() for caption in law.captions}
    return "|".join(map(re.escape, sorted(captions, key=len, reverse=True)))


@cache
def _by_name() -> dict[str, str]:
    return {
        _plain(name): law.id
        for law in laws().values()
        for name in (law.title, *law.names, law.number)
        if name
    }


def _plain(name: str) -> str:
    """Return a name with the numbers behind 第 in digits."""
    return re.sub(f"第({NUMBER})", lambda found: f"第{number_of(found[1]) or found[1]}", name)


def _in_any_numerals(name: str) -> str:
    pieces = re.split(f"第({NUMBER})", name)
    return "".join(
        f"第{_spellings(piece)}" if place % 2 else re.escape(piece)
        for place, piece in enumerate(pieces)
    )


def _spellings(numeral: str) -> str:
    value = str(number_of(numeral))
    wide = value.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return f"(?:{numeral}|{value}|{wide})"


def _law(name: str, raw: Mapping) -> Law:
    raw.only("title", "names", "number", "captions")
    names = raw.words("names")
    if not names:
        raise raw.refuse("names がありません", "names")
    captions = raw.words("captions")
    return Law(name, raw.need("title", str), names, raw.need("number", str), captions)
