"""A long text in two editions, block by block: what differs, each with its own operations.

The two texts are laid into one row of slots, a body and the gap behind it: a block that stays has
one pair of them, a block that moved has a pair where it was and one where it is. Operations are
made in the order in which they will be done (first what is printed, then what is not), each
counted in the text as it then is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pia.assessment import Replace
from pia.revision.blocks import Block, blocks, paired_blocks
from pia.revision.comparison import ADDED, EDITED, REMOVED, BlockPlace, unprinted_key
from pia.revision.difference import MOVE, ROW, WHITE_SPACE
from pia.revision.order import longest_rise
from pia.revision.spans import Segment, replacements, segments
from pia.revision.timing.typography import differ_in_space_only


@dataclass(frozen=True)
class Part:
    """One block that differs, or white space between blocks."""

    #: None where only white space between blocks differs.
    place: BlockPlace | None
    before: str
    after: str
    #: edited, added or removed.
    change: str
    #: ROW, or why it is printed only where a person asks for it.
    reason: str
    ops: tuple[Replace, ...]
    #: How `after` differs from `before`; () where nobody worked it out yet.
    segments: tuple[Segment, ...] = ()
    is_printed: bool = False


@dataclass
class _Slot:
    """A stretch of the merged text: what stands there before and after."""

    old: str
    new: str
    #: Which pair of blocks it belongs to; None for white space between blocks that stay.
    owner: int | None
    is_gap: bool
    #: Its block is in both texts at this place.
    stays: bool
    is_done: bool = False

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """How it differs."""
        return segments(self.old, self.new)

    @property
    def now(self) -> str:
        """What stands there while operations are being made."""
        return self.new if self.is_done else self.old


#: So many signs behind its heading tell a block from a sentence that mentions the heading.
_BEGINNING = 8
_Pairs = Sequence[tuple[Block | None, Block | None]]


def text_parts(
    at: str, old: str, new: str, own: Collection[str] = (), promoted: Collection[str] = ()
) -> list[Part]:
    """Return the parts of an item's text that differ, printed ones first, in the order of `new`.

    `at` is the path of the item in the operations; `own` holds headings of this city; `promoted`
    names blocks that are printed although only white space differs (`Unprinted.key`). [] where the
    item is one row: fewer than two blocks on either side, or blocks that cannot be told apart.
    """
    before, after = blocks(old, own), blocks(new, own)
    if max(len(before), len(after)) == 1 or not before or not after:
        return []
    pairs = paired_blocks(before, after)
    if _is_rewritten(pairs) or _is_cut_otherwise(pairs, old, new):
        return []
    slots = list(_slots(before, pairs))
    _give_gaps_away(slots)
    _give_edges_away(slots, pairs)
    differing = [owner for owner in _in_order(slots) if _differs(slots, owner)]
    reasons = {owner: _reason(pairs[owner], slots, owner) for owner in differing}
    printed = {
        owner
        for owner in differing
        if reasons[owner] == ROW
        or (
            reasons[owner] == WHITE_SPACE
            and _has_cells(pairs[owner])
            and _key(at, pairs[owner]) in promoted
        )
    }
    differing.sort(key=lambda owner: owner not in printed)
    parts = [
        replace(_part(at, slots, owner, pairs[owner], reasons[owner]), is_printed=owner in printed)
        for owner in differing
    ]
    spaces = _operations(at, slots, None)
    return [*parts, Part(None, "", "", EDITED, WHITE_SPACE, spaces)] if spaces else parts


def _is_rewritten(pairs: _Pairs) -> bool:
    """Return whether a text without headings took the place of blocks, or they of it."""
    if any(one and other for one, other in pairs):
        return False
    sides = zip(*pairs, strict=True)
    return any(all(block is None or not block.heading for block in side) for side in sides)


def _is_cut_otherwise(pairs: _Pairs, old: str, new: str) -> bool:
    """Return whether a block that came or went stands inside another block of the other text.

    Its heading was broken by a line end there, or text stood on its line: nothing came or went.
    """
    came = (other for one, other in pairs if other and not one)
    went = (one for one, other in pairs if one and not other)
    return any(_stands_in(block, old) for block in came) or any(
        _stands_in(block, new) for block in went
    )


def _stands_in(block: Block, text: str) -> bool:
    beginning = "".join(block.body.split())[: len(block.heading) + _BEGINNING]
    return block.heading != "" and beginning in "".join(text.split())


def _slots(before: Sequence[Block], pairs: _Pairs) -> Iterator[_Slot]:
    """Yield the slots in the order of `new`; what went stands behind its staying neighbour."""
    staying = _staying(before, pairs)
    gone: dict[int | None, list[_Slot]] = {}
    last: int | None = None
    for owner, block in _old_order(before, pairs):
        if owner in staying:
            last = owner
        else:
            gone.setdefault(last, []).extend(_stretches(block, None, owner))
    yield from gone.get(None, ())
    for owner, (one, other) in enumerate(pairs):
        if owner in staying:
            yield from _stretches(one, other, owner)
            yield from gone.get(owner, ())
        elif other:
            yield from _stretches(None, other, owner)


def _stretches(one: Block | None, other: Block | None, owner: int) -> list[_Slot]:
    stays = one is not None and other is not None
    bodies = (one.body if one else "", other.body if other else "")
    gaps = (one.gap if one else "", other.gap if other else "")
    return [
        _Slot(*bodies, owner, is_gap=False, stays=stays),
        _Slot(*gaps, None if stays else owner, is_gap=True, stays=stays),
    ]


def _old_order(before: Sequence[Block], pairs: _Pairs) -> Iterator[tuple[int, Block]]:
    owners = {one.key: owner for owner, (one, _) in enumerate(pairs) if one}
    return ((owners[block.key], block) for block in before)


def _staying(before: Sequence[Block], pairs: _Pairs) -> set[int]:
    """Return the pairs that keep their order in both texts, as many as can be."""
    place = {block.key: number for number, block in enumerate(before)}
    both = [(owner, place[one.key]) for owner, (one, new) in enumerate(pairs) if one and new]
    return {both[n][0] for n in longest_rise([number for _, number in both])}


def _give_gaps_away(slots: Sequence[_Slot]) -> None:
    """Let a changed gap of a staying block go with the block beside it that came or went."""
    for number, slot in enumerate(slots):
        if slot.is_gap and slot.stays and slot.old != slot.new:
            beside = [*slots[number + 1 : number + 2], *slots[max(0, number - 2) : number - 1]]
            slot.owner = next((other.owner for other in beside if not other.stays), None)


def _give_edges_away(slots: Sequence[_Slot], pairs: _Pairs) -> None:
    """Let white space around a block whose cell prints the same be white space between blocks."""
    for slot in slots:
        if slot.owner is not None and slot.stays and not slot.is_gap:
            one, other = pairs[slot.owner]
            if one and other and one.cell == other.cell:
                slot.owner = None


def _in_order(slots: Sequence[_Slot]) -> list[int]:
    """Return the pairs in the order of `new`: by the slot where they come to stand, else went."""
    places = {s.owner: n for n, s in enumerate(slots) if not s.is_gap and s.old}
    places |= {s.owner: n for n, s in enumerate(slots) if not s.is_gap and (s.new or s.stays)}
    owned = {s.owner for s in slots if s.owner is not None}
    return sorted(owned, key=lambda owner: places.get(owner, -1))


def _differs(slots: Sequence[_Slot], owner: int) -> bool:
    return any(slot.old != slot.new for slot in slots if slot.owner == owner)


def _reason(pair: tuple[Block | None, Block | None], slots: Sequence[_Slot], owner: int) -> str:
    """Return ROW, or why a block that differs is not printed."""
    before, after = (block.cell if block else "" for block in pair)
    if not differ_in_space_only(before, after):
        return ROW
    moved = all(pair) and not any(s.stays for s in slots if s.owner == owner and not s.is_gap)
    return MOVE if moved else WHITE_SPACE


def _part(
    at: str,
    slots: Sequence[_Slot],
    owner: int,
    pair: tuple[Block | None, Block | None],
    reason: str,
) -> Part:
    one, other = pair
    stays = any(slot.stays for slot in slots if slot.owner == owner and not slot.is_gap)
    span = _span(slots, owner) if stays else None
    ops = _operations(at, slots, owner)
    change = EDITED if one and other else (ADDED if other else REMOVED)
    cells = (one.cell if one else "", other.cell if other else "")
    known = (s.segments for s in slots if s.owner == owner and (s.old, s.new) == cells)
    return Part(_place(pair, span), *cells, change, reason, ops, next(known, ()))


def _has_cells(pair: tuple[Block | None, Block | None]) -> bool:
    """Return whether a row of a block would print anything: one of blank lines alone would not."""
    return any(block.cell for block in pair if block)


def _key(at: str, pair: tuple[Block | None, Block | None]) -> str:
    return unprinted_key(f"{at}#{_place(pair, None).key}", WHITE_SPACE)


def _place(pair: tuple[Block | None, Block | None], span: tuple[int, int] | None) -> BlockPlace:
    one, other = pair
    block = other or one
    return BlockPlace(
        heading=block.heading if block else "",
        ordinal=block.ordinal if block else 1,
        old_heading=one.heading if one else None,
        old_ordinal=one.ordinal if one else None,
        span=span,
    )


def _span(slots: Sequence[_Slot], owner: int) -> tuple[int, int]:
    """Return where the body of a staying block stands in the text as it is now."""
    place = next(n for n, s in enumerate(slots) if s.owner == owner and not s.is_gap)
    start = sum(len(slot.now) for slot in slots[:place])
    return start, start + len(slots[place].now)


def _operations(at: str, slots: Sequence[_Slot], owner: int | None) -> tuple[Replace, ...]:
    """Return the operations of one pair of blocks and mark its slots as done."""
    ops: list[Replace] = []
    start = 0
    for slot in slots:
        if slot.owner == owner and slot.old != slot.new:
            found = replacements(at, slot.segments)
            ops += [Replace(at, op.start + start, op.old, op.new) for op in found]
            slot.is_done = True
        start += len(slot.now)
    return tuple(ops)
