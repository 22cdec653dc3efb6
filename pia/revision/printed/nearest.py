"""The text nearest to a cell that does not fit, and how the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from pia.assessment import Path
from pia.assessment.naming import label_of
from pia.assessment.paths import answered
from pia.official import Item
from pia.official.kinds import is_blank, is_unknown
from pia.official.nothing import is_nothing
from pia.revision.blocks import blocks
from pia.revision.cells import print_answer
from pia.revision.printed.turn import Here, Turn, places
from pia.revision.spans import Segment, joined, segments

#: From this likeness on a whole item or block is what the cell speaks of.
_ALIKE = 0.5
#: Below this likeness nothing is near.
_FAR = 0.2
#: A passage that is missing at the end, from this length on, was cut off.
_CUT = 8


@dataclass(frozen=True)
class Nearest:
    """The passage most like a cell."""

    #: Path by ids of its item, and the item's label.
    path: str
    item: str
    text: str
    #: `=` and `-` joined are the cell, `=` and `+` the passage.
    differences: tuple[Segment, ...]

    @property
    def is_cut_off(self) -> bool:
        """Whether the passage stops where the cell goes on."""
        last = self.differences[-1] if self.differences else ("=", "")
        said = joined(self.differences, "=")
        return last[0] == "-" and len(last[1]) >= _CUT and len(said) > len(last[1])


@dataclass(frozen=True)
class _Passage:
    path: str
    text: str
    likeness: float


def nearest(here: Here, turn: Turn) -> Nearest | None:
    """Return the passage nearest to what a row says stands there, None where none is near.

    Its own items come first; where they are not in the text, the nearest of all others.
    """
    if is_nothing(turn.have):
        return None
    own = [(str(p.path), p.item, p.value) for p in places(here, turn)]
    found = _best(here, turn.have, own)
    if found is None:
        every = ((str(p), i, v) for p, i, v in answered(here.form, here.answers))
        found = _best(here, turn.have, [one for one in every if not is_unknown(one[2])])
    if found is None:
        return None
    label = label_of(here.form, here.answers, Path.parse(found.path))
    return Nearest(found.path, label, found.text, segments(turn.have, found.text))


def _best(here: Here, have: str, among: Sequence[tuple[str, Item, Any]]) -> _Passage | None:
    passages = (p for one in among for p in _passages(here, have, *one))
    near = (passage for passage in passages if passage.likeness >= _FAR)
    return max(near, key=lambda passage: passage.likeness, default=None)


def _passages(here: Here, have: str, path: str, item: Item, value: Any) -> Iterator[_Passage]:
    """Yield an item, its blocks and, where none of them is alike, the best part of its text."""
    text = value.get("raw", "") if is_unknown(value) else print_answer(item, value)
    if is_blank(text):
        return
    wanted = here.key(have).text
    whole = [text, *(block.cell for block in blocks(text, here.own))]
    alike = [_Passage(path, one, _likeness(wanted, here.key(one).text)) for one in whole]
    yield from alike
    if max(passage.likeness for passage in alike) < _ALIKE:
        yield _best_part(here, wanted, path, text)


def _best_part(here: Here, wanted: str, path: str, text: str) -> _Passage:
    keyed = here.key(text)
    if len(wanted) >= len(keyed.text):
        return _Passage(path, text, _likeness(wanted, keyed.text))
    found = fuzz.partial_ratio_alignment(wanted, keyed.text, score_cutoff=100 * _FAR)
    if found is None or found.dest_start == found.dest_end:
        return _Passage(path, text, 0.0)
    first, last = keyed.starts[found.dest_start], keyed.ends[found.dest_end - 1]
    return _Passage(path, text[first:last], found.score / 100)


def _likeness(one: str, other: str) -> float:
    """Return how like two keys are; 0 where their lengths alone say that they are far."""
    most = 2 * min(len(one), len(other)) / (len(one) + len(other) or 1)
    return Indel.normalized_similarity(one, other) if most >= _FAR else 0.0
