"""Which items a document asks for, and which of them nobody has answered: the one definition.

The map of a draft, the way to the next empty item, the sheet for a 所管課, the checks and the page
of the approval all count by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pia.assessment.paths import ROOT, Path
from pia.assessment.value import Answers
from pia.official import Condition, Form, Item, Node, Repeat
from pia.official.kinds import is_blank, is_unknown


@dataclass(frozen=True)
class Place:
    """An item in one document."""

    path: Path
    item: Item
    value: Any
    #: Its condition is not known to be unmet, and no box unticked is its answer.
    wanted: bool

    @property
    def is_unanswered(self) -> bool:
        """Whether it is empty and to be filled; a typed dash is an answer."""
        return self.wanted and not is_unknown(self.value) and is_empty(self.value)


@dataclass(frozen=True)
class ThingList:
    """A repeat in one document: its things, None where it was never asked."""

    path: Path
    things: list[dict[str, Any]] | None


@dataclass(frozen=True)
class Here:
    """A thing with its repeat's pattern, and those around it; the top has the pattern ""."""

    owner: str
    path: Path
    answers: dict[str, Any]
    around: tuple[Here, ...] = ()


def is_empty(value: Any) -> bool:
    """Return whether nothing is written; a typed dash is an answer."""
    return is_blank(value) and not (isinstance(value, str) and value.strip())


def every_place(form: Form, answers: Answers) -> Iterator[Place]:
    """Yield every item of a document, in the order of the paper."""
    found = places_below(form, form.parts, Here("", ROOT, answers))
    return (one for one in found if isinstance(one, Place))


def places_below(
    form: Form,
    nodes: tuple[Node, ...],
    here: Here,
    is_apart: Callable[[Repeat], bool] = lambda _: False,
) -> Iterator[Place | ThingList]:
    """Yield every item and repeat below nodes of a thing; of a repeat `is_apart` no items."""
    return _Walk(form, is_apart).below(nodes, here, wanted=True)


@dataclass(frozen=True)
class _Walk:
    form: Form
    is_apart: Callable[[Repeat], bool]

    def below(
        self, nodes: tuple[Node, ...], here: Here, *, wanted: bool
    ) -> Iterator[Place | ThingList]:
        for node in nodes:
            asked = wanted and not self._is_switched_off(node, here)
            if isinstance(node, Repeat):
                yield from self._repeat(node, here, wanted=asked)
                continue
            if isinstance(node, Item):
                yield self._place(node, here, wanted=asked)
            yield from self.below(node.contains, here, wanted=asked)

    def _place(self, item: Item, here: Here, *, wanted: bool) -> Place:
        is_asked = wanted and not item.stamped and item.path not in self.form.waivers
        return Place(here.path.child(item.key), item, here.answers.get(item.key), is_asked)

    def _repeat(self, node: Repeat, here: Here, *, wanted: bool) -> Iterator[Place | ThingList]:
        things = here.answers.get(node.key)
        yield ThingList(here.path.child(node.key), things)
        if self.is_apart(node):
            return
        for thing in things or ():
            path = here.path.child(node.key, thing["@id"])
            inner = Here(node.path, path, thing, (here, *here.around))
            yield from self.below(node.contains, inner, wanted=wanted)

    def _is_switched_off(self, node: Node, here: Here) -> bool:
        """Return whether a condition of a node is unmet; a (n)件 is asked with what it counts."""
        when = node.when
        if isinstance(node, Item) and node.counts:
            counted = self.form.find(f"{here.owner}[].{node.counts}" if here.owner else node.counts)
            when = when or (counted.when if counted else None)
        return when is not None and self._is_unmet(when, here)

    def _is_unmet(self, when: Condition, here: Here) -> bool:
        """Return whether the asked item, here or in a thing around, has another answer."""
        for one in (here, *here.around):
            asked = self.form.find(f"{one.owner}[].{when.item}" if one.owner else when.item)
            if isinstance(asked, Item):
                chosen = _chosen(one.answers.get(asked.key))
                return bool(chosen) and any(key in chosen for key in when.keys) != when.chosen
        return False


def _chosen(value: Any) -> list[str]:
    """Return the keys that are chosen, none of an unread or unanswered item."""
    if is_unknown(value) or is_blank(value):
        return []
    chosen: list[str] = [value] if isinstance(value, str) else value["checked"]
    return chosen
