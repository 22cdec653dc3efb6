"""Sentence mode: a cell prints the sentences that changed, and （略） for those that did not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pia.official.folding import fold
from pia.revision.headings import is_heading

LEFT_OUT = "（略）"
_SENTENCE = re.compile(r"[^。\n]*[。\n][」』）)]*\n?|[^。\n]+")


class _Piece(NamedTuple):
    """What a cell prints, one behind the other."""

    text: str
    #: Both sides have it and no reader needs it: white space, or （略） in place of sentences.
    is_quiet: bool = False


class _Run(NamedTuple):
    """Sentences that both sides have (then `old` is `new`), or that one side has."""

    is_equal: bool
    #: Where it begins in the old text.
    start: int
    old: Sequence[str]
    new: Sequence[str]


def abridged(before: str, after: str, own: Collection[str] = ()) -> tuple[str, str]:
    """Return both cells with （略） for what both have, one sign between two sentences.

    The last heading before a changed sentence stays, so that the reader knows which block it stands
    in; `own` holds headings of this city. What a moved sentence has passed stays, too, or nobody
    would see the move. Changed white space stays. Texts that share no sentence longer than （略）
    come back as they are. Deterministic: the proof renders it again.
    """
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    runs, heads = _runs(old, new), _heading_places(old, own)
    passed = _passed(runs)
    left: list[_Piece] = []
    right: list[_Piece] = []
    for number, run in enumerate(runs):
        if not run.is_equal or number in passed:
            left += map(_Piece, run.old)
            right += map(_Piece, run.new)
            continue
        is_last = number == len(runs) - 1
        inside = [at - run.start for at in heads if 0 <= at - run.start < len(run.old)]
        shown = _shown(run.old, inside[-1] if inside and not is_last else None)
        left += shown
        right += shown
    cells = _cell(left), _cell(right)
    # A text may hold a （略） of its own.
    return cells if cells[0] != cells[1] else (before, after)


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    return [
        _Run(
            code.tag == "equal",
            code.src_start,
            old[code.src_start : code.src_end],
            new[code.dest_start : code.dest_end],
        )
        for code in Indel.opcodes(old, new)
    ]


def _heading_places(sentences: Sequence[str], own: Collection[str]) -> list[int]:
    """Return which sentences are headings: lines of their own, as `blocks` reads them."""
    known = {fold(heading) for heading in own}
    return [
        place
        for place, sentence in enumerate(sentences)
        if (place == 0 or sentences[place - 1].endswith("\n")) and is_heading(sentence, known)
    ]


def _passed(runs: Sequence[_Run]) -> set[int]:
    """Return the runs between the old and the new place of a sentence that moved."""
    gone = _places((run.old if not run.is_equal else ()) for run in runs)
    come = _places((run.new if not run.is_equal else ()) for run in runs)
    found: set[int] = set()
    for sentence in gone.keys() & come.keys():
        places = gone[sentence] + come[sentence]
        found.update(range(min(places), max(places)))
    return found


def _places(runs: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    """Return in which runs each sentence stands, white space around it aside."""
    found: dict[str, list[int]] = {}
    for number, sentences in enumerate(runs):
        for sentence in filter(None, map(str.strip, sentences)):
            found.setdefault(sentence, []).append(number)
    return found


def _shown(equal: Sequence[str], head: int | None) -> list[_Piece]:
    """Return what is printed of sentences that both sides have; `head` is the heading that stays."""
    if head is None:
        return [_left_out(equal)]
    return [_left_out(equal[:head]), _Piece(equal[head]), _left_out(equal[head + 1 :])]


def _left_out(sentences: Sequence[str]) -> _Piece:
    text = "".join(sentences)
    if len(text.strip()) <= len(LEFT_OUT):
        return _Piece(text, is_quiet=not text.strip())
    return _Piece(LEFT_OUT + _line_end(text), is_quiet=True)


def _cell(pieces: Sequence[_Piece]) -> str:
    """Return the pieces as one text; quiet ones that came together say （略） once."""
    cell: list[str] = []
    for is_quiet, together in groupby(pieces, key=lambda piece: piece.is_quiet):
        words = [piece.text for piece in together]
        cell += _said_once(words) if is_quiet else words
    return "".join(cell)


def _said_once(words: Sequence[str]) -> list[str]:
    before = list(takewhile(lambda word: not word.strip(), words))
    signs = words[len(before) :]
    return [*before, LEFT_OUT + _line_end("".join(signs))] if signs else before


def _line_end(text: str) -> str:
    return "\n" if text.endswith("\n") else ""
