"""Two lists of things: which is which, and the operations that make one into the other.

Within one lineage a thing keeps its id, so that a move is a move. Across lineages things are matched
by content (`assessment.alignment`). Positions of the operations come from doing them on a list of ids.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pia.assessment import Add, Move, Path, Remove
from pia.assessment.alignment import Alignment
from pia.assessment.paths import Step
from pia.revision.order import longest_rise

Thing = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """One thing of either list; `old` is None where it was added, `new` where it was removed."""

    old: Thing | None
    new: Thing | None
    #: The id it has while the operations are done: the old one, a free one where it was added.
    id: str


def paired(
    old: Sequence[Thing], new: Sequence[Thing], matched: Sequence[Alignment] | None = None
) -> list[Pair]:
    """Return the things of the new list in its order; removed ones behind their old neighbour.

    They are the same by id, or, across lineages, as `matched`.
    """
    target = _by_id(old, new) if matched is None else _by_content(old, new, matched)
    staying = _staying(old, target)
    gone_behind = _gone(old, {p.id for p in target}, staying)
    ordered = list(gone_behind.get(None, ()))
    for pair in target:
        ordered += [pair, *gone_behind.get(pair.id, ())]
    return ordered


def things_ops(
    path: Path, old: Sequence[Thing], pairs: Sequence[Pair], late: Container[str]
) -> tuple[dict[str, Add | Remove], list[Move]]:
    """Return the op of each added or removed thing by its id, and the moves.

    `path` is that of the list. The ops are to be done in the order of the dict: first as `pairs`
    stand, then those whose ids are `late`, then the moves, as few as can be.
    """
    target = [p for p in pairs if p.new is not None]
    here = _Ids([t["@id"] for t in old], [p.id for p in target], _staying(old, target))
    done: dict[str, Add | Remove] = {}
    for pair in sorted(pairs, key=lambda pair: pair.id in late):
        at = str(Path((*path.steps[:-1], Step(path.last.key, pair.id))))
        if pair.new is None and pair.old is not None:
            done[pair.id] = Remove(at, here.remove(pair.id), pair.old)
        elif pair.old is None and pair.new is not None:
            done[pair.id] = Add(at, here.add(pair.id), pair.new | {"@id": pair.id})
    return done, [
        Move(str(Path((*path.steps[:-1], Step(path.last.key, name)))), *here.move(name))
        for name in here.moving()
    ]


def free_id(taken: set[str]) -> str:
    """Return a temporary id that no thing has."""
    return next(f"t{n}" for n in range(1, len(taken) + 2) if f"t{n}" not in taken)


class _Ids:
    """The list as it is while operations are done, by id; positions count from 1."""

    def __init__(self, now: list[str], target: list[str], settled: set[str]) -> None:
        self._now = now
        self._target = target
        #: Ids that stand in the order of the target.
        self._settled = set(settled)

    def remove(self, name: str) -> int:
        place = self._now.index(name)
        del self._now[place]
        return place + 1

    def add(self, name: str) -> int:
        place = self._behind(name)
        self._now.insert(place, name)
        self._settled.add(name)
        return place + 1

    def moving(self) -> Iterator[str]:
        return (name for name in self._target if name not in self._settled)

    def move(self, name: str) -> tuple[int, int]:
        came_from = self.remove(name)
        return came_from, self.add(name)

    def _behind(self, name: str) -> int:
        """Return the index behind the nearest settled thing that stands before it in the target."""
        before = self._target[: self._target.index(name)]
        last = next((other for other in reversed(before) if other in self._settled), None)
        return 0 if last is None else self._now.index(last) + 1


def _by_id(old: Sequence[Thing], new: Sequence[Thing]) -> list[Pair]:
    known = {thing["@id"]: thing for thing in old}
    return [Pair(known.get(thing["@id"]), thing, thing["@id"]) for thing in new]


def _by_content(
    old: Sequence[Thing], new: Sequence[Thing], matched: Sequence[Alignment]
) -> list[Pair]:
    known = {pair.new: old[pair.old] for pair in matched}
    taken = {thing["@id"] for thing in old}
    pairs: list[Pair] = []
    for place, thing in enumerate(new):
        name = known[place]["@id"] if place in known else thing["@id"]
        if place not in known:
            if name in taken:
                name = free_id(taken | {t["@id"] for t in new})
            taken.add(name)
        pairs.append(Pair(known.get(place), thing, name))
    return pairs


def _staying(old: Sequence[Thing], target: Sequence[Pair]) -> set[str]:
    """Return the ids that need no move: the longest run of kept things in unchanged order."""
    place = {thing["@id"]: n for n, thing in enumerate(old)}
    kept = [pair.id for pair in target if pair.old is not None]
    return {kept[n] for n in longest_rise([place[name] for name in kept])}


def _gone(old: Sequence[Thing], kept: set[str], staying: set[str]) -> dict[str | None, list[Pair]]:
    """Return the removed things by the id of the staying thing that stood before them."""
    found: dict[str | None, list[Pair]] = {}
    last: str | None = None
    for thing in old:
        if thing["@id"] not in kept:
            found.setdefault(last, []).append(Pair(thing, None, thing["@id"]))
        elif thing["@id"] in staying:
            last = thing["@id"]
    return found
