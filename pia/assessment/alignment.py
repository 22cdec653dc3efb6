"""Which thing of one list is which of another, by what they say: 委託事項, システム, files, Ⅲ.

Ids match only within one lineage. Across lineages, and where a further edition takes over ids, things
are one where their contents are: untouched things first, then one to one so that the whole list fits
best. Where a thing stands settles only ties. Protocol and figures: docs/analysis/alignment.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from pia.assessment.assignment import assigned
from pia.assessment.canonical import canonical_json
from pia.assessment.likeness import Likeness
from pia.official import Form, Repeat

Thing = dict[str, Any]

#: Under this likeness two things are two: one went, another came.
SAME_THING = 0.25
#: Under this likeness a person should see that two things were taken for one.
CLEARLY_SAME = 0.5
#: By how much the partner must be more like than any other.
CLEARLY_BETTER = 0.1
#: A document has at least one of these, so that a lone one is rewritten, never replaced.
_ALWAYS_THERE = ("files", "risks")
#: How many partners are tried for a thing, the most like ones.
_MOST_TRIED = 20
#: Likeness in whole steps, so that equal is equal.
_STEPS = 10_000

#: Places in both lists, from 0.
_Places = tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """Two things taken for one."""

    #: Places in their lists, from 0.
    old: int
    new: int
    #: 1.0 for the same content.
    likeness: float = 1.0
    #: The most that either is like another changed thing, where that is enough to be one thing.
    runner_up: float | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should see that these were taken for one."""
        rivalled = self.runner_up is not None and self.runner_up > self.likeness - CLEARLY_BETTER
        return self.likeness < CLEARLY_SAME or rivalled


def aligned(
    form: Form, repeat: Repeat, old: Sequence[Thing], new: Sequence[Thing]
) -> list[Alignment]:
    """Return which things of two lists are one, in the order of `new`; the others came or went."""
    same = list(_untouched(old, new))
    before = _others(old, (pair.old for pair in same))
    after = _others(new, (pair.new for pair in same))
    alike = _candidates(form, repeat, before, after)
    if before and after and len(old) == len(new) == 1 and repeat.path in _ALWAYS_THERE:
        alike = alike or {(0, 0): 0.0}
    longest = max(len(old), len(new))
    return sorted([*same, *_best(alike, longest)], key=lambda pair: pair.new)


def _untouched(old: Sequence[Thing], new: Sequence[Thing]) -> Iterator[Alignment]:
    """Yield the things of equal content, in order: nobody reads a change where nothing changed.

    Both ends of the lists come first: of three twins, of which the middle one was edited, none moved.
    """
    before, after = [_content(thing) for thing in old], [_content(thing) for thing in new]
    head = _equal_beginning(before, after)
    tail = _equal_beginning(before[head:][::-1], after[head:][::-1])
    yield from (Alignment(place, place) for place in range(head))
    places: dict[str, list[int]] = defaultdict(list)
    for place in range(head, len(old) - tail):
        places[before[place]].append(place)
    for place in range(head, len(new) - tail):
        known = places.get(after[place])
        if known:
            yield Alignment(known.pop(0), place)
    yield from (Alignment(len(old) - n, len(new) - n) for n in range(tail, 0, -1))


def _equal_beginning(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many things are equal from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _content(thing: Thing) -> str:
    return canonical_json(_bare(thing))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key != "@id"}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _others(things: Sequence[Thing], taken: Iterable[int]) -> dict[int, Thing]:
    known = set(taken)
    return {place: thing for place, thing in enumerate(things) if place not in known}


def _candidates(
    form: Form, repeat: Repeat, old: dict[int, Thing], new: dict[int, Thing]
) -> dict[_Places, float]:
    """Return how like the things are that may be one."""
    measure = Likeness(form, repeat)
    after = {place: measure.portrait(thing) for place, thing in new.items()}
    found: dict[_Places, float] = {}
    for place, thing in old.items():
        mine = measure.portrait(thing)
        for there, other in after.items():
            likeness = measure.between(mine, other)
            if likeness >= SAME_THING:
                found[place, there] = likeness
    return found


def _best(alike: dict[_Places, float], longest: int) -> Iterator[Alignment]:
    """Yield the pairs of the greatest total likeness; of equal totals, those that move least."""
    by_row, by_column = _sides(alike)
    tried = {
        places
        for side in (*by_row.values(), *by_column.values())
        for places in nlargest(_MOST_TRIED, side, key=lambda p: (alike[p], -abs(p[0] - p[1])))
    }
    rows = sorted(by_row)
    # Squares of the way sum up to less than one step: likeness first, then order.
    one_step = longest**3 + 1
    gains = [
        {
            places[1]: one_step * _above(alike[places]) - (places[0] - places[1]) ** 2
            for places in by_row[row]
            if places in tried
        }
        for row in rows
    ]
    for number, column in assigned(gains).items():
        here = (rows[number], column)
        others = [alike[p] for p in (*by_row[here[0]], *by_column[column]) if p != here]
        yield Alignment(*here, alike[here], max(others, default=None))


def _sides(
    alike: dict[_Places, float],
) -> tuple[dict[int, list[_Places]], dict[int, list[_Places]]]:
    by_row: dict[int, list[_Places]] = defaultdict(list)
    by_column: dict[int, list[_Places]] = defaultdict(list)
    for places in alike:
        by_row[places[0]].append(places)
        by_column[places[1]].append(places)
    return by_row, by_column


def _above(likeness: float) -> int:
    """Return what a pair is worth: its steps above the threshold, at least one."""
    return max(1, round((likeness - SAME_THING) * _STEPS) + 1)
