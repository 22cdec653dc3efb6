"""The words of the field: `data/words`, read once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from pia.settings import data_path


@cache
def kanji_words() -> frozenset[str]:
    """Return the words that are written in kanji alone."""
    text = data_path("words", "kanji.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@cache
def kana_words() -> frozenset[str]:
    """Return the words in hiragana that stand by themselves."""
    return frozenset(_flat(_kana()["words"]))


@cache
def kana_after(ending: str) -> frozenset[str]:
    """Return those that do so after the ending of a `verb`, of a `noun`, or after `te`."""
    return frozenset(_flat(_kana()["after"][ending]))


@cache
def _kana() -> Any:
    return yaml.safe_load(data_path("words", "kana.yaml").read_text(encoding="utf-8"))


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _flat(part)
