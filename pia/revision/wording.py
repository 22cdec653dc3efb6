"""Whether a cell that a person worded anew still says what changed.

A summary may be shorter than the text, but a number, a name, a negation or a choice that changed
and no longer appears is shown to each approver, who acknowledges it with a reason. What is no word
of `data/words` counts as a name: one word too many told is better than a vendor who is gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pia.official.folding import fold
from pia.official.yamlfile import Mapping, read_yaml
from pia.revision.cells import NOTHING
from pia.revision.inline.lexicon import kana_words, kanji_words
from pia.revision.spans import Segment, segments
from pia.revision.timing.closed_lists import closed_lists
from pia.revision.timing.table import timing_table
from pia.revision.timing.typography import typographical_key
from pia.settings import data_path

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: A number as written: in figures, or in 漢数字 with what shows that it is one (三年, 第三条).
_WRITTEN = re.compile(r"\d+(?:[.,]\d+)*|第?[〇一二三四五六七八九十百千万億]+.?")
_BOX = re.compile(r"\[[^\]]?\][^\[\s]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&.-]+|[ァ-ヶー]{3,}|[一-鿿々〆ヶァ-ヶー]{2,}")
#: A run of hiragana and the kanji behind it: さくら保育園; behind kanji a particle comes first, みだりに is an adverb.
_KANA_NAME = re.compile(
    "(?:(?<![ぁ-んァ-ヶー一-鿿々])|(?<=[ァ-ヶー一-鿿々][のをにはがでともやへ]))"
    "([ぁ-ん]{2,})(?<![にてをはがでくな])[一-鿿々]+"
)
_NAMES = re.compile("[^\n、，,]+")
#: Of the words of `data/words`.
_LONGEST_WORD = 16
#: Where a stretch starts and ends.
_Span = tuple[int, int]
#: The kind of a word and where it stands.
_Changed = tuple[str, _Span]
_KINDS = {"number": "数", "name": "名称", "negation": "否定の言葉", "choice": "選択"}


@dataclass(frozen=True)
class WordingWords:
    """What `data/words/wording.yaml` says."""

    #: Endings of names.
    name_endings: tuple[str, ...]
    #: Keys of items whose answers are names.
    name_items: frozenset[str]
    #: Kanji that stand before or behind a word and are none.
    affixes: frozenset[str]


def names_somebody(pattern: str) -> bool:
    """Return whether the answers of an item (委託先名, 部署 …) are names, whatever words they hold."""
    return pattern.rpartition(".")[2] in _words().name_items


def hidden(
    parts: Iterable[Segment],
    worded: tuple[str, str],
    *,
    has_choices: bool,
    is_name: bool = False,
) -> tuple[str, ...]:
    """Return what the new words hide, one Japanese sentence each, nothing twice.

    `parts` tells how 変更後 differs from 変更前 as the engine rendered them; `worded` are the cells
    as a person worded them. `is_name`: the answer is a name, or several.
    """
    parts = tuple(parts)
    changed = partial(_changed_words, parts, has_choices=has_choices, is_name=is_name)
    found = list(_of_both(worded))
    for column, sign, cell in (("変更前", "-", worded[0]), ("変更後", "+", worded[1])):
        found += [
            f"{column}の記載に、変わった{_KINDS[kind]}「{word}」がありません。"
            for kind, word in _missing(parts, sign, cell, changed)
        ]
    return tuple(dict.fromkeys(found))


def _of_both(worded: tuple[str, str]) -> Iterator[str]:
    if fold(worded[0]) == fold(worded[1]):
        yield "変更前と変更後の記載が同じです。"


def _missing(
    parts: tuple[Segment, ...], sign: str, cell: str, changed: Callable[..., Iterable[_Changed]]
) -> Iterator[tuple[str, str]]:
    """Yield what changed on one side and does not stand in its cell any more."""
    whole = _side(parts, sign)
    kept, fresh = _kept(whole, cell)
    used: Counter[str] = Counter()
    for kind, (start, end) in changed(sign, whole):
        if any(at <= start and end <= stop for at, stop in kept):
            continue
        for sought in _sought(kind, whole[start:end]):
            used[sought] += 1
            if used[sought] > fresh(kind, sought):
                yield kind, whole[start:end]
                break


def _kept(whole: str, cell: str) -> tuple[list[_Span], Callable[[str, str], int]]:
    """Return which stretches of the whole the cell keeps, and how often it says a word elsewhere.

    The same word somewhere else in the text does not say what changed: each place counts once.
    """
    parts = segments(whole, cell)
    said = typographical_key(cell)
    stays = [typographical_key(text) for sign, text in parts if sign == "="]

    def fresh(kind: str, sought: str) -> int:
        return _count(kind, sought, said) - sum(_count(kind, sought, text) for text in stays)

    return list(_where(parts, "-", "=")), fresh


def _sought(kind: str, word: str) -> list[str]:
    """Return what must stand in a cell that says a word: its figures, else the word."""
    key = typographical_key(word)
    return _NUMBER.findall(key) if kind == "number" else [key]


def _count(kind: str, sought: str, text: str) -> int:
    return _NUMBER.findall(text).count(sought) if kind == "number" else text.count(sought)


def _changed_words(
    parts: tuple[Segment, ...], sign: str, whole: str, *, has_choices: bool, is_name: bool
) -> Iterator[_Changed]:
    """Yield where a word stands that a changed stretch of one side touches: none may be lost."""
    if has_choices and whole != NOTHING:
        others = _BOX.findall(_side(parts, "+" if sign == "-" else "-"))
        boxes = list(_BOX.finditer(whole))
        yield from (("choice", box.span()) for box in boxes if box[0] not in others)
        if not boxes:
            yield "choice", (0, len(whole))
        return
    touched = list(_where(parts, sign, sign))
    names = (("name", _NAMES, bool),) if is_name and whole != NOTHING else ()
    told: set[tuple[str, int]] = set()
    for kind, pattern, is_one in (*names, *_kinds_of_words()):
        for match in pattern.finditer(whole):
            near = any(match.start() < end and start < match.end() for start, end in touched)
            if near and (kind, match.end()) not in told and is_one(match[0]):
                told.update((kind, at) for at in range(match.start() + 1, match.end() + 1))
                yield kind, match.span()


def _kinds_of_words() -> tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...]:
    negations = sorted(closed_lists().negations, key=len, reverse=True)
    negation = re.compile("|".join(map(re.escape, negations)))
    return (
        ("negation", negation, bool),
        ("number", _WRITTEN, _is_number),
        ("name", _KANA_NAME, _is_kana_name),
        ("name", _WORD, _is_name),
    )


def _is_number(word: str) -> bool:
    return _NUMBER.search(typographical_key(word)) is not None


def _is_name(word: str) -> bool:
    """Return whether a word names somebody or something: in Latin or katakana, by its ending.

    A run of kanji that is not made of known words is one, too.
    """
    in_kanji_alone = re.fullmatch("[一-鿿々〆ヶ]+", word)
    if not in_kanji_alone or word.endswith(_words().name_endings):
        return True
    counted = word.lstrip("〇一二三四五六七八九十百千" + "".join(timing_table().counters))
    known, affixes = kanji_words(), _words().affixes
    return counted != "" and not any(_is_made_of(w, known, affixes) for w in (word, counted))


def _is_kana_name(word: str) -> bool:
    """Return whether the hiragana before a run of kanji is none of the words of a sentence."""
    found = _KANA_NAME.match(word)
    return found is not None and not _is_made_of(found[1], kana_words(), frozenset())


def _is_made_of(run: str, words: AbstractSet[str], affixes: AbstractSet[str]) -> bool:
    """Return whether a run is words joined together, affixes between and around them."""
    reached = {0}
    for start in range(len(run)):
        if start in reached:
            pieces = (run[start : start + n] for n in range(1, _LONGEST_WORD + 1))
            known = (piece for piece in pieces if piece in words or piece in affixes)
            reached |= {start + len(piece) for piece in known}
    return len(run) in reached and not set(run) <= affixes


def _side(parts: Iterable[Segment], sign: str) -> str:
    return "".join(text for s, text in parts if s in ("=", sign))


def _where(parts: Iterable[Segment], side: str, wanted: str) -> Iterator[_Span]:
    """Yield where the segments of a sign stand in one side (`-` or `+`), by its own offsets."""
    start = 0
    for sign, text in parts:
        if sign == wanted:
            yield start, start + len(text)
        if sign in ("=", side):
            start += len(text)


@cache
def _words() -> WordingWords:
    return read_wording_words(data_path("words", "wording.yaml"))


def read_wording_words(path: Path) -> WordingWords:
    """Read the words of a file. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("wording")
    given = top.need("wording", Mapping)
    given.only("name_endings", "name_items", "affixes")
    return WordingWords(
        given.words("name_endings"),
        frozenset(given.words("name_items")),
        frozenset(given.need("affixes", str)),
    )
