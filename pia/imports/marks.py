"""How a document marks its boxes, and texts with the same signs for all: ☑ and ☐.

Most print [○] and [ ]. Some print ● and ○, ○ and □, レ before the words, or the mark alone: ○ is a mark in
one document and an empty box in the next, so that only the whole document tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pia.imports.boxes import end_of, shows_marks
from pia.official import Choice, Item
from pia.official.folding import fold

_RINGS, _DISCS = frozenset("○〇◯"), frozenset("●◉")
#: Signs of a box before words without brackets; those of brackets are read as they stand.
_SURE = frozenset("■☑✓✔レ☒")
_EMPTY = frozenset("□☐")
_BEFORE_WORDS = _RINGS | _DISCS | _SURE | _EMPTY
_EMPTY_BRACKETS = re.compile(r"[\[［]\s*[\]］]")  # both widths are printed
_FILLED_BRACKETS = re.compile(r"[\[［]\s*[○〇◯●◉■☑✓✔レxXｘvV*＊]\s*[\]］]$")  # both widths
#: The number of a choice before its words.
_COUNTED = re.compile(r"[(（]?[0-9０-９①-⑳]{1,2}[)）.．:：]?\s*")  # both widths are printed
#: Behind these a word may begin without a sign.
_GAPS = " 　\n\t、,"


@dataclass(frozen=True)
class Marks:
    """What the boxes of one document tell about its marks."""

    #: At least one box is marked in writing, so that an empty one says something.
    kept: bool
    #: Whether ○ before the words is a mark, None where that cannot be told.
    rings: bool | None = None
    #: Words without a sign are not marked, because no box of the document has a sign for that.
    bare: bool = False

    def plain(self, item: Item, text: str) -> str:
        """Return a text of boxes with ☑ and ☐ for its signs; what cannot be told stays."""
        done, here = "", 0
        for place in _places(item, text):
            sign = self._sign(place)
            if sign:
                done += text[here : place.start] + sign
                here = place.words
        return done + text[here:]

    def _sign(self, place: _Place) -> str:
        if not place.sign:
            return "☐" if self.bare and not place.in_brackets else ""
        if place.sign in _RINGS:
            return {True: "☑", False: "☐", None: ""}[self.rings]
        return "☑" if place.sign in _DISCS | _SURE else "☐"


@dataclass(frozen=True)
class _Place:
    """Printed words of a choice with the sign before them, "" where there is none."""

    start: int
    words: int
    end: int
    choice: Choice
    sign: str
    #: Brackets before it hold its mark.
    in_brackets: bool


def marks_of(boxes: Iterable[tuple[Item, str]]) -> Marks:
    """Return how a document marks its boxes. `boxes`: the items of that kind with their texts."""
    boxes = list(boxes)
    places = (place for item, text in boxes for place in _places(item, text))
    signs = [place.sign for place in places if not place.in_brackets]
    has_empty = any(_EMPTY & set(text) or _EMPTY_BRACKETS.search(text) for _, text in boxes)
    rings = _rings_mark(set(signs), has_empty=has_empty)
    marked = (sign in _DISCS | _SURE or (sign in _RINGS and rings) for sign in signs if sign)
    kept = any(shows_marks(text) for _, text in boxes) or any(marked)
    return Marks(kept, rings, kept and not has_empty and rings is not False)


def _rings_mark(signs: set[str], *, has_empty: bool) -> bool | None:
    if not signs & _RINGS:
        return None
    if signs & _DISCS:
        return False
    return True if has_empty or "" in signs else None


def marked_choice(item: Item, text: str) -> str:
    """Return the key of the one choice that is marked in a printed list of them, "" for none."""
    places = list(_places(item, text))
    discs = any(place.sign in _DISCS for place in places)
    marks = _DISCS | _SURE | (frozenset() if discs else _RINGS)
    marked = {place.choice.key for place in places if place.sign and place.sign in marks}
    marked |= {p.choice.key for p in places if _FILLED_BRACKETS.search(text[: p.start].rstrip())}
    return marked.pop() if len(marked) == 1 else ""


def _places(item: Item, text: str) -> Iterator[_Place]:
    """Yield where the choices of an item are printed, none inside the words of another.

    What stands in round brackets was typed there: その他(紙、専用線).
    """
    here = depth = 0
    while here < len(text):
        place = None if depth else _at(item, text, here)
        if place is not None:
            yield place
            here = place.end
            continue
        depth = max(0, depth + (text[here] in "(（") - (text[here] in ")）"))  # both widths
        here += 1


def _at(item: Item, text: str, start: int) -> _Place | None:
    if text[start].isspace():  # or each space of a long run would be asked about all that follow
        return None
    sign = text[start] if text[start] in _BEFORE_WORDS else ""
    is_free = start == 0 or text[start - 1] in _GAPS or text[start - 1].isspace()
    if not is_free and (not sign or sign == "レ") and text[start - 1] not in "]］)）":  # likewise
        return None
    words = start + len(sign)
    counted = _COUNTED.match(text, words) if item.kind == "choice" else None
    starts = [words, *([counted.end()] if counted else [])]
    found = [(end, c) for at in starts for c in item.choices if (end := end_of(c.words, text, at))]
    if not found:
        return None
    end, choice = max(found, key=lambda pair: pair[0])
    return _Place(
        start, words, end, choice, sign, text[:start].rstrip().endswith(("]", "］"))
    )  # both


def without_number(number: int, words: str, piece: str) -> bool:
    """Return whether a folded piece is a choice's words behind its number: 2)…, 2．…, (2)…."""
    wanted = fold(words)
    return piece in (f"{number}{sign}{wanted}" for sign in (")", ".", ":", "")) or (
        piece == f"({number}){wanted}"
    )
