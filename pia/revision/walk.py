"""The walk over two documents: what differs, in the form's order, each with its operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pia.assessment import Add, Op, Path, Remove, Set
from pia.assessment.alignment import Alignment, aligned
from pia.assessment.paths import ROOT
from pia.assessment.value import Answers
from pia.official import Form, Item, Repeat
from pia.revision.cells import answered_items
from pia.revision.difference import (
    CANNOT_TELL,
    EMPTY,
    MOVE,
    NOT_IN_TABLE,
    difference,
    is_text_of,
    is_unreadable,
)
from pia.revision.lists import Pair, free_id, paired, things_ops
from pia.revision.spans import Segment, replacements, segments


@dataclass(frozen=True)
class ItemDiffers:
    """An item that stands in both documents with two answers. Paths are id paths."""

    item: Item
    at: Path
    new_at: Path
    old: Any
    new: Any
    #: ROW, or why it is not printed.
    reason: str

    @cached_property
    def parts(self) -> tuple[Segment, ...]:
        """How the new text differs from the old one; () where an answer is no text."""
        is_text = is_text_of(self.item, self.old) and is_text_of(self.item, self.new)
        return segments(self.old, self.new) if is_text else ()

    @cached_property
    def ops(self) -> tuple[Op, ...]:
        """The operations from one answer to the other: spans of a text, else one Set.

        Made when asked for: a text of blocks has operations for each block instead.
        """
        at = str(self.at)
        if self.parts:
            return replacements(at, self.parts)
        return (Set(at, self.old, self.new),)


@dataclass(frozen=True)
class ThingCameOrWent:
    """A whole thing that was added or removed."""

    repeat: Repeat
    #: Id path in the document that has it: the new one where it was added.
    place: Path
    thing: Answers
    op: Add | Remove
    #: What must be done before it, so that its list is there.
    opening: tuple[Op, ...] = ()

    @property
    def added(self) -> bool:
        """Whether it came; else it went."""
        return isinstance(self.op, Add)


@dataclass(frozen=True)
class ListDiffers:
    """What a row cannot say of a list: moves, null against [], ids."""

    at: Path
    reason: str
    ops: tuple[Op, ...]

    @property
    def about(self) -> str:
        """Id path of what it speaks of: the thing that came or went, else the list."""
        last = self.ops[-1]
        return last.at if isinstance(last, Add | Remove) else str(self.at)


Difference = ItemDiffers | ThingCameOrWent | ListDiffers


@dataclass(frozen=True)
class Doubtful:
    """Two things taken for one that a person should look at. Paths are id paths."""

    repeat: Repeat
    at: Path
    new_at: Path
    alignment: Alignment


class Walk:
    """Walks two documents of one form edition.

    What it learns on its way (`renames`, `matched`, `doubtful`) is complete once `differences` ended.
    """

    def __init__(self, form: Form, *, by_content: bool) -> None:
        self._form = form
        self._by_content = by_content
        #: Operations that give things the ids of the new document, inner ones first.
        self.renames: list[ListDiffers] = []
        #: Old id path → new id path of every thing that both documents have.
        self.matched: dict[str, str] = {}
        #: What was matched by content, but not clearly.
        self.doubtful: list[Doubtful] = []

    def differences(self, old: Answers, new: Answers) -> Iterator[Difference]:
        """Yield every difference in the form's order."""
        yield from self._members("", ROOT, ROOT, old, new)

    def _members(
        self, owner: str, at: Path, new_at: Path, old: Answers, new: Answers
    ) -> Iterator[Difference]:
        for node in self._form.members(owner):
            here, there = at.child(node.key), new_at.child(node.key)
            before, after = old.get(node.key), new.get(node.key)
            if isinstance(node, Repeat):
                yield from self._list(node, here, there, before, after)
                continue
            reason = difference(node, before, after)
            if reason is not None:
                yield ItemDiffers(node, here, there, before, after, reason)

    def _list(
        self,
        repeat: Repeat,
        at: Path,
        new_at: Path,
        old: list[Answers] | None,
        new: list[Answers] | None,
    ) -> Iterator[Difference]:
        pairs = self._paired(repeat, (at, new_at), old or [], new or [])
        silent = self._silent(repeat, pairs)
        ops, moves = things_ops(at, old or (), pairs, silent)
        # An absent list is made before its first thing can stand in it: by that thing's row.
        opening: tuple[Op, ...] = (Set(str(at), None, []),) if old is None and new else ()
        for pair in pairs:
            if pair.id in ops and pair.id not in silent:
                yield _whole(repeat, (at, new_at), pair, ops[pair.id], opening)
                opening = ()
            elif pair.old is not None and pair.new is not None:
                inner, there = _thing(at, pair.old), _thing(new_at, pair.new)
                self.matched[str(inner)] = str(there)
                yield from self._members(repeat.path, inner, there, pair.old, pair.new)
        for name, op in ops.items():
            if name in silent:
                yield ListDiffers(at, silent[name], (*opening, op))
                opening = ()
        yield from self._rest(at, old, new, tuple(moves))
        self._rename(at, pairs)

    def _paired(
        self, repeat: Repeat, at: tuple[Path, Path], old: list[Answers], new: list[Answers]
    ) -> list[Pair]:
        """Return which things are one; note what was matched without being clear."""
        if not self._by_content:
            return paired(old, new)
        matched = aligned(self._form, repeat, old, new)
        self.doubtful += [
            Doubtful(repeat, _thing(at[0], old[m.old]), _thing(at[1], new[m.new]), m)
            for m in matched
            if m.is_doubtful
        ]
        return paired(old, new, matched)

    def _silent(self, repeat: Repeat, pairs: list[Pair]) -> dict[str, str]:
        """Return the added and removed things that say nothing or cannot be read, and which."""
        found: dict[str, str] = {}
        for pair in pairs:
            if pair.old is None or pair.new is None:
                answers = answered_items(self._form, repeat, pair.new or pair.old or {})
                if all(is_unreadable(value) for _, value in answers):
                    found[pair.id] = CANNOT_TELL if answers else EMPTY
        return found

    def _rest(
        self,
        at: Path,
        old: list[Answers] | None,
        new: list[Answers] | None,
        moves: tuple[Op, ...],
    ) -> Iterator[ListDiffers]:
        if moves:
            yield ListDiffers(at, MOVE, moves)
        if old is None and new == []:
            yield ListDiffers(at, EMPTY, (Set(str(at), None, []),))
        if old is not None and new is None:
            yield ListDiffers(at, EMPTY, (Set(str(at), [], None),))

    def _rename(self, at: Path, pairs: list[Pair]) -> None:
        """Note the ids that must change; the walk is inside out here, so inner lists came first."""
        wanted = {p.id: p.new["@id"] for p in pairs if p.new is not None}
        ops = tuple(
            Set(f"{at.parent.child(at.last.key, old)}.@id", old, new)
            for old, new in _in_free_order(wanted)
        )
        if ops:
            self.renames.append(ListDiffers(at, NOT_IN_TABLE, ops))


def _thing(the_list: Path, thing: Answers) -> Path:
    """Return the id path of a thing of the list at a path."""
    return the_list.parent.child(the_list.last.key, thing["@id"])


def _whole(
    repeat: Repeat, at: tuple[Path, Path], pair: Pair, op: Add | Remove, opening: tuple[Op, ...]
) -> ThingCameOrWent:
    """Return the difference of a thing whose list stands at `at` in the old and new document."""
    if isinstance(op, Add):
        return ThingCameOrWent(repeat, _thing(at[1], pair.new or op.new), op.new, op, opening)
    return ThingCameOrWent(repeat, _thing(at[0], op.old), op.old, op, opening)


def _in_free_order(wanted: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (old id, new id) so that no two things ever share an id; a ring goes by a free one."""
    left = {old: new for old, new in wanted.items() if old != new}
    taken = set(wanted)
    while left:
        old = next((o for o, n in left.items() if n not in taken), None)
        if old is None:
            old = next(iter(left))
            new = free_id(taken | set(wanted.values()))
            left[new] = left[old]
        else:
            new = left[old]
        del left[old]
        taken = taken - {old} | {new}
        yield old, new
