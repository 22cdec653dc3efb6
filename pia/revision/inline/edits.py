"""The words of two texts compared: few runs, few signs, each run whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pia.revision.inline.words import words

#: One run more costs the reader as much as this many changed signs (docs/analysis).
RUN_COST = 4.0
#: What stays between two changes and says nothing alone (の, を, 、) counts half.
_SAYS_NOTHING = re.compile(r"[ぁ-ゖ\W]+")
_CLAUSE_END = re.compile("[、。\n]")

Words = Sequence[str]


class Block(NamedTuple):
    """What goes and what comes at one place, and what then stays."""

    gone: Words
    come: Words
    kept: Words


def edits(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield ("=" | "-" | "+", text) in the order of the texts; no text is empty."""
    head, tail = _equal_clauses(old, new)
    middle = words(old[head : len(old) - tail]), words(new[head : len(new) - tail])
    blocks = _joined(_slid(_met(_blocks(*middle))))
    parts = [("=", old[:head])]
    for block in blocks:
        parts += zip("-+=", map("".join, block), strict=True)
    parts.append(("=", old[len(old) - tail :]))
    return ((sign, text) for sign, text in parts if text)


def _equal_clauses(old: str, new: str) -> tuple[int, int]:
    """Return how many signs of whole clauses are equal at the beginning and at the end."""
    same = old[: _equal_signs(old, new)]
    head = max(same.rfind(sign) + 1 for sign in "、。\n")
    before, after = old[head:], new[head:]
    size = _equal_signs(before[::-1], after[::-1])
    end = _CLAUSE_END.search(before, len(before) - size)
    return head, len(before) - end.end() if end else 0


def _equal_signs(one: str, two: str) -> int:
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))


def _blocks(old: Words, new: Words) -> Iterator[Block]:
    gone: Words = ()
    come: Words = ()
    for code in Indel.opcodes(old, new):
        before = old[code.src_start : code.src_end]
        after = new[code.dest_start : code.dest_end]
        if code.tag == "equal":
            yield Block(gone, come, before)
            gone = come = ()
        else:
            gone, come = (*gone, *before), (*come, *after)
    if gone or come:
        yield Block(gone, come, ())


def _met(blocks: Iterable[Block]) -> list[Block]:
    """Join changes where one slides over all that stays between them: one run less.

    <（昭和36年法律>第<238号）第>6条 becomes <（昭和36年法律第238号）>第6条. A line break stays where it is.
    """
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if len(found) > 1:
            one, two = found[-2:]
            alike = (one.gone and two.gone) or (one.come and two.come)
            if alike and "\n" not in one.kept:
                found[-2:] = _slid_back(one, two) or (one, two)
    return found


def _slid_back(one: Block, two: Block) -> tuple[Block, ...]:
    """Return both as one where the second is lone and slides over what stays before it."""
    run = (*one.kept, *two.gone, *two.come)
    size = len(run) - len(one.kept)
    if (two.gone and two.come) or run[size:] != (*one.kept,):
        return ()
    gone, come = (run[:size], ()) if two.gone else ((), run[:size])
    return (Block((*one.gone, *gone), (*one.come, *come), (*one.kept, *two.kept)),)


def _slid(blocks: list[Block]) -> list[Block]:
    """Slide what only goes or only comes to where a line, sentence or clause begins."""
    for at in range(1, len(blocks)):
        one, two = blocks[at - 1], blocks[at]
        if bool(two.gone) == bool(two.come):
            continue
        run = (*one.kept, *(two.gone or two.come), *two.kept)
        size = len(two.gone or two.come)
        start = _best_start(run, len(one.kept), size, first=at == 1 and not (one.gone or one.come))
        moved = run[start : start + size]
        blocks[at - 1] = one._replace(kept=run[:start])
        blocks[at] = Block(
            moved if two.gone else (), moved if two.come else (), run[start + size :]
        )
    return blocks


def _best_start(run: Words, start: int, size: int, *, first: bool) -> int:
    """Return where a change of `size` words in a run reads best and still says the same."""
    low = high = start
    while low > (not first) and run[low - 1] == run[low - 1 + size]:
        low -= 1
    while high + size < len(run) - 1 and run[high] == run[high + size]:
        high += 1
    return max(
        range(low, high + 1),
        key=lambda at: (_rest(run, at) + _rest(run, at + size), -abs(at - start)),
    )


def _rest(run: Words, at: int) -> int:
    """Return how much a reader rests before this word of a run."""
    if at in {0, len(run)} or run[at - 1] == "\n":
        return 5
    left, right = run[at - 1], run[at]
    if left == "。":
        return 4
    if right.isspace():
        return 3
    return 2 if left.isspace() or left in "、)）」" or right in "(（「" else 0


class _Way(NamedTuple):
    """A way to join the blocks so far, and the way to the block before."""

    cost: float
    parted: bool = True
    before: _Way | None = None


#: Whether the change that is still open has something that goes, something that comes.
_Open = tuple[bool, bool]


def _joined(blocks: list[Block]) -> list[Block]:
    """Join changes over what stays between them where that costs the reader less.

    Exact: the cheapest of all choices, by signs changed and `RUN_COST` for each run. Line breaks
    stay.
    """
    ways: dict[_Open, _Way] = {(False, False): _Way(0)}
    for block in blocks:
        following: dict[_Open, _Way] = {}
        for state, way in ways.items():
            for then, cost in _choices(state, block, last=block is blocks[-1]):
                found = _Way(way.cost + cost, then == (False, False), way)
                if then not in following or found.cost < following[then].cost:
                    following[then] = found
        ways = following
    return list(_along(blocks, ways[False, False]))


def _choices(state: _Open, block: Block, *, last: bool) -> Iterator[tuple[_Open, float]]:
    """Yield the state and cost of parting after a block's change, and of going on over it."""
    gone, come = state[0] or bool(block.gone), state[1] or bool(block.come)
    cost = _signs(block.gone) + _signs(block.come) + RUN_COST * (gone + come - sum(state))
    yield (False, False), cost
    if (gone or come) and not last and "\n" not in block.kept:
        yield (True, True), cost + sum(map(_loss, block.kept)) + RUN_COST * (2 - gone - come)


def _signs(found: Words) -> int:
    return sum(map(len, found))


def _loss(word: str) -> int:
    """Return what a word that stays costs when it is shown as gone and come again."""
    return len(word) * (1 if _SAYS_NOTHING.fullmatch(word) else 2)


def _along(blocks: Iterable[Block], way: _Way) -> Iterator[Block]:
    parted: list[bool] = []
    while way.before is not None:
        parted.append(way.parted)
        way = way.before
    gone: list[str] = []
    come: list[str] = []
    for block, ends in zip(blocks, reversed(parted), strict=True):
        gone += block.gone
        come += block.come
        if ends:
            yield Block(gone, come, block.kept)
            gone, come = [], []
        else:
            gone += block.kept
            come += block.kept
