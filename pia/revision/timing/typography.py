"""Whether two texts differ in typography alone: width, spelling of a mark, space, digits.

One-for-one only: a mark that appears or vanishes may change the meaning (domain.md §4), and so
may a mark between two digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from pia.law.numerals import kanji_number
from pia.official.typed import compose_kana
from pia.revision.timing.table import timing_table

_KANJI_DIGITS = "〇一二三四五六七八九"
_NUMERALS = f"{_KANJI_DIGITS}十百千万億"
_KANJI_NUMBER = re.compile(f"[{_NUMERALS}]+")
_BETWEEN_DIGITS = re.compile(rf"(?<=[\d{_NUMERALS}])\s+(?=[\d{_NUMERALS}])")


def is_typographical(before: str, after: str) -> bool:
    """Return whether the texts differ, and in typography alone."""
    return before != after and typographical_key(before) == typographical_key(after)


def differ_in_space_only(before: str, after: str) -> bool:
    """Return whether only white space differs. Between two digits it is content: 1 2 is not 12."""
    return spaceless(before) == spaceless(after)


def spaceless(text: str) -> str:
    """Return the text without white space, but for one space between two digits."""
    pieces = _BETWEEN_DIGITS.split(text)
    return " ".join(re.sub(r"\s", "", piece) for piece in pieces)


def same_sign(old: str, at: int, new: str, new_at: int) -> bool:
    """Return whether a sign of one text may stand for a sign of another: width, spelling of a mark.

    A mark between digits must be the same mark (1,2 and 1、2).
    """
    if old[at] == new[new_at]:
        return True
    one, other = _one_width(old[at]), _one_width(new[new_at])
    inside = _in_number(old, at) or _in_number(new, new_at)
    return one == other or (not inside and _marks().get(one, one) == _marks().get(other, other))


def typographical_key(text: str) -> str:
    """Return a key that is equal for texts that differ in typography alone."""
    plain = in_one_width(spaceless(text))
    return "".join(_signs(_numbers(plain)))


def in_one_width(text: str) -> str:
    """Return the text in one width: ＡＢ１２ → AB12, ｶﾞ → ガ. Ligatures such as ㈱ or ① stay."""
    return compose_kana("".join(_one_width(sign) for sign in text))


@lru_cache(maxsize=8192)
def _one_width(sign: str) -> str:
    kind, _, points = unicodedata.decomposition(sign).partition(" ")
    return chr(int(points, 16)) if kind in ("<wide>", "<narrow>") else sign


def _signs(text: str) -> Iterator[str]:
    """Yield each sign, a mark outside numbers as the first of its spellings."""
    marks = _marks()
    for place, sign in enumerate(text):
        yield marks[sign] if sign in marks and not _in_number(text, place) else sign


def _in_number(text: str, place: int) -> bool:
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def _numbers(text: str) -> str:
    """Return the text with each number in 漢数字 in digits; a numeral in a word stays (一般)."""
    return _KANJI_NUMBER.sub(lambda found: _number(found, text), text)


def _number(found: re.Match[str], text: str) -> str:
    numeral, end = found[0], found.end()
    value = _in_figures(numeral)
    ordinal = text[: found.start()].endswith("第")
    counted = text.startswith(timing_table().counters, end) and not _may_be_a_range(numeral)
    is_number = ordinal or (counted and not _is_another_word(text, found.start()))
    return value if is_number and value is not None else numeral


def _in_figures(numeral: str) -> str | None:
    """Return a number in figures, 万 and 億 as written: 一万二千 → 1万2000; None for none."""
    pieces = re.split("([万億])", numeral)
    units = "".join(pieces[1::2])
    values = [str(kanji_number(piece)) if piece else "" for piece in pieces[::2]]
    if units not in ("", "万", "億", "億万") or "None" in values or not values[0]:
        return None
    if units == "億万" and not values[1]:
        return None
    return "".join(value + unit for value, unit in zip(values, [*units, ""], strict=True))


def _is_another_word(text: str, start: int) -> bool:
    """Return whether a word stands here that only begins like a number: 一部, 十分."""
    words = (word for word in timing_table().no_numbers if text.startswith(word, start))
    return any(not text.startswith("間", start + len(word)) for word in words)


def _may_be_a_range(numeral: str) -> bool:
    """Return whether digits alone may mean "two or three": 二三人 is not 23人."""
    digits = set(_KANJI_DIGITS.removeprefix("〇"))
    return any(len(piece) > 1 and set(piece) <= digits for piece in re.split("[万億]", numeral))


@cache
def _marks() -> dict[str, str]:
    """Return every spelling of a mark with the first of its spellings."""
    return {
        in_one_width(sign): in_one_width(marks[0])
        for marks in timing_table().same_marks
        for sign in marks
    }
