"""A name in any of its spellings: either width, 株式会社 or ㈱, white space in it or none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pia.revision.timing.closed_lists import closed_lists
from pia.revision.timing.typography import in_one_width

#: From a sign of ASCII to its wide one.
_WIDE = ord("！") - ord("!")
_KATAKANA = [chr(point) for point in range(ord("ァ"), ord("ー") + 1)]
_HALF_KATAKANA = [chr(point) for point in range(0xFF66, 0xFFA0)]


@lru_cache(maxsize=8192)
def any_spelling(name: str, goes_on: str = "") -> re.Pattern[str]:
    """Return the expression of a name as anybody may write it; `goes_on` is what it says behind."""
    groups = closed_lists().spellings
    pieces = (
        _one_of(groups[piece]) if piece in groups else "".join(map(_sign, piece))
        for piece in _words().split(in_one_width(name))
    )
    return re.compile(r"\s*".join(filter(None, pieces)) + goes_on)


def _one_of(spellings: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(spellings, key=len, reverse=True)))})"


def _sign(sign: str) -> str:
    """Return the expression of one sign in both widths."""
    if sign.isspace():
        return r"\s*"
    wide = chr(ord(sign) + _WIDE) if "!" <= sign <= "~" else _half_katakana().get(sign)
    return re.escape(sign) if wide is None else _one_of((sign, wide))


@cache
def _half_katakana() -> dict[str, str]:
    """Return each katakana in half width: ガ → ｶﾞ."""
    halves = {unicodedata.normalize("NFKC", half): half for half in _HALF_KATAKANA}
    parted = {sign: unicodedata.normalize("NFD", sign) for sign in _KATAKANA}
    return {
        sign: "".join(halves[piece] for piece in pieces)
        for sign, pieces in parted.items()
        if all(piece in halves for piece in pieces)
    }


@cache
def _words() -> re.Pattern[str]:
    """Return the expression of every word that has several spellings; `split` keeps them."""
    return re.compile(f"({_one_of(tuple(closed_lists().spellings))})")
