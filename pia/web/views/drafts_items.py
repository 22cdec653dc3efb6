"""The items of a section with their answers, as the draft pages count, list and print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pia.assessment.paths import ROOT, Path, get
from pia.assessment.value import Answers
from pia.errors import PathNotFound
from pia.forms.sections import Section, is_whole, thing_at
from pia.official import Condition, Form, Item, Node, Repeat
from pia.official.kinds import is_blank, is_unknown


@dataclass(frozen=True)
class Place:
    """An item of a section in one document."""

    path: Path
    item: Item
    value: Any
    #: Its condition is not known to be unmet: an empty box is still to be filled.
    wanted: bool


@dataclass(frozen=True)
class ThingList:
    """A repeat of a section in one document: its things, None where it was never asked."""

    path: Path
    things: list[dict[str, Any]] | None


def places(form: Form, answers: Answers, section: Section) -> Iterator[Place]:
    """Yield every item of a section. Raises PathNotFound where its thing is gone."""
    found = _Walk(form).section(section, answers)
    return (one for one in found if isinstance(one, Place))


def places_and_lists(form: Form, answers: Answers, section: Section) -> Iterator[Place | ThingList]:
    """Yield every item and every repeat of a section, in the form's order."""
    return _Walk(form).section(section, answers)


def stands_at(answers: Answers, path: Path) -> Any:
    """Return what stands at a path; None where it, or a thing around it, is absent."""
    try:
        return get(answers, path)
    except PathNotFound:
        return None


@dataclass(frozen=True)
class _Here:
    """A thing with its repeat's pattern, and those around it."""

    owner: str
    path: Path
    answers: dict[str, Any]
    around: tuple[_Here, ...] = ()


class _Walk:
    def __init__(self, form: Form) -> None:
        self.form = form

    def section(self, section: Section, answers: Answers) -> Iterator[Place | ThingList]:
        top = _Here("", ROOT, answers)
        if not section.owner:
            return self._below(section.nodes, top, wanted=True)
        path = Path.parse(section.owner)
        owner = path.pattern.removesuffix("[]")
        here = _Here(owner, path, thing_at(answers, section), (top,))
        return self._below(section.nodes, here, wanted=True)

    def _below(
        self, nodes: tuple[Node, ...], here: _Here, *, wanted: bool
    ) -> Iterator[Place | ThingList]:
        for node in nodes:
            asked = wanted and not (node.when and self._is_unmet(node.when, here))
            if isinstance(node, Repeat):
                yield from self._repeat(node, here, wanted=asked)
                continue
            if isinstance(node, Item):
                yield Place(here.path.child(node.key), node, here.answers.get(node.key), asked)
            yield from self._below(node.contains, here, wanted=asked)

    def _repeat(self, node: Repeat, here: _Here, *, wanted: bool) -> Iterator[Place | ThingList]:
        things = here.answers.get(node.key)
        yield ThingList(here.path.child(node.key), things)
        if is_whole(node):
            return
        for thing in things or ():
            path = here.path.child(node.key, thing["@id"])
            inner = _Here(node.path, path, thing, (here, *here.around))
            yield from self._below(node.contains, inner, wanted=wanted)

    def _is_unmet(self, when: Condition, here: _Here) -> bool:
        """Return whether the asked item, here or in a thing around, has another answer."""
        for one in (here, *here.around):
            asked = self.form.find(f"{one.owner}[].{when.item}" if one.owner else when.item)
            if isinstance(asked, Item):
                value = one.answers.get(asked.key)
                chosen = _chosen(value)
                return bool(chosen) and any(key in chosen for key in when.keys) != when.chosen
        return False


def _chosen(value: Any) -> list[str]:
    """Return the keys that are chosen, none of an unread or unanswered item."""
    if is_unknown(value) or is_blank(value):
        return []
    chosen: list[str] = [value] if isinstance(value, str) else value["checked"]
    return chosen
