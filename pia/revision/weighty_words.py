"""Words that a cell worded anew must not lose: numbers, names, negations.

What is no word of `data/words` counts as a name: one word too many told is better than a vendor who
is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pia.official.yamlfile import Mapping, read_yaml
from pia.revision.inline.lexicon import kana_words, kanji_words
from pia.revision.timing.closed_lists import closed_lists
from pia.revision.timing.table import timing_table
from pia.revision.timing.typography import typographical_key
from pia.settings import data_path

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: A number as written: in figures, or in 漢数字 with what shows that it is one (三年, 第三条).
_WRITTEN = re.compile(
    r"\d+(?:[.,]\d+)*|第?(?<![\d万億])[〇一二三四五六七八九十百千][〇一二三四五六七八九十百千万億]*[一-鿿ヶか]?"
)
_KANJI, PARTICLES = "一-鿿々〆ヶ", "のをにはがでともやへ"
#: A run of hiragana and the kanji behind it: さくら保育園; behind kanji a particle comes first, みだりに is an adverb.
_KANA_NAME = re.compile(
    "(?:(?<![ぁ-んァ-ヶー一-鿿々])|(?<=[ァ-ヶー一-鿿々][のをにはがでともやへ]))"
    "([ぁ-ん]{2,})(?<![にてをはがでくな])[一-鿿々]+"
)
#: Of the words of `data/words`.
_LONGEST_WORD = 16


@dataclass(frozen=True)
class WordingWords:
    """What `data/words/wording.yaml` says."""

    #: Endings of names.
    name_endings: tuple[str, ...]
    #: Keys of items whose answers are names.
    name_items: frozenset[str]
    #: Kanji that stand before or behind a word and are none.
    affixes: frozenset[str]
    #: Words that join two others.
    conjunctions: tuple[str, ...]
    #: Hiragana behind a stem, and kanji that are one before する's forms, too.
    inflections: frozenset[str]
    stems: frozenset[str]
    #: Words that are no names.
    no_names: frozenset[str]


def names_somebody(pattern: str) -> bool:
    """Return whether the answers of an item (委託先名, 部署 …) are names, whatever words they hold."""
    return pattern.rpartition(".")[2] in _words().name_items


def weighty_words(whole: str, sure: Iterable[re.Pattern[str]]) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of what must not be lost, wherever it stands; `sure` are names."""
    for pattern in sure:
        yield from (("name", *match.span()) for match in pattern.finditer(whole))
    negations = sorted(closed_lists().negations, key=len, reverse=True)
    for match in re.finditer("|".join(map(re.escape, negations)), whole):
        yield "negation", *match.span()
    for match in _WRITTEN.finditer(whole):
        if _is_number(match[0]):
            yield "number", *match.span()
    for match in _KANA_NAME.finditer(whole):
        if _is_kana_name(match[0]):
            start, end = _whole_word(whole, *match.span())
            if end > match.end(1):
                yield "name", start, end
    for match in _word().finditer(whole):
        start, end = _whole_word(whole, *match.span())
        if end - start > 1 and _is_name(whole[start:end]):
            yield "name", start, end


@cache
def _word() -> re.Pattern[str]:
    """Return a run that may be a name; of kanji and katakana it ends before 及び and the like."""
    joins = "|".join(map(re.escape, _words().conjunctions))
    run = rf"(?:(?!{joins})[{_KANJI}ァ-ヶー]){{2,}}"
    return re.compile(rf"[A-Za-z][A-Za-z0-9&.-]+|[ァ-ヶー]{{3,}}|{run}")


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a run without the counter of a number before it, and without a stem at its end."""
    words, behind = _words(), text[end : end + 1]
    if start and NUMBER.fullmatch(text[start - 1]):
        counters = "|".join(sorted(timing_table().counters, key=len, reverse=True))
        start += len(re.match(f"(?:{counters})*", text[start:end])[0])  # type: ignore[index] # of none, too
    if text[end - 1] == "第":
        return start, end - 1
    if text[start:end].endswith(words.name_endings) or not re.match(f"[{_KANJI}]", text[end - 1]):
        return start, end
    is_stem = behind in words.inflections or text.startswith(("かん", "かい", "かく"), end)
    is_stem |= behind != "" and behind in "しさすせ" and text[end - 1] in words.stems
    return start, end - is_stem


@cache
def pattern_of(names: frozenset[str]) -> re.Pattern[str]:
    """Return what finds names, the longest first. One sign alone is no name."""
    found = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found)) or "(?!)")


def _is_number(word: str) -> bool:
    return NUMBER.search(typographical_key(word)) is not None


def _is_name(word: str) -> bool:
    """Return whether a word names somebody or something: in Latin or katakana, by its ending.

    A run of kanji that is not made of known words is one, too.
    """
    if word.removesuffix("等") in _words().no_names:
        return False
    in_kanji_alone = re.fullmatch(f"[{_KANJI}]+", word)
    if not in_kanji_alone or word.endswith(_words().name_endings):
        return True
    counted = word.lstrip("〇一二三四五六七八九十百千" + "".join(timing_table().counters))
    known, affixes = kanji_words(), _words().affixes
    return counted != "" and not any(_is_made_of(w, known, affixes) for w in (word, counted))


def _is_kana_name(word: str) -> bool:
    """Return whether the hiragana before a run of kanji is none of the words of a sentence."""
    found = _KANA_NAME.match(word)
    if found is None or _is_made_of(found[1], kana_words(), frozenset()):
        return False
    # 施錠できる書庫: で is no particle there.
    return not any(particle + found[1] in kana_words() for particle in PARTICLES)


def _is_made_of(run: str, words: AbstractSet[str], affixes: AbstractSet[str]) -> bool:
    """Return whether a run is words joined together, affixes between and around them."""
    reached = {0}
    for start in range(len(run)):
        if start in reached:
            pieces = (run[start : start + n] for n in range(1, _LONGEST_WORD + 1))
            known = (piece for piece in pieces if piece in words or piece in affixes)
            reached |= {start + len(piece) for piece in known}
    return len(run) in reached and not set(run) <= affixes


@cache
def _words() -> WordingWords:
    return read_wording_words(data_path("words", "wording.yaml"))


def read_wording_words(path: Path) -> WordingWords:
    """Read the words of a file. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("wording")
    given = top.need("wording", Mapping)
    signs = ("affixes", "inflections", "stems")
    given.only("name_endings", "name_items", "conjunctions", "no_names", *signs)
    affixes, inflections, stems = (frozenset(given.need(name, str)) for name in signs)
    return WordingWords(
        given.words("name_endings"),
        frozenset(given.words("name_items")),
        affixes,
        given.words("conjunctions"),
        inflections,
        stems,
        frozenset(given.words("no_names")),
    )
