"""Long texts as cities write them: blocks, each under a heading of its own (domain: 別添2 §3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from pia.official.folding import fold
from pia.revision.headings import is_heading

#: From this likeness on, a text under another heading is the same block with its heading renamed.
SAME_BLOCK = 0.6


@dataclass(frozen=True)
class Block:
    """One block of a text."""

    #: The line as written, "" for the text before the first heading.
    heading: str
    #: Which of the equal headings of its text, from 1.
    ordinal: int
    #: The text with its heading, without the white space behind it.
    body: str
    #: White space up to the next block.
    gap: str

    @property
    def key(self) -> tuple[str, int]:
        """What names the block within its text."""
        return fold(self.heading), self.ordinal

    @property
    def cell(self) -> str:
        """What a row prints of it."""
        return self.body.strip()

    @property
    def below(self) -> str:
        """The text under the heading."""
        return self.body.partition("\n")[2] if self.heading else self.body


def blocks(text: str, own: Collection[str] = ()) -> tuple[Block, ...]:
    """Return the blocks of a text in its order; joined with their gaps they are the text.

    `own` holds headings that this city is known to use. A heading with nothing under it begins the
    block behind it: 【ガバメントクラウドにおける措置】, 〈物理的安全管理措置〉. An empty text has no block.
    """
    pieces: list[tuple[str, str]] = []
    known = {fold(heading) for heading in own}
    is_bare = False
    for line in text.splitlines(keepends=True):
        heads = is_heading(line, known)
        if heads and not is_bare:
            pieces.append((line.strip(), line))
        elif pieces:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + line)
        else:
            pieces.append(("", line))
        is_bare = heads or (is_bare and not line.strip())
    return tuple(_numbered(pieces))


def paired_blocks(
    old: Sequence[Block], new: Sequence[Block]
) -> list[tuple[Block | None, Block | None]]:
    """Return which block is which, in the order of `new`; the ones that went come last.

    Equal headings first, the ones with an equal body before the others; then a renamed heading
    over a body that is alike.
    """
    left = list(old)
    found: dict[int, Block] = {}
    for is_same in (_same_all, _same_heading):
        for place, block in enumerate(new):
            match = next((o for o in left if place not in found and is_same(o, block)), None)
            if match is not None:
                found[place] = match
                left.remove(match)
    for likeness, match, place in _alike(left, new, found):
        if match in left and place not in found and likeness >= SAME_BLOCK:
            found[place] = match
            left.remove(match)
    return [(found.get(place), block) for place, block in enumerate(new)] + [
        (block, None) for block in left
    ]


def _same_all(old: Block, new: Block) -> bool:
    return _same_heading(old, new) and old.body == new.body


def _same_heading(old: Block, new: Block) -> bool:
    return fold(old.heading) == fold(new.heading)


def _alike(
    left: Sequence[Block], new: Sequence[Block], found: Collection[int]
) -> list[tuple[float, Block, int]]:
    """Return the pairs that are left with their likeness, the most alike first."""
    pairs = [
        (Indel.normalized_similarity(one.below, other.below), one, place)
        for one in left
        for place, other in enumerate(new)
        if place not in found and one.below.strip() and other.below.strip()
    ]
    return sorted(pairs, key=lambda pair: (-pair[0], pair[2]))


def _numbered(pieces: Iterable[tuple[str, str]]) -> Iterator[Block]:
    seen: dict[str, int] = {}
    for heading, text in pieces:
        ordinal = seen[fold(heading)] = seen.get(fold(heading), 0) + 1
        body = text.rstrip()
        yield Block(heading, ordinal, body, text[len(body) :])
