"""Long texts as cities write them: blocks, each under a heading of its own (domain: 別添2 §3).

A heading is a line that holds only one bracketed phrase: 〈みほん市における措置〉, at most a bullet
before it and one remark behind it. 「(1) 第1号」 and a remark such as 「(市政情報コーナー)」 alone head
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from rapidfuzz.distance import Indel

from pia.assessment import Assessment
from pia.assessment.paths import answered
from pia.official.folding import fold
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

#: From this likeness on, a text under another heading is the same block with its heading renamed.
SAME_BLOCK = 0.6
#: Signs of a number, folded.
_FIGURES = "0123456789,./-"
#: A bullet or number before a bracket, folded: ・<…>, 1.<…>, ①《…》.
_BULLET = re.compile(r"(?:[・●○■□◆◇▪]|[0-9]{1,2}[.)]?|\([0-9]{1,2}\))(?=[^0-9(])")
#: A folded line and the remark at its end.
_REMARK_BEHIND = re.compile(r"(.+)\([^()]+\)")


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


@dataclass(frozen=True)
class HeadingWords:
    """What `data/words/headings.yaml` says."""

    shortest: int
    brackets: tuple[str, ...]
    remarks: tuple[str, ...]
    endings: tuple[str, ...]
    #: 場合 ends a heading only where the phrase says of what.
    case: str
    of_a_case: tuple[str, ...]
    counters: str

    def may_head(self, phrase: str) -> bool:
        """Return whether a folded phrase is long enough, no number or day, and no note (※…)."""
        is_long = len(phrase) >= self.shortest and not phrase.startswith("※")
        return is_long and phrase.strip(self.counters + _FIGURES) != ""

    def ends_like_one(self, phrase: str) -> bool:
        """Return whether a folded phrase ends as headings do."""
        of_a_case = phrase.endswith(self.case) and any(word in phrase for word in self.of_a_case)
        return phrase.endswith(self.endings) or of_a_case


def blocks(text: str, own: Collection[str] = ()) -> tuple[Block, ...]:
    """Return the blocks of a text in its order; joined with their gaps they are the text.

    `own` holds headings that this city is known to use. An empty text has no block.
    """
    pieces: list[tuple[str, str]] = []
    known = {fold(heading) for heading in own}
    for line in text.splitlines(keepends=True):
        if is_heading(line, known):
            pieces.append((line.strip(), line))
        elif pieces:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + line)
        else:
            pieces.append(("", line))
    return tuple(_numbered(pieces))


def is_heading(line: str, own: Collection[str] = ()) -> bool:
    """Return whether a line heads a block; `own` holds folded headings known to be such.

    One remark in round brackets may stand behind: 〈みほん市における措置〉（令和7年1月から適用予定）.
    """
    folded = fold(line)
    behind = _REMARK_BEHIND.fullmatch(folded)
    return _is_phrase(folded, own) or (behind is not None and _is_phrase(behind[1], own))


def _is_phrase(folded: str, own: Collection[str]) -> bool:
    """Return whether a folded line is one bracketed phrase that heads a block."""
    if folded in own:
        return True
    words, bullet = _words(), _BULLET.match(folded)
    folded = folded[bullet.end() :] if bullet else folded
    around, phrase = folded[:1] + folded[-1:], folded[1:-1]
    known = words.brackets if bullet else (*words.brackets, *words.remarks)
    if around not in known or set(around) & set(phrase) or not words.may_head(phrase):
        return False
    return around in words.brackets or words.ends_like_one(phrase)


class Headings:
    """Lines that head blocks in the texts of some editions beside those known by their ending.

    Whoever shows a comparison asks for them, too: they are looked for once, and only if asked.
    """

    def __init__(self, own: Iterable[str], *documents: Assessment) -> None:
        self._own, self._documents = own, documents

    @cached_property
    def lines(self) -> frozenset[str]:
        """What the city named, and what the editions themselves show."""
        return frozenset(self._own) | learnt_headings(*self._documents)


def learnt_headings(*documents: Assessment) -> frozenset[str]:
    """Return lines in brackets of remarks (…), 〔…〕 that these editions use as headings, whatever they end with.

    A line is learnt where a row of 別添2 starts with it, or where it stands in several items.
    """
    found: set[str] = set()
    for document in documents:
        cells = (cell for row in document.change_history for cell in (row.before, row.after))
        found.update(line for cell in cells for line in _opening(cell))
        found.update(_in_several_items(document))
    return frozenset(found)


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


def _opening(cell: str) -> Iterator[str]:
    """Yield the lone bracketed line that a cell starts with, where text stands under it."""
    line, _, below = cell.partition("\n")
    if below.strip():
        yield from _lone_remarks(line)


def _in_several_items(document: Assessment) -> set[str]:
    """Return the lone bracketed lines that stand in more than one text of a document."""
    seen: set[str] = set()
    twice: set[str] = set()
    for _, item, value in answered(document.form, document.answers):
        if item.kind == "text" and isinstance(value, str):
            here = {line for one in value.split("\n") for line in _lone_remarks(one)}
            twice |= here & seen
            seen |= here
    return twice


def _lone_remarks(line: str) -> Iterator[str]:
    """Yield the line where it holds only one phrase in brackets that may head a block."""
    folded, words = fold(line), _words()
    around, phrase = folded[:1] + folded[-1:], folded[1:-1]
    if around in words.remarks and not set(around) & set(phrase) and words.may_head(phrase):
        yield line.strip()


@cache
def _words() -> HeadingWords:
    return read_heading_words(data_path("words", "headings.yaml"))


def read_heading_words(path: Path) -> HeadingWords:
    """Read the words of headings. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("headings")
    given = top.need("headings", Mapping)
    given.only("shortest", "brackets", "remarks", "endings", "case", "of_a_case", "counters")
    return HeadingWords(
        shortest=given.need("shortest", int),
        brackets=given.words("brackets"),
        remarks=given.words("remarks"),
        endings=given.words("endings"),
        case=given.need("case", str),
        of_a_case=given.words("of_a_case"),
        counters=given.need("counters", str),
    )
