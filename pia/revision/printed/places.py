"""Where a cell stands in the text of an item, and the text's operations from there.

Each function returns one tuple of operations per place it found: one place is a fit, two are a
question that nobody can answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from rapidfuzz.distance import Indel

from pia.assessment import Replace
from pia.official.folding import fold
from pia.official.nothing import is_nothing
from pia.revision.blocks import SAME_BLOCK, Block, blocks
from pia.revision.headings import is_heading
from pia.revision.printed.keys import Key, Span, cuts_a_word, occurrences

_LEFT_OUT = re.compile("[（(](?:前|中|後)?略[）)]")  # both widths are printed
_BRACKETED = re.compile(r"\s*([<＜〈(（【].+?[>＞〉)）】])(?=\s)")  # both widths are printed

#: Lines that say less may say the same by chance.
_SHORTEST_LINES = 10
#: So many ways to pair the stretches of two cells are looked at; who prints more is asked.
_MOST_CHANCES = 500

Places = list[tuple[Replace, ...]]


@dataclass(frozen=True)
class Sought:
    """The text of an item, and a cell to be found in it."""

    at: str
    text: str
    have: str
    want: str
    key: Key
    #: Lines that head blocks in this city's texts.
    own: Collection[str]
    #: Signs below which a fragment says too little.
    shortest: int

    def replaced(self, span: Span, new: str) -> Replace:
        """Return the operation that puts `new` where the span stands."""
        return Replace(self.at, span[0], self.text[span[0] : span[1]], new)


def as_block(sought: Sought) -> Places:
    """Return the blocks that are the cell; with 「—」 wanted it goes with the gap before it."""
    found = blocks(sought.text, sought.own)
    have = sought.key(sought.have).text
    same = [n for n, block in enumerate(found) if sought.key(block.cell).text == have]
    if len(found) == 1 or len(occurrences(sought.text, sought.have, sought.key)) > 1:
        return []
    return [(_block_op(sought, found, number),) for number in same]


def as_lines(sought: Sought) -> Places:
    """Return the whole lines that a cell prints and that go: a paragraph without a heading.

    Cities print 「—」 on the other side of it, as for a block.
    """
    if not is_nothing(sought.want) or len(sought.key(sought.have).text) < _SHORTEST_LINES:
        return []
    found = [span for span in _places(sought) if _is_lines(sought.text, span)]
    return [(sought.replaced((_after_text(sought.text, one[0]), one[1]), ""),) for one in found]


def as_fragment(sought: Sought) -> Places:
    """Return the places of a cell that is a part of the text, or of its stretches around （略）."""
    if _LEFT_OUT.search(sought.have + sought.want):
        return _as_stretches(sought)
    too_short = len(sought.key(sought.have).text) < sought.shortest
    if is_nothing(sought.want) or too_short:
        return []
    return _told([(span, sought.want) for span in _places(sought)], sought)


def new_block(sought: Sought) -> Replace | None:
    """Return the operation that puts a block of its own behind the text; None where it is none.

    Nothing printed tells where in the text it stood: 別添2 names blocks, not their order.
    """
    heading = heading_of(sought.want, sought.own)
    known = {block.key[0] for block in blocks(sought.text, sought.own)}
    if heading is None or fold(heading) in known:
        return None
    # A line end even behind one: another block may come to the same place.
    return Replace(sought.at, len(sought.text), "", f"\n{sought.want}")


def heading_of(cell: str, own: Collection[str] = ()) -> str | None:
    """Return the heading that a cell begins with, on a line of its own or before a space."""
    found = _BRACKETED.match(f"{cell} ")
    known = {fold(heading) for heading in own}
    return found[1] if found and is_heading(found[1], known) else None


def stretches(cell: str) -> list[str]:
    """Return what a cell prints between its （略）, each without the white space around it."""
    return [piece.strip() for piece in _LEFT_OUT.split(cell)]


def _places(sought: Sought) -> list[Span]:
    return occurrences(sought.text, sought.have, sought.key)


def _is_lines(text: str, span: Span) -> bool:
    before, after = text[: span[0]], text[span[1] :]
    starts = not before.rpartition("\n")[2].strip()
    return starts and not after.partition("\n")[0].strip()


def _after_text(text: str, place: int) -> int:
    """Return where the white space before a place begins."""
    return len(text[:place].rstrip())


def _told(found: Sequence[tuple[Span, str]], sought: Sought) -> Places:
    """Return the places; a lone one that cuts a number or a word is none."""
    if len(found) == 1 and cuts_a_word(sought.text, found[0][0]):
        return []
    return [(sought.replaced(span, new),) for span, new in found]


def _block_op(sought: Sought, found: Sequence[Block], number: int) -> Replace:
    start = sum(len(block.body) + len(block.gap) for block in found[:number])
    block = found[number]
    if not is_nothing(sought.want):
        first = start + block.body.index(block.cell)
        return sought.replaced((first, first + len(block.cell)), sought.want)
    gap = len(found[number - 1].gap) if number else 0
    return sought.replaced((start - gap, start + len(block.body)), "")


def _as_stretches(sought: Sought) -> Places:
    """Return the stretches of a cell, each exactly once in the text and in the cell's order."""
    pairs = _paired(stretches(sought.have), stretches(sought.want))
    first, last = _scope(sought)
    text = sought.text[first:last]
    ops: list[Replace] = []
    done = 0
    for here, there in pairs:
        spans = occurrences(text, here, sought.key)
        if len(spans) != 1 or spans[0][0] < done or cuts_a_word(text, spans[0]):
            return []
        done = spans[0][1]
        if here != there:
            ops.append(sought.replaced((first + spans[0][0], first + done), there))
    return [tuple(ops)] if ops else []


def _paired(have: Sequence[str], want: Sequence[str]) -> list[tuple[str, str]]:
    """Return which stretch of one cell is which of the other; [] where nobody can say.

    A cell that has nothing between two （略） of the other prints the sign once: what the other
    says there goes. Something to put there has no place in the text.
    """
    if len(have) == len(want):
        return [pair for pair in zip(have, want, strict=True) if any(pair)]
    here, there = list(filter(None, have)), list(filter(None, want))
    chances = islice(combinations(range(len(here)), len(there)), _MOST_CHANCES)
    ranked = sorted(((_likeness(here, there, chance), chance) for chance in chances), reverse=True)
    best = [chance for likeness, chance in ranked if likeness == ranked[0][0] > 0]
    if len(best) != 1:
        return []
    stays = dict(zip(best[0], there, strict=True))
    return [(text, stays.get(number, "")) for number, text in enumerate(here)]


def _likeness(here: Sequence[str], there: Sequence[str], chance: Sequence[int]) -> float:
    """Return how alike the pairs of a chance are together; 0 where two of them are not."""
    alike = [
        Indel.normalized_similarity(here[number], text)
        for number, text in zip(chance, there, strict=True)
    ]
    return 0 if min(alike, default=1) < SAME_BLOCK else 1 + sum(alike)


def _scope(sought: Sought) -> Span:
    """Return the block that the cell's heading names, else the whole text."""
    heading = heading_of(sought.have, sought.own)
    start = 0
    found: list[Span] = []
    for block in blocks(sought.text, sought.own):
        end = start + len(block.body)
        if heading is not None and block.key[0] == fold(heading):
            found.append((start, end))
        start = end + len(block.gap)
    return found[0] if len(found) == 1 else (0, len(sought.text))
