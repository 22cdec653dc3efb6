"""Whether a cell that a person worded anew still says what changed.

A summary may be shorter than the text, but a number, a name, a negation or a choice that changed
and no longer appears is shown to each approver, who acknowledges it with a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pia.official.folding import fold
from pia.official.yamlfile import Mapping, read_yaml
from pia.revision.cells import NOTHING
from pia.revision.spans import Segment
from pia.revision.timing.typography import typographical_key
from pia.settings import data_path

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: A number as written: in figures, or in 漢数字 with what shows that it is one (三年, 第三条).
_WRITTEN = re.compile(r"\d+(?:[.,]\d+)*|第?[〇一二三四五六七八九十百千]+.?")
_BOX = re.compile(r"\[[^\]]?\][^\[\s]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&.-]+|[ァ-ヶー]{3,}|[一-鿿々〆ヶァ-ヶー]{2,}")
_KINDS = {"number": "数", "name": "名称", "negation": "否定の言葉", "choice": "選択"}


@dataclass(frozen=True)
class WordingWords:
    """What `data/words/wording.yaml` says."""

    negations: tuple[str, ...]
    name_endings: tuple[str, ...]


def hidden(
    parts: Iterable[Segment], worded: tuple[str, str], *, has_choices: bool
) -> tuple[str, ...]:
    """Return what the new words hide, one Japanese sentence each, nothing twice.

    `parts` tells how 変更後 differs from 変更前 as the engine rendered them; `worded` are the cells
    as a person worded them.
    """
    parts = tuple(parts)
    found = list(_of_both(worded))
    for column, sign, cell in (("変更前", "-", worded[0]), ("変更後", "+", worded[1])):
        found += [
            f"{column}の記載に、変わった{_KINDS[kind]}「{word}」がありません。"
            for kind, word in _missing(parts, sign, cell, has_choices=has_choices)
        ]
    return tuple(dict.fromkeys(found))


def _of_both(worded: tuple[str, str]) -> Iterator[str]:
    if fold(worded[0]) == fold(worded[1]):
        yield "変更前と変更後の記載が同じです。"


def _missing(
    parts: tuple[Segment, ...], sign: str, cell: str, *, has_choices: bool
) -> Iterator[tuple[str, str]]:
    """Yield what changed on one side and does not stand in its cell any more."""
    whole = "".join(text for s, text in parts if s in ("=", sign))
    said = typographical_key(cell)
    numbers = Counter(_NUMBER.findall(said))
    for kind, word in _changed_words(parts, sign, whole, has_choices=has_choices):
        key = typographical_key(word)
        figures = _NUMBER.findall(key) if kind == "number" else []
        numbers.subtract(figures)
        if any(numbers[figure] < 0 for figure in figures) or (not figures and key not in said):
            yield kind, word


def _changed_words(
    parts: tuple[Segment, ...], sign: str, whole: str, *, has_choices: bool
) -> Iterator[tuple[str, str]]:
    """Yield the words of one side that a changed stretch touches and that must not be lost."""
    if has_choices and whole != NOTHING:
        boxes = [_BOX.findall(whole), _BOX.findall(_side(parts, "+" if sign == "-" else "-"))]
        changed = [box for box in boxes[0] if box not in boxes[1]] or ([] if boxes[0] else [whole])
        yield from (("choice", box) for box in changed)
        return
    touched = list(_touched(parts, sign))
    words = _words()
    for start, end in touched:
        stretch = whole[start:end]
        yield from (("negation", word) for word in words.negations if word in stretch)
    for kind, pattern, is_one in (("number", _WRITTEN, _is_number), ("name", _WORD, _is_name)):
        for match in pattern.finditer(whole):
            near = any(match.start() < end and start < match.end() for start, end in touched)
            if near and is_one(match[0]):
                yield kind, match[0]


def _is_number(word: str) -> bool:
    return _NUMBER.search(typographical_key(word)) is not None


def _is_name(word: str) -> bool:
    """Return whether a word names somebody or something: in Latin, in kana, or by its ending."""
    return not re.search("[一-鿿]", word) or word.endswith(_words().name_endings)


def _side(parts: Iterable[Segment], sign: str) -> str:
    return "".join(text for s, text in parts if s in ("=", sign))


def _touched(parts: Iterable[Segment], sign: str) -> Iterator[tuple[int, int]]:
    """Yield where one side changed, by its own offsets."""
    start = 0
    for s, text in parts:
        if s == sign:
            yield start, start + len(text)
        if s in ("=", sign):
            start += len(text)


@cache
def _words() -> WordingWords:
    return read_wording_words(data_path("words", "wording.yaml"))


def read_wording_words(path: Path) -> WordingWords:
    """Read the words of a file. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("wording")
    given = top.need("wording", Mapping)
    given.only("negations", "name_endings")
    return WordingWords(given.words("negations"), given.words("name_endings"))
