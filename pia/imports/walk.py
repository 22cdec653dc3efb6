"""Which label is which: the cheapest walk over the form that explains the cells of a document.

Many labels stand on the form several times (①法令上の根拠, リスクへの対策は十分か). A document goes through
the form forward, so the next one forward is meant; a heading that was lost makes a step dearer, a
step back is only possible into a new 委託事項 or file. The walk with the least cost over the whole
document is taken, so that one lost heading does not draw what follows to a wrong item. A cell that
only looks like a label is passed over, at a price.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from pia.imports.printed import Reading, is_headed, is_part_level
from pia.official import Form, Item, Node, Repeat
from pia.official.form import Part

#: Each node that is passed on the way, so that the nearest one wins.
_PER_NODE = 0.001
#: A heading around a label that was not printed before it.
_LOST_HEADING = 1.0
#: Back into a new thing whose first label is not printed, and that no heading begins.
_UNBEGUN = 2.5
#: Into a thing that no heading begins, at another than its first label.
_MIDDLE = 0.4
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
#: Passing over a cell that is only like a label, or that only begins like one.
_PASS_ALIKE, _PASS_INSIDE = 1.0, 0.9
#: Taking a label that only begins its cell.
_INSIDE = 0.1
#: A heading that is open already, printed again; and the next one below it.
_RUNNING, _RUNNING_ON = 0.3, 0.05
#: A new thing with the number of the one before it.
_SAME_NUMBER = 4.0
#: How many walks are followed at a time.
_BEAM = 24


@dataclass(frozen=True)
class Sighting:
    """A cell that may be a label: what it may be, and how long its text is."""

    readings: tuple[Reading, ...]
    length: int
    #: The cell goes on behind the label, and whether the document prints labels so as a habit.
    is_inside: bool = False
    usually_inside: bool = False

    @property
    def price(self) -> float:
        """What it costs to take the cell for no label."""
        if self.is_inside:
            return _PASS_SHORT if self.usually_inside else _PASS_INSIDE
        if all(reading.doubt for reading in self.readings):
            return _PASS_ALIKE
        return _PASS_SHORT if self.length < _SHORT else _PASS


@dataclass(frozen=True)
class _Walk:
    cost: float
    #: Index of the node it stands on, -1 before the first.
    at: int
    taken: Reading | None
    before: _Walk | None
    #: Printed numbers of the things that are open, by the path of their repeat.
    numbers: Mapping[str, int] = field(default_factory=dict)


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

    def goes_around(self, here: int, there: int) -> bool:
        """Return whether a step would only name a part, group or thing that is open already."""
        node = self.form.nodes[there]
        around = self._chains[here] if here >= 0 and not isinstance(node, Item) else ()
        return any(open_node is node for open_node in around)

    def numbers(self, known: Mapping[str, int], reading: Reading) -> Mapping[str, int]:
        """Return the numbers of the things that are open behind a step."""
        chain = self._chains[reading.index]
        paths = {node.path for node in chain if isinstance(node, Repeat)}
        kept = {path: number for path, number in known.items() if path in paths}
        if reading.number is not None and not reading.is_band:
            kept[chain[-1].path] = reading.number
        return kept

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
        chain = self._chains[there]
        around = [n for n in chain[:-1] if n.path not in paths]
        middle = sum(
            isinstance(node, Repeat) and not is_headed(node) and node.contains[0] is not inside
            for node, inside in pairwise(chain)
            if any(node is one for one in around)
        )
        return _LOST_HEADING * sum(is_headed(node) for node in around) + _MIDDLE * middle

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
            if not heading and repeats[-1].contains[0] is not then[len(below)]:
                heading = _UNBEGUN
            return _NEXT_UNHEADED + heading + self._lost(there, below)
        return _BACK if shared else None


def walk(steps: Steps, sightings: Sequence[Sighting]) -> list[Reading | None]:
    """Return for each sighting the reading that the cheapest walk takes, None where it passes."""
    walks = [_Walk(0.0, -1, None, None)]
    for sighting in sightings:
        walks = _best([way for one in walks for way in _ahead(steps, one, sighting)])
    return _taken(walks[0])


def _ahead(steps: Steps, one: _Walk, sighting: Sighting) -> Iterator[_Walk]:
    """Yield the ways on: past the cell, to each node it may name, or on below an open heading."""
    yield replace(one, cost=one.cost + sighting.price, taken=None, before=one)
    extra = _INSIDE if sighting.is_inside and not sighting.usually_inside else 0.0
    for reading in sighting.readings:
        cost = None if reading.is_running else steps.cost(one.at, reading.index)
        if cost is not None:
            yield _stepped(steps, one, reading, cost + reading.doubt + extra)
        if reading.is_running or _runs(steps, one, reading):
            running = replace(reading, is_running=True)
            price = _RUNNING_ON if one.taken and one.taken.is_running else _RUNNING
            yield replace(one, cost=one.cost + price + extra, taken=running, before=one)


def _runs(steps: Steps, one: _Walk, reading: Reading) -> bool:
    path = steps.form.nodes[reading.index].path
    number = one.numbers.get(path)
    return steps.goes_around(one.at, reading.index) and number == reading.number


def _stepped(steps: Steps, one: _Walk, reading: Reading, cost: float) -> _Walk:
    path = steps.form.nodes[reading.index].path
    if reading.number is not None and one.numbers.get(path) == reading.number:
        cost += 0.0 if reading.is_band else _SAME_NUMBER
    numbers = steps.numbers(one.numbers, reading)
    return _Walk(one.cost + cost, reading.index, reading, one, numbers)


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
