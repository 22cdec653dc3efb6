"""Numbers as the law writes them: 十九, 19, １９."""

from __future__ import annotations

import re

#: A regular expression for one number in any of its spellings.
NUMBER = "(?:[0-9０-９]+|[〇一二三四五六七八九十百千]+)"
#: More digits are a code or a slip: no law counts so far (and Python reads no more than 4,300).
_MOST_DIGITS = 18
_MIXED = re.compile(r"(?:[一二三四五六七八九]?[千百十])*[一二三四五六七八九]?")
_SIZES = {"千": 1000, "百": 100, "十": 10}
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}


def number_of(text: str) -> int | None:
    """Return the value of a number in digits of either width or in 漢数字; None for neither.

    None too for what has more digits than any number of a law.
    """
    if len(text) > _MOST_DIGITS:
        return None
    return int(text) if text.isdecimal() else kanji_number(text)


def kanji_number(text: str) -> int | None:
    """Return the value of a well-formed number in 漢数字: 二十三, 千二百, 二〇二五; else None.

    二三十 (twenty or thirty) and 百二〇 are no numbers, 〇〇三 is a code.
    """
    if not text or text[0] == "〇" or len(text) > _MOST_DIGITS:
        return None
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    sizes = [_SIZES[sign] for sign in text if sign in _SIZES]
    if not _MIXED.fullmatch(text) or sizes != sorted(set(sizes), reverse=True):
        return None
    return _sum(text)


def _sum(text: str) -> int:
    total, digit = 0, 0
    for sign in text:
        if sign in _SIZES:
            total += (digit or 1) * _SIZES[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit
