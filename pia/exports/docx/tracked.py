"""Tracked changes: cells, rows and parts that say what they were, and their marks in the XML.

Of a text the words that went and came are marked, and each paragraph mark that did; a whole row is
marked as such. Rejecting all gives the older document, accepting all the newer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from pia.exports.docx.pieces import Piece, pieces
from pia.outline import Cell, Part, Row
from pia.outline.model import Line
from pia.revision.spans import segments

STAYS, GOES, COMES = "=", "-", "+"
_ELEMENTS = {GOES: "w:del", COMES: "w:ins"}
#: Stands where each mark is numbered, signed and dated: no text can hold it.
UNSIGNED = "\0"
_LINE_END = Piece("\n")


@dataclass(frozen=True)
class TrackedCell(Cell):
    """A cell as it is, with the lines it had."""

    before: tuple[Line, ...] = ()
    #: What becomes of the row (or paragraph) that it stands in.
    sign: str = STAYS


@dataclass(frozen=True)
class TrackedRow(Row):
    """A row that stays, goes or comes."""

    sign: str = STAYS


@dataclass(frozen=True, kw_only=True)
class TrackedPart(Part):
    """A part that stays, goes or comes; its heading and its foot as cells."""

    head: TrackedCell
    under: TrackedCell
    sign: str


class TrackedLine(NamedTuple):
    """One paragraph: its pieces, each with its sign, and what becomes of its end."""

    pieces: tuple[tuple[str, Piece], ...]
    end: str
    #: The line whose tab stops it has.
    like: Line


def sign_of(thing: Cell | Row | Part) -> str:
    """Return whether something stays, goes or comes."""
    return thing.sign if isinstance(thing, TrackedCell | TrackedRow | TrackedPart) else STAYS


def tracked_lines(cell: TrackedCell, *, spread: bool = True) -> Iterator[TrackedLine]:
    """Yield the paragraphs of a cell, those of both its faces in one."""
    line: list[tuple[str, Piece]] = []
    old = new = 0
    for sign, piece in _signed(cell, spread=spread):
        if piece is _LINE_END:
            yield TrackedLine(tuple(line), sign, _like(cell, old, new))
            line = []
            old, new = old + (sign != COMES), new + (sign != GOES)
        else:
            line.append((sign, piece))
    yield TrackedLine(tuple(line), cell.sign, _like(cell, old, new))


def tracked_runs(line: Iterable[tuple[str, Piece]]) -> str:
    """Return pieces as runs, those that went or came inside their marks."""
    found = []
    for sign, group in groupby(line, key=lambda signed: signed[0]):
        inner = "".join(piece.xml(gone=sign == GOES) for _, piece in group)
        found.append(inner if sign == STAYS else f"{_open(sign)}{inner}</{_ELEMENTS[sign]}>")
    return "".join(found)


def tracked_words(before: str, after: str) -> str:
    """Return a text in one line as runs, with what became of it."""
    return tracked_runs(_differing([Piece(before)], [Piece(after)]))


def end_mark(sign: str) -> str:
    """Return the mark of a paragraph's end: a property that stands behind all others."""
    return f"<w:rPr>{row_mark(sign)}</w:rPr>" if sign != STAYS else ""


def row_mark(sign: str) -> str:
    """Return the mark of a row: a property that stands behind all others."""
    return f"<{_ELEMENTS[sign]}{UNSIGNED}/>" if sign != STAYS else ""


def _open(sign: str) -> str:
    return f"<{_ELEMENTS[sign]}{UNSIGNED}>"


def _like(cell: TrackedCell, old: int, new: int) -> Line:
    """Return the line of the newer face that a paragraph belongs to, else of the older one."""
    if new < len(cell.lines):
        return cell.lines[new]
    return cell.before[old] if old < len(cell.before) else ()


def _signed(cell: TrackedCell, *, spread: bool) -> Iterator[tuple[str, Piece]]:
    old, new = (_flat(lines, spread=spread) for lines in (cell.before, cell.lines))
    if cell.sign != STAYS:
        return ((cell.sign, piece) for piece in (old if cell.sign == GOES else new))
    return _differing(old, new)


def _flat(lines: Iterable[Line], *, spread: bool) -> list[Piece]:
    """Return lines as pieces with a piece between two lines."""
    flat: list[Piece] = []
    for number, line in enumerate(lines):
        flat += [_LINE_END] if number else []
        flat += pieces(line, spread=spread)
    return flat


def _differing(old: list[Piece], new: list[Piece]) -> Iterator[tuple[str, Piece]]:
    """Yield what stays and comes as the newer face sets it, what goes as the older one did."""
    texts = ("".join(piece.words for piece in face) for face in (old, new))
    older, newer = _Cutter(old), _Cutter(new)
    for sign, words in segments(*texts):
        cut = (older if sign == GOES else newer).take(len(words))
        if sign == STAYS:
            older.skip(len(words))
        yield from ((sign, piece) for piece in cut)


class _Cutter:
    """Pieces of a face, taken by numbers of signs from its beginning on."""

    def __init__(self, face: list[Piece]) -> None:
        self._left = iter(face)
        self._rest: Piece | None = None

    def take(self, signs: int) -> Iterator[Piece]:
        while signs:
            piece = self._rest or next(self._left)
            self._rest = None
            if len(piece.words) > signs:
                self._rest = piece._replace(words=piece.words[signs:])
                piece = piece._replace(words=piece.words[:signs])
            signs -= len(piece.words)
            yield piece

    def skip(self, signs: int) -> None:
        for _ in self.take(signs):
            pass
