"""Check boxes: marks, words and the text in brackets behind them.

Marks are believed only in a document that shows at least one mark in its body. Conversions lose
them, and an unmarked box in a document without any mark says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pia.imports.grid import LOST_MARK
from pia.official import Choice, Item
from pia.official.folding import fold

#: A cross says no to some and yes to others: it is no mark that could be read.
_MARK = re.compile(r"[\[［]([^\[\]［］\n×✕✖✗✘]{0,3})[\]］]|([☐□☑☒■✓✔])")  # both widths are printed
_UNMARKED = frozenset("☐□")


@dataclass(frozen=True)
class Box:
    """One printed box with the choice behind it."""

    choice: Choice
    is_marked: bool
    detail: str


def shows_marks(text: str) -> bool:
    """Return whether a text holds a box that is marked in writing."""
    return any(_is_marked(mark) for mark in _MARK.finditer(text))


def read_boxes(item: Item, text: str) -> list[Box]:
    """Return the boxes of an item that stand in a text, in its order."""
    found = list(found_boxes(item, text))
    ends = [*(start for start, _, _, _ in found[1:]), len(text)][: len(found)]
    return [
        Box(choice, marked, _detail(text[behind:end]) if choice.detail else "")
        for (_, behind, choice, marked), end in zip(found, ends, strict=True)
    ]


def answer(boxes: list[Box]) -> dict[str, Any]:
    """Return the stored answer of boxes."""
    details = {box.choice.key: box.detail for box in boxes if box.detail}
    return {"checked": [b.choice.key for b in boxes if b.is_marked], "detail": details}


def _is_marked(mark: re.Match[str]) -> bool:
    sign = (mark[1] or "").strip() if mark[2] is None else mark[2]
    return bool(sign) and sign not in _UNMARKED and LOST_MARK not in sign


def found_boxes(item: Item, text: str) -> Iterator[tuple[int, int, Choice, bool]]:
    """Yield (start of the mark, end of the words, choice, marked) for each box."""
    for mark in _MARK.finditer(text):
        at = [(end, c) for c in item.choices if (end := end_of(c.words, text, mark.end()))]
        if at:
            end, choice = max(at, key=lambda pair: pair[0])
            yield mark.start(), end, choice, _is_marked(mark)


def end_of(words: str, text: str, start: int) -> int:
    """Return where `words` end if they stand at `start` in any width and spacing, else 0."""
    wanted, here = _key(words), start
    while wanted and here < len(text):
        sign = _key(text[here])
        if not wanted.startswith(sign):
            return 0
        wanted = wanted[len(sign) :]
        here += 1
    return 0 if wanted else here


@lru_cache(maxsize=4_096)
def _key(words: str) -> str:
    """Return the key of printed words or of one sign: both are asked for thousands of times."""
    return fold(words)


def _detail(behind: str) -> str:
    """Return the text in the brackets that follow the words of a box; it may hold brackets."""
    text = behind.strip()
    if not text.startswith(("(", "（")):
        return ""
    if text.endswith((")", "）")):
        return text[1:-1].strip()
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "(（") - (char in ")）")
        if depth == 0:
            return text[1:place].strip()
    return text[1:].strip()
