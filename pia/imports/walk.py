"""Which label is which: the cheapest walk over the form that explains the cells of a document.

Many labels stand on the form several times (①法令上の根拠, リスクへの対策は十分か). A document goes through
the form forward, so the next one forward is meant; a heading that was lost makes a step dearer, a
step back is only possible into a new 委託事項 or file. The walk with the least cost over the whole
document is taken, so that one lost heading does not draw what follows to a wrong item. A cell that
only looks like a label is passed over, at a price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pia.imports.printed import Reading, is_headed, is_part_level
from pia.official import Form, Item, Node, Repeat
from pia.official.form import Part

#: Each node that is passed on the way, so that the nearest one wins.
_PER_NODE = 0.001
#: A heading around a label that was not printed before it.
_LOST_HEADING = 1.0
#: A new thing of a repeat whose heading is printed, or is lost.
_NEXT_THING, _NEXT_UNHEADED = 0.2, 1.5
#: A part that is printed anew, an appendix wherever it stands.
_PART_AGAIN, _APPENDIX = 0.5, 0.2
#: The same label again, as on the next page of a long box.
_AGAIN = 1.0
#: Back inside one group: the paper was filled in another order.
_BACK = 2.0
#: Passing over a cell that looks like a label, and over one that well may be a value.
_PASS, _PASS_SHORT = 6.0, 2.5
_SHORT = 8
#: Passing over a cell that is only like a label.
_PASS_ALIKE = 1.0
#: How many walks are followed at a time.
_BEAM = 24


@dataclass(frozen=True)
class Sighting:
    """A cell that may be a label: what it may be, and how long its text is."""

    readings: tuple[Reading, ...]
    length: int


@dataclass(frozen=True)
class _Walk:
    cost: float
    #: Index of the node it stands on, -1 before the first.
    at: int
    taken: Reading | None
    before: _Walk | None


class Steps:
    """What a step from one node of the form to another costs."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._known: dict[tuple[int, int], float | None] = {}

    @cached_property
    def _chains(self) -> list[tuple[Node, ...]]:
        return [(*self.form.above(node), node) for node in self.form.nodes]

    def cost(self, here: int, there: int) -> float | None:
        """Return the cost of a step, None where it is impossible."""
        if (here, there) not in self._known:
            self._known[here, there] = self._cost(here, there)
        return self._known[here, there]

    def _cost(self, here: int, there: int) -> float | None:
        node = self.form.nodes[there]
        if is_part_level(node) and isinstance(node, Item):
            return _APPENDIX
        if there == here and isinstance(node, Item):
            return _AGAIN
        if there > here:
            known = self._chains[here] if here >= 0 else ()
            return _PER_NODE * (there - here) + self._lost(there, known)
        return self._back(here, there)

    def _lost(self, there: int, known: Sequence[Node]) -> float:
        paths = {node.path for node in known}
        around = (n for n in self._chains[there][:-1] if n.path not in paths)
        return _LOST_HEADING * sum(is_headed(node) for node in around)

    def _back(self, here: int, there: int) -> float | None:
        now, then = self._chains[here], self._chains[there]
        shared = [n for n, m in zip(then, now, strict=False) if n.path == m.path]
        node = then[-1]
        if isinstance(node, Part):
            return _PART_AGAIN if shared else None
        if repeats := [n for n in shared if isinstance(n, Repeat)]:
            if node.path == repeats[-1].path:
                return _NEXT_THING
            below = then[: then.index(repeats[-1]) + 1]
            heading = _LOST_HEADING if is_headed(repeats[-1]) else 0.0
            return _NEXT_UNHEADED + heading + self._lost(there, below)
        return _BACK if shared else None


def walk(steps: Steps, sightings: Sequence[Sighting]) -> list[Reading | None]:
    """Return for each sighting the reading that the cheapest walk takes, None where it passes."""
    walks = [_Walk(0.0, -1, None, None)]
    for sighting in sightings:
        ahead = [_passed(one, sighting) for one in walks]
        ahead += [w for one in walks for r in sighting.readings if (w := _stepped(steps, one, r))]
        walks = _best(ahead)
    return _taken(walks[0])


def _passed(one: _Walk, sighting: Sighting) -> _Walk:
    price = _PASS_SHORT if sighting.length < _SHORT else _PASS
    if all(reading.doubt for reading in sighting.readings):
        price = _PASS_ALIKE
    return _Walk(one.cost + price, one.at, None, one)


def _stepped(steps: Steps, one: _Walk, reading: Reading) -> _Walk | None:
    cost = steps.cost(one.at, reading.index)
    return (
        None
        if cost is None
        else _Walk(one.cost + cost + reading.doubt, reading.index, reading, one)
    )


def _best(walks: list[_Walk]) -> list[_Walk]:
    """Keep the cheapest walk to each node, and of those the cheapest few."""
    found: dict[int, _Walk] = {}
    for one in sorted(walks, key=lambda w: w.cost):
        found.setdefault(one.at, one)
    return list(found.values())[:_BEAM]


def _taken(last: _Walk) -> list[Reading | None]:
    taken = []
    here: _Walk | None = last
    while here is not None and here.before is not None:
        taken.append(here.taken)
        here = here.before
    return taken[::-1]
