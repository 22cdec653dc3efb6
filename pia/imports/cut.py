"""Texts that stop in mid-sentence, as conversions leave them."""

from __future__ import annotations

import re

_END = "。．！？"  # full-width signs end a Japanese sentence
_OPEN, _CLOSE = "(（「『【〈《〔[", ")）」』】〉》〕]"  # both widths are printed
#: A heading or a note in brackets closes like a sentence, and says nothing about the others.
_HEADING = re.compile(r"^[(（「『【〈《〔<＜\[].*[)）」』】〉》〕>＞\]]$")  # both widths
#: Fewer sentences than these show no habit of ending in 。.
_HABIT = 2
_SHORTEST = 8


def stops_short(text: str) -> bool:
    """Return whether a text breaks off: every sentence ends in 。 but the last, which is prose."""
    sentences = [s for s in split_sentences(text) if not _HEADING.match(s)]
    if len(sentences) <= _HABIT:
        return False
    *others, last = sentences
    return all(s.endswith(tuple(_END)) for s in others) and _breaks_off(last)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text: lines, cut after each 。 outside brackets."""
    found, depth, here = [], 0, ""
    for char in text:
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        here += char
        if char == "\n" or (char in _END and depth == 0):
            found.append(here.strip())
            here, depth = "", 0
    return [s for s in [*found, here.strip()] if s]


def _breaks_off(last: str) -> bool:
    is_prose = "、" in last and re.search("[ぁ-ん]{2}", last) is not None
    return is_prose and len(last) >= _SHORTEST and not last.endswith((*_END, *_CLOSE, ">", "＞"))
