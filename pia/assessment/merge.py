"""Edits made on an older state of a document, brought to the state it has now.

Two people at different items never disturb one another. Where somebody else changed the very item
or thing meanwhile, the edit is a conflict: nothing is overwritten, both texts are shown. Edits in a
thing that somebody removed are one conflict about the whole thing, so that it can come back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pia.assessment.ops import Add, Move, Op, Remove, Replace, Set, apply
from pia.assessment.paths import Path, get
from pia.assessment.value import Answers
from pia.errors import PathNotFound


@dataclass(frozen=True)
class Conflict:
    """An item or thing that two people changed: as it was, as I have it, as they have it."""

    at: str
    base: Any
    mine: Any
    theirs: Any

    def holds(self, path: str) -> bool:
        """Return whether an item or thing is what the conflict is about, or stands in it."""
        return path == self.at or path.startswith(f"{self.at}.")


@dataclass(frozen=True)
class Merged:
    """What can be done to the document as it is now, and what a person must settle."""

    ops: tuple[Op, ...]
    conflicts: tuple[Conflict, ...]


def merge(base: Answers, now: Answers, ops: Iterable[Op]) -> Merged:
    """Return `ops`, made on `base`, as ops on `now`. They may be applied in order."""
    merger = _Merger(base, now)
    for op in ops:
        merger.take(op)
    return Merged(tuple(merger.done), tuple(merger.conflicts.values()))


class _Merger:
    def __init__(self, base: Answers, now: Answers) -> None:
        self.base, self.mine = base, base
        #: As they left it, and as it is with what was done since.
        self.theirs = self.now = now
        self.done: list[Op] = []
        #: By place; the newest op of mine on an item counts.
        self.conflicts: dict[str, Conflict] = {}
        #: What the items said before that both changed, were it to the same.
        self.both: dict[str, Any] = {}

    def take(self, op: Op) -> None:
        """Bring one op over; the ones before it are done on both sides."""
        old = self.mine
        self.mine = apply(old, (op,))
        if gone := _gone(self.now, op.at):
            mine = _at(self.mine, gone)
            if mine is not None:  # else it only got another id: nothing of mine is lost with it
                self.conflicts[gone] = Conflict(gone, _at(self.base, gone), mine, None)
            return
        match op:
            case Set() | Replace():
                self._answer(op, _at(old, op.at))
            case Add():
                self._add(op)
            case Remove():
                self._remove(op)
            case Move():
                self._move(op)

    def _do(self, op: Op) -> None:
        self.now = apply(self.now, (op,))
        self.done.append(op)

    def _answer(self, op: Set | Replace, before: Any) -> None:
        mine, theirs = _at(self.mine, op.at), _at(self.now, op.at)
        if isinstance(mine, list) and isinstance(theirs, list):
            return
        if op.at not in self.both and theirs == before:
            self._do(op)
            return
        first = self.both.setdefault(op.at, before)
        if mine == theirs:
            self.conflicts.pop(op.at, None)
        else:
            self.conflicts[op.at] = Conflict(op.at, first, mine, theirs)

    def _add(self, op: Add) -> None:
        things = _at(self.now, str(Path.parse(op.at).whole()))
        if not isinstance(things, list):
            self.conflicts[op.at] = Conflict(op.at, None, op.new, None)
            return
        theirs = _at(self.now, op.at)
        if theirs is not None:
            if theirs != op.new:
                self.conflicts[op.at] = Conflict(op.at, None, op.new, theirs)
            return
        self._do(Add(op.at, min(op.position, len(things) + 1), op.new))

    def _remove(self, op: Remove) -> None:
        theirs = _at(self.now, op.at)
        if theirs is None:  # what was to be settled about it went with it
            self.conflicts.pop(op.at, None)
            return
        if theirs == op.old:
            self._do(Remove(op.at, self._position(op.at, theirs), theirs))
            return
        self._take_back(op.at)
        whole = Conflict(op.at, op.old, None, _at(self.now, op.at))
        others = {at: one for at, one in self.conflicts.items() if not whole.holds(at)}
        self.conflicts = others | {op.at: whole}

    def _take_back(self, at: str) -> None:
        """Leave a thing as they have it: what I did in it went with my removal."""
        self.done = [one for one in self.done if not one.at.startswith(f"{at}.")]
        self.now = apply(self.theirs, self.done)

    def _move(self, op: Move) -> None:
        theirs = _at(self.now, op.at)
        if theirs is None:
            return
        here = self._position(op.at, theirs)
        count = len(_at(self.now, str(Path.parse(op.at).whole())))
        if here != min(op.new, count):
            self._do(Move(op.at, here, min(op.new, count)))

    def _position(self, at: str, thing: Any) -> int:
        things: list[Any] = _at(self.now, str(Path.parse(at).whole()))
        return things.index(thing) + 1


def _at(answers: Answers, path: str) -> Any:
    """Return what stands at a path, None where it or a thing around it is absent."""
    try:
        return get(answers, Path.parse(path))
    except PathNotFound:
        return None


def _gone(answers: Answers, path: str) -> str:
    """Return the outermost thing around an item or thing that was removed, "" where all stand."""
    steps = Path.parse(path).steps
    for place, step in enumerate(steps[:-1], start=1):
        around = Path(steps[:place])
        if step.at is not None and _at(answers, str(around)) is None:
            return str(around)
    return ""
