"""Where in a document we stand: one object of its answers, its id path and its anchor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pia.assessment import Assessment, Path
from pia.assessment.paths import ROOT
from pia.official import Form, Item, Repeat
from pia.outline.anchors import anchor_id


@dataclass(frozen=True)
class Answer:
    """An item with what is stored for it."""

    item: Item
    #: The stored answer, None where it is absent.
    value: Any
    #: Id path, "" in an empty frame.
    path: str
    #: `files-3f6a-outsourcing-b905-title` (`pia.outline.anchors`), "" in an empty frame.
    anchor: str
    #: Answers printed inside this one's cell: (n)件.
    beside: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Place:
    """One object of a document, or the empty frame of one that does not exist (path None)."""

    form: Form
    here: Mapping[str, Any]
    path: Path | None
    anchor: str

    def answer(self, item: Item) -> Answer:
        """Return an item of this object with its answer and those printed beside it."""
        inner = [n for n in item.contains if isinstance(n, Item) and n.beside is not None]
        return Answer(
            item=item,
            value=self.here.get(item.key),
            path="" if self.path is None else str(self.path.child(item.key)),
            anchor="" if self.path is None else self.anchor_of(item.key),
            beside=tuple(self.answer(n) for n in inner),
        )

    def things(self, repeat: Repeat) -> tuple[Place, ...]:
        """Return each thing of a repeat; none where the list is empty or absent."""
        return tuple(self._thing(repeat, thing) for thing in self.here.get(repeat.key) or ())

    def frames(self, repeat: Repeat) -> tuple[Place, ...]:
        """Return each thing, or one empty frame: the paper always prints the first."""
        return self.things(repeat) or (Place(self.form, {}, None, self.anchor_of(repeat.key)),)

    def anchor_of(self, *steps: str) -> str:
        """Return the anchor of something in this object; keys have no hyphen, so it is unique."""
        return "-".join(step for step in (self.anchor, *steps) if step)

    def _thing(self, repeat: Repeat, thing: Mapping[str, Any]) -> Place:
        path = None if self.path is None else self.path.child(repeat.key, thing["@id"])
        return Place(self.form, thing, path, self.anchor_of(repeat.key, anchor_id(thing["@id"])))


def top(assessment: Assessment) -> Place:
    """Return the place of the whole document."""
    return Place(assessment.form, assessment.answers, ROOT, "")
