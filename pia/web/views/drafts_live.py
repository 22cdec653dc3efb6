"""What a section page shows besides what is typed, in pieces that a save makes anew.

Verdicts, findings, published texts, and the marks of its map. The page says in the address that it
asks which of them it shows, by a short code each, and gets those that look otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from flask import url_for

from pia.assessment import Assessment
from pia.forms.beside import Mark
from pia.forms.blocks import Block, FieldBlock, ListedThing, RepeatBlock, ThingBlock
from pia.forms.page import SectionPage
from pia.forms.sections import sections
from pia.web.views.drafts_map import PartLines
from pia.web.views.drafts_seen import Seen

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
#: Signs of a code.
_LENGTH = 3


@dataclass(frozen=True)
class MapLine:
    """The marks of one section on the map of a page."""

    key: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Piece:
    """What stands in one place of its own: `macro` prints `block` there."""

    id: str
    macro: str
    block: FieldBlock | RepeatBlock | ThingBlock | ListedThing | MapLine
    #: What of the block is seen there.
    seen: tuple[object, ...]

    @cached_property
    def code(self) -> str:
        """A few signs that tell what is seen from anything else."""
        number = crc32(repr(self.seen).encode("utf-8", "surrogatepass"))
        return "".join(_SIGNS[number >> 6 * place & 63] for place in range(_LENGTH))


def pieces(page: SectionPage, marks: Mapping[str, tuple[Mark, ...]]) -> dict[str, Piece]:
    """Return every piece of a page by its id; `marks` are those of its map by section."""
    lines = (MapLine(key, seen) for key, seen in marks.items())
    beside = [Piece(f"map-{one.key}", "map_marks", one, one.marks) for one in lines]
    return {piece.id: piece for piece in (*_beside(page.blocks), *beside)}


def marks_of(parts: Iterable[PartLines]) -> dict[str, tuple[Mark, ...]]:
    """Return the marks on a map by section."""
    return {line.key: line.marks for part in parts for line in part.lines}


def places_of(page: SectionPage, document: Assessment) -> tuple[str, ...]:
    """Return the ids of the pieces that the page of a document has a place for, in their order."""
    keys = (section.key for section in sections(document.form, document.answers))
    return tuple(pieces(page, dict.fromkeys(keys, ())))


def codes(places: Iterable[str], now: Mapping[str, Piece]) -> str:
    """Return what a page shows in its places."""
    return "".join(now[place].code if place in now else "-" * _LENGTH for place in places)


def live_url(draft_id: int, key: str, first: Seen, at: str, shown: str) -> str:
    """Return what a page asks for after a save of its own: what it was opened with, and shows."""
    endpoint, opened = "drafts_beside.verdicts", str(first)
    return url_for(endpoint, draft_id=draft_id, key=key, first=opened, at=at or None, shown=shown)


def anew(now: Mapping[str, Piece], places: tuple[str, ...], shown: str) -> tuple[Piece, ...]:
    """Return the pieces that have a place on a page and look otherwise than it shows."""
    told = [shown[n : n + _LENGTH] for n in range(0, len(shown), _LENGTH)]
    known = dict(zip(places, told, strict=True)) if len(told) == len(places) else {}
    return tuple(
        now[place] for place in places if place in now and known.get(place) != now[place].code
    )


def _beside(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, FieldBlock):
            yield Piece(f"verdict-{block.name}", "verdict", block, _verdict(block))
            if not (block.unread and block.unread.locked):
                texts = (block.published, block.parts)
                yield Piece(f"texts-{block.name}", "texts", block, texts)
        elif isinstance(block, RepeatBlock):
            yield Piece(f"found-{block.id}", "found_in", block, block.findings)
            for one in block.listed:
                yield Piece(f"marks-{one.path}", "listed_marks", one, one.marks)
        elif isinstance(block, ThingBlock):
            yield Piece(f"found-{block.id}", "found_in", block, block.findings)
        yield from _beside(block.things if isinstance(block, RepeatBlock) else block.blocks)


def _verdict(block: FieldBlock) -> tuple[object, ...]:
    standing = block.standing
    said = standing and (standing.id, standing.words, standing.verified, standing.rows)
    return (said, block.findings)
