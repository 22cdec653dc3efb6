"""Text as it is searched for: keys that know which signs of the text they came from.

A key only finds. What is replaced is the span of the real text, so that width and white space
around it stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from pia.official.folding import fold

Span = tuple[int, int]

#: White space, or a sign with the marks that belong to it (ｶﾞ is one sign).
_CLUSTER = re.compile(
    "\\s+|.[\u0300-\u036f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL
)
_NUMERALS = frozenset("〇一二三四五六七八九十百千")


@dataclass(frozen=True)
class Keyed:
    """The key of a text; for each of its signs where the cluster it came from starts and ends."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


Key = Callable[[str], Keyed]


@lru_cache(maxsize=4096)
def exact(text: str) -> Keyed:
    """Return the text without white space; between two digits one space stays: 1 2 is not 12."""
    return _keyed(text, str)


@lru_cache(maxsize=4096)
def loose(text: str) -> Keyed:
    """Return the same with one width and one spelling of each mark: 、 is ,."""
    return _keyed(text, _one_spelling)


def occurrences(text: str, words: str, key: Key) -> list[Span]:
    """Return every place where the words stand, those that overlap too. No words, no place."""
    whole, wanted = key(text), key(words).text
    found: list[Span] = []
    start = whole.text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if _is_border(whole, start) and _is_border(whole, end):
            found.append((whole.starts[start], whole.ends[end - 1]))
        start = whole.text.find(wanted, start + 1)
    return found


def cuts_a_word(text: str, span: Span) -> bool:
    """Return whether a border lies inside a number, a Latin or a カタカナ word: 1人 in 11人."""
    return any(_joins(text[n - 1 : n], text[n : n + 1]) for n in span)


def _keyed(text: str, spelling: Callable[[str], str]) -> Keyed:
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        if match[0].isspace():
            between = _is_digit(text[start - 1 : start]) and _is_digit(text[end : end + 1])
            key = " " if between else ""
        else:
            key = spelling(match[0])
        signs.append(key)
        starts += [start] * len(key)
        ends += [end] * len(key)
    return Keyed("".join(signs), tuple(starts), tuple(ends))


def _is_border(keyed: Keyed, place: int) -> bool:
    """Return whether a place of the key lies between two clusters: not inside ㈱ read as (株)."""
    inside = 0 < place < len(keyed.starts)
    return not inside or keyed.starts[place] != keyed.starts[place - 1]


@cache
def _one_spelling(cluster: str) -> str:
    kinds = (unicodedata.decomposition(sign).partition(" ")[0] for sign in cluster)
    has_width = len(cluster) > 1 or any(kind in ("<wide>", "<narrow>") for kind in kinds)
    plain = unicodedata.normalize("NFKC", cluster) if has_width else cluster
    return plain if plain.isalnum() else fold(plain)


def _is_digit(sign: str) -> bool:
    return sign.isdecimal() or sign in _NUMERALS


def _joins(before: str, after: str) -> bool:
    if not before or not after:
        return False
    return any(belongs(before) and belongs(after) for belongs in (_is_digit, _is_latin, _is_kana))


def _is_latin(sign: str) -> bool:
    return unicodedata.normalize("NFKC", sign).isascii() and sign.isalpha()


def _is_kana(sign: str) -> bool:
    return "ァ" <= sign <= "ヺ" or sign == "ー" or "ｦ" <= sign <= "ﾟ"
