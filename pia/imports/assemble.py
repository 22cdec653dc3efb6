"""Things with slots → answers: every item of the form is there, with an answer or an unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pia.assessment.canonical import content_id
from pia.assessment.paths import ROOT, Path
from pia.imports.marks import Marks
from pia.imports.scopes import Slot, Thing
from pia.imports.values import (
    NOT_FOUND,
    Read,
    Status,
    marks_in,
    read_beside,
    read_slot,
    says_nothing,
)
from pia.official import Form, Item, Repeat

_LISTED = "何も書かれていない枠が他にあり、項目名だけの一覧(目次など)を読んだのかもしれません。"
_FRAME = "この枠に書かれていることがどれも確かではないため、空欄かどうか分かりません。"


@dataclass(frozen=True)
class Found:
    """An answer of the document with the slot it was read from."""

    read: Read
    slot: Slot | None = None


@dataclass(frozen=True)
class Assembled:
    """The answers of a document, and by position path what is known about each."""

    answers: dict[str, Any]
    found: Mapping[str, Found] = field(default_factory=dict)


def assemble(form: Form, document: Thing, slots: list[Slot]) -> Assembled:
    """Return the answers of a document that was taken apart."""
    maker = _Maker(form, marks_in(slots))
    answers = maker.made(document, ROOT)
    return Assembled(answers, maker.found)


class _Maker:
    def __init__(self, form: Form, marks: Marks) -> None:
        self._form = form
        self._marks = marks
        self.found: dict[str, Found] = {}

    def made(self, thing: Thing, path: Path, doubt: str = "") -> dict[str, Any]:
        """Return the stored object of a thing, without its id. `doubt`: of all that is in it."""
        made: dict[str, Any] = {}
        for node in self._form.members(thing.owner):
            if isinstance(node, Item):
                made[node.key] = self._answer(thing, node, path.child(node.key), doubt)
            else:
                made[node.key] = self._list(thing, node, path, doubt)
        return made

    def _answer(self, thing: Thing, item: Item, path: Path, doubt: str) -> Any:
        slot = thing.slots.get(item.beside.item if item.beside else item.key)
        read = self._read(item, slot)
        if thing.owner and not doubt and says_nothing(read) and self._is_vague(thing):
            doubt = _FRAME
        if doubt and read.status is Status.SURE:
            read = replace(read, status=Status.UNSURE, why=doubt)
        found = Found(read, slot)
        self.found[str(path)] = found
        return found.read.value

    def _is_vague(self, thing: Thing) -> bool:
        """Return whether something is said in a printed frame, but nothing of it is sure."""
        reads = [self._read(slot.item, slot) for slot in thing.slots.values()]
        said = [read for read in reads if not says_nothing(read)]
        is_frame = bool(self._form.repeat(thing.owner).bands)
        return is_frame and said != [] and all(read.status is not Status.SURE for read in said)

    def _read(self, item: Item, slot: Slot | None) -> Read:
        if slot is None:
            return NOT_FOUND
        if item.beside:
            return read_beside(item, slot)
        if item.value == "beside_heading" and not slot.rows:
            return NOT_FOUND
        return read_slot(slot, self._marks)

    def _list(self, thing: Thing, repeat: Repeat, path: Path, doubt: str) -> list[dict[str, Any]]:
        """Return the things of a repeat, empty frames of the paper left out.

        A repeat of which nothing was printed has one thing that could not be read.
        """
        inner = [t for t in thing.things.get(repeat.key, []) if self._is_filled(t, repeat)]
        if not inner and (repeat.key not in thing.seen or not repeat.bands):
            inner = [Thing(repeat.path)]
        silent = [self._is_silent(one) for one in inner]
        doubt = doubt or (_LISTED if any(silent) and not all(silent) else "")
        places = (path.child(repeat.key, n) for n in range(1, len(inner) + 1))
        made = [self.made(one, place, doubt) for one, place in zip(inner, places, strict=True)]
        return _with_ids(made)

    def _is_filled(self, thing: Thing, repeat: Repeat) -> bool:
        return not repeat.bands or bool(thing.things) or not self._is_silent(thing)

    def _is_silent(self, thing: Thing) -> bool:
        """Return whether nothing is said in a thing, nor in those inside it."""
        return all(says_nothing(self._read(s.item, s)) for s in thing.slots.values()) and all(
            self._is_silent(inner) for things in thing.things.values() for inner in things
        )


def _with_ids(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the things with `@id` from their content; equal content gets -2, -3."""
    seen: dict[str, int] = {}
    made = []
    for thing in things:
        name = content_id(_without_ids(thing))
        seen[name] = seen.get(name, 0) + 1
        made.append({"@id": name if seen[name] == 1 else f"{name}-{seen[name]}", **thing})
    return made


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    if isinstance(value, dict):
        return {key: _without_ids(one) for key, one in value.items() if key != "@id"}
    return value
