"""Whether the evidence found explains a change whole: nothing else differs between two texts.

The proof is a walk over both texts at once. It goes on where the signs are the same (in width and
spelling of a mark, white space apart), and over a pair that a rule explained; it stands if it
reaches the end of both. So no word, number or mark outside the evidence can have changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pia.revision.timing.outcomes import Evidence
from pia.revision.timing.typography import same_sign


@dataclass(frozen=True)
class Explained:
    """A pair of spans that a rule explains: `evidence.old` at `old_at`, `evidence.new` at `new_at`."""

    old_at: int
    new_at: int
    evidence: Evidence

    @property
    def old_end(self) -> int:
        """Where the span of 変更前 ends."""
        return self.old_at + len(self.evidence.old)

    @property
    def new_end(self) -> int:
        """Where the span of 変更後 ends."""
        return self.new_at + len(self.evidence.new)


@dataclass(frozen=True)
class _End:
    """A place that the walk reached, and the last pair it went over."""

    old: int
    new: int
    over: Explained | None = None
    before: _End | None = None

    @property
    def used(self) -> tuple[Explained, ...]:
        """The pairs on the way here, left to right."""
        found: list[Explained] = []
        end: _End | None = self
        while end is not None and end.over is not None:
            found.append(end.over)
            end = end.before
        return tuple(reversed(found))


def explains_all(
    before: str, after: str, found: Sequence[Explained]
) -> tuple[Explained, ...] | None:
    """Return pairs that together explain every difference, left to right; None where one is left."""
    starting = _by_start(found)
    old, new = _Side(before), _Side(after)
    dead: set[tuple[int, int]] = set()
    open_ends = [_End(0, 0)]
    while open_ends:
        end = open_ends.pop()
        if (end.old, end.new) in dead:
            continue
        dead.add((end.old, end.new))
        reached = dict(_same_run(old, new, end))
        if reached.get(len(before)) == len(after):
            return end.used
        open_ends += _longest_last(
            _End(one.old_end, one.new_end, one, end)
            for at in reached
            for one in starting.get(at, ())
            if one.new_at == reached[at]
        )
    return None


def _by_start(found: Iterable[Explained]) -> dict[int, list[Explained]]:
    starting: dict[int, list[Explained]] = defaultdict(list)
    for one in found:
        starting[one.old_at].append(one)
    return starting


def _longest_last(ends: Iterable[_End]) -> list[_End]:
    return sorted(ends, key=lambda end: len(end.over.evidence.old) if end.over else 0)


@dataclass(frozen=True)
class _Side:
    """One of the two texts."""

    text: str

    @cached_property
    def tight(self) -> frozenset[int]:
        """Where white space stands between two digits: 1 2 is not 12."""
        runs = (found.span() for found in re.finditer(r"\s+", self.text))
        return frozenset(
            place
            for start, end in runs
            if self.text[start - 1 : start].isdigit() and self.text[end : end + 1].isdigit()
            for place in range(start, end)
        )

    def is_loose_space(self, at: int) -> bool:
        """Return whether white space stands here that is not between two digits."""
        return self.text[at : at + 1].isspace() and at not in self.tight


def _same_run(before: _Side, after: _Side, end: _End) -> Iterator[tuple[int, int]]:
    """Yield how far both texts say the same from a place on: place in one, place in the other."""
    old, new = end.old, end.new
    yield old, new
    while old < len(before.text) or new < len(after.text):
        if _is_same(before.text, old, after.text, new):
            old, new = old + 1, new + 1
        elif before.is_loose_space(old):
            old += 1
        elif after.is_loose_space(new):
            new += 1
        else:
            return
        yield old, new


def _is_same(before: str, old: int, after: str, new: int) -> bool:
    return old < len(before) and new < len(after) and same_sign(before, old, after, new)
