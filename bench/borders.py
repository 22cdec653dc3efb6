"""Borders of a difference that stand inside a word: one count for the bench and for the tests.

A border is an offset strictly inside the old or the new text where a run begins or ends, or where
the run of the other side would stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pia.revision.spans import Segment

#: Where no reader sees a word: the dictionary has 氏名（フリガナ） as one entry.
BRACKETS = frozenset("()（）「」")


def borders(parts: Iterable[Segment]) -> Iterator[tuple[str, list[int]]]:
    """Yield both texts of a difference with the offsets of its borders in them."""
    parts = tuple(parts)
    for side in "-+":
        text, offsets = "", set[int]()
        for sign, run in parts:
            length = len(run) if sign in {"=", side} else 0
            if sign != "=":
                offsets |= {len(text), len(text) + length}
            text += run[:length]
        yield text, sorted(offsets - {0, len(text)})


def inside_words(
    judge: Any, differences: Iterable[Sequence[Segment]]
) -> tuple[int, tuple[str, ...]]:
    """Return how many borders there are, and those that cut a word for the judge, shown with a bar.

    `judge` is a tokenizer of SudachiPy.
    """
    every, cut = 0, []
    for parts in differences:
        for text, offsets in borders(parts):
            starts = {word.begin() for word in judge.tokenize(text)}
            starts |= {at for at, sign in enumerate(text) if sign in BRACKETS}
            inside = [at for at in offsets if at not in starts]
            cut += [f"{text[max(0, at - 5) : at]}|{text[at : at + 5]}" for at in inside]
            every += len(offsets)
    return every, tuple(cut)
