"""What a search looks through: each answer and each row of 別添2 as words, and what a hit shows.

Words compare by their key: width, kana width, case, spaces and spellings of one mark do not count,
nor do variation selectors, which nobody types into a search.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pia.assessment.paths import Path, answered, get
from pia.assessment.value import Assessment, HistoryRow
from pia.official import Item
from pia.official.folding import fold
from pia.official.kinds import KINDS, is_blank, is_unknown

#: Between two cells of a row and two boxes: no word is found across it.
BETWEEN = " ｜ "
#: Signs shown on either side of a hit.
_AROUND = 40
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Half-width marks that join the kana before them without being combining characters.
_JOINING = "ﾞﾟ"

#: A piece of an excerpt, and whether it is a hit.
Piece = tuple[str, bool]
#: From and to, counted in signs.
_Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """Words that stand in one place of a document: all words of a search must stand in one."""

    #: Id path of the item; `change_history[3]` for a row of 別添2.
    path: str
    text: str


def passages(document: Assessment) -> Iterator[Passage]:
    """Yield everything a document says, in the order of the form; blank answers are left out.

    Of boxes only those that are checked; of an answer that could not be read, what stood there.
    """
    for path, item, value in answered(document.form, document.answers):
        if not is_blank(value) and (said := _said(item, value)):
            yield Passage(str(path), said)
    table = document.form.change_table.path
    for n, row in enumerate(document.change_history, start=1):
        yield Passage(f"{table}[{n}]", _row(row))


def text_at(document: Assessment, path_text: str) -> str:
    """Return the words of one passage by its path. Raises PathNotFound."""
    path, table = Path.parse(path_text), document.form.change_table.path
    if path.steps[0].key == table and isinstance(path.last.at, int):
        return _row(document.change_history[path.last.at - 1])
    return _said(document.form.item(path.pattern), get(document.answers, path))


def search_key(text: str) -> str:
    """Return the key by which words are found."""
    return fold(_SELECTORS.sub("", text))


def excerpt(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """Return the places of a text where words (keys) stand, and a little around them.

    Where no hit can be shown in place, which only rare combining letters do, the text begins.
    """
    signs = _signs(text)
    spans = _spans(signs, words)
    hits = _merged(span for found in spans for span in found)
    windows = _windows([found[0] for found in spans if found], hits, len(signs))
    pieces = [piece for window in windows for piece in _window(signs, window, hits)]
    return tuple(pieces) if windows[-1][1] == len(signs) else (*pieces, ("…", False))


def _row(row: HistoryRow) -> str:
    return BETWEEN.join(row.cells())


def _said(item: Item, value: Any) -> str:
    if is_unknown(value):
        return value.get("raw", "")
    if isinstance(value, dict):
        boxes = ((box, value["detail"].get(box.key, "")) for box in item.choices)
        said = (
            f"{b.words} {text}".strip() for b, text in boxes if text or b.key in value["checked"]
        )
        return BETWEEN.join(said)
    return KINDS[item.kind].printed(item, value)


def _signs(text: str) -> list[str]:
    """Return the letters of a text, each with the marks that belong to it."""
    signs: list[str] = []
    for sign in text:
        if signs and (sign in _JOINING or unicodedata.category(sign).startswith("M")):
            signs[-1] += sign
        else:
            signs.append(sign)
    return signs


_key_of_sign = lru_cache(maxsize=20_000)(search_key)


def _spans(signs: Sequence[str], words: Iterable[str]) -> list[list[_Span]]:
    """Return for each word the places where it stands, counted in signs."""
    keys = [_key_of_sign(sign) for sign in signs]
    whole = "".join(keys)
    sign_of = [n for n, key in enumerate(keys) for _ in key]
    return [
        [
            (sign_of[found.start()], sign_of[found.end() - 1] + 1)
            for found in re.finditer(re.escape(word), whole)
        ]
        for word in words
    ]


def _windows(firsts: Iterable[_Span], hits: Iterable[_Span], length: int) -> list[_Span]:
    """Return what is shown of a text: the first hit of each word with what is around it."""
    around = [(max(start - _AROUND, 0), min(end + _AROUND, length)) for start, end in firsts]
    cut = (hit for hit in hits for window in around if hit[0] < window[1] < hit[1])
    return _merged([*around, *cut]) or [(0, min(2 * _AROUND, length))]


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """Return spans in order, those that meet as one."""
    merged: list[_Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(signs: Sequence[str], window: _Span, hits: Iterable[_Span]) -> Iterator[Piece]:
    start, end = window
    if start:
        yield "…", False
    at = start
    for hit in (hit for hit in hits if start <= hit[0] < end):
        if at < hit[0]:
            yield _words(signs[at : hit[0]]), False
        at = min(hit[1], end)
        yield _words(signs[hit[0] : at]), True
    if at < end:
        yield _words(signs[at:end]), False


def _words(signs: Iterable[str]) -> str:
    return "".join(signs).replace("\n", " ")
