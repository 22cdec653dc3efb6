"""A page as runs of text and rules: what a person sees of it, turned upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pia.imports.pdf.drawn import Drawn, Ink, address, drawn
from pia.imports.pdf.geometry import Box, around
from pia.imports.pdf.shapes import Rule

#: Text smaller than this, in points, is not for people.
_SMALLEST = 1.5
#: A gap wider than this share of the type size parts two runs.
_GAP = 0.3
#: A gap of this share of a sign's width is a space, and one between Japanese and Latin signs.
_APART, _APART_MIXED = 0.22, 0.29
#: So many gaps of a run tell how wide it is set; signs up to here are Latin.
_SOME, _LATIN = 3, "\u2e7f"
#: What pdfium puts where it takes a hyphen for one that parts a word.
_SOFT_HYPHENS = frozenset({0x02, 0xFFFE})
#: Halves of a sign beyond U+FFFF: the first, the second, and what comes after these.
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
_NO_SIGN = frozenset({0, 0xFFFF})
#: A line is at most so many type sizes from the next, and so many lines that are cut are looked at.
_LINE, _MOST_LOST = 2.0, 300
#: So many signs of a page are asked which way they stand.
_SIGNS = 500


class Run(NamedTuple):
    """Signs that stand side by side on one line and were drawn at once."""

    text: str
    left: float
    right: float
    #: The line that the signs stand on, counted upward.
    base: float
    size: float
    #: Number among the tags of the page, -1 without one.
    mark: int
    is_artifact: bool
    #: What lies below was cut off; 0 where nothing was.
    floor: float = 0.0
    #: It stands in a layer that may be switched off.
    is_layered: bool = False
    #: The text it belongs to goes on where nobody sees it.
    is_cut: bool = False
    #: The writer left the width of a space before it, and printed none.
    is_spaced: bool = False


class Cut(NamedTuple):
    """A part of the page that is drawn without some of its text."""

    box: Box
    #: The text goes on to the right (1) or the left (-1).
    across: int


@dataclass(frozen=True)
class Page:
    """What is seen on one page, in points from the lower left corner."""

    #: Counted from 1.
    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    images: int
    cuts: tuple[Cut, ...] = ()
    #: Numbers among the tags of texts of which something is not seen.
    cut_marks: frozenset[int] = frozenset()

    def right_of(self, run: Run) -> float:
        """Return how far right a run could go on: to the next rule, else to the page's edge."""
        middle = run.base + run.size / 3
        ends = (
            rule.at
            for rule in self.down
            if rule.at >= run.right - run.size / 2 and rule.start <= middle <= rule.end
        )
        return min(ends, default=self.width)


#: Turns a point of the file into one of the page as it is seen.
_Turn = Callable[[float, float], tuple[float, float]]


def read_page(page: Any, number: int) -> Page:
    """Return what a person sees on a page of pypdfium2."""
    wide, high = page.get_width(), page.get_height()
    left, low, right, top = page.get_cropbox()
    found = drawn(page.raw)
    text = page.get_textpage()
    try:
        degrees = _upright(text.raw, page.get_rotation())
        if (degrees - page.get_rotation()) % 180:
            wide, high = high, wide
        turn = _turned(degrees, (left, low, right, top))
        pieces, lost = _runs(text.raw, found, turn, (wide, high))
    finally:
        text.close()
    down, across = _turned_rules(found, turn)
    return Page(
        *(number, wide, high, tuple(_with_cut(pieces, lost, turn)), tuple(across), tuple(down)),
        *(found.images, tuple(_cuts(found, turn))),
        frozenset(glyph.ink.mark for glyph in lost),
    )


def _upright(text: Any, rotation: int) -> int:
    """Return by how much a page is to be turned for most of its text to be upright.

    A page may lie on its side, as its file says or not: what people do is turn it.
    """
    counts: Counter[int] = Counter()
    matrix = pdfium.FS_MATRIX()
    for number in range(min(_SIGNS, pdfium.FPDFText_CountChars(text))):
        is_added = pdfium.FPDFText_IsGenerated(text, number) == 1
        if not is_added and pdfium.FPDFText_GetMatrix(text, number, matrix):
            counts[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) * 90 % 360] += 1
    usual = counts.most_common(1)
    is_clear = usual and usual[0][1] * 2 > counts.total()
    return usual[0][0] if is_clear else rotation


def _turned(degrees: int, box: tuple[float, float, float, float]) -> _Turn:
    left, low, right, top = box
    turns: dict[int, _Turn] = {
        0: lambda x, y: (x - left, y - low),
        90: lambda x, y: (y - low, right - x),
        180: lambda x, y: (right - x, top - y),
        270: lambda x, y: (top - y, x - left),
    }
    return turns[degrees % 360]


def _turned_rules(found: Drawn, turn: _Turn) -> tuple[list[Rule], list[Rule]]:
    """Return the rules that go down and those that go across."""
    ends = [((r.at, r.start), (r.at, r.end)) for r in found.down]
    ends += [((r.start, r.at), (r.end, r.at)) for r in found.across]
    down, across = [], []
    for one, other in ends:
        (x, y), (to_x, to_y) = turn(*one), turn(*other)
        if abs(x - to_x) < abs(y - to_y):
            down.append(Rule(x, min(y, to_y), max(y, to_y)))
        else:
            across.append(Rule(y, min(x, to_x), max(x, to_x)))
    return down, across


def _cuts(found: Drawn, turn: _Turn) -> Iterator[Cut]:
    for (clip, _, _), (x, y) in found.lost.items():
        box = around([turn(clip.left, clip.low), turn(clip.right, clip.high)])
        beyond = turn(x, y)[0]
        yield Cut(box, (beyond > box.right) - (beyond < box.left))


class _Glyph(NamedTuple):
    sign: str
    left: float
    right: float
    base: float
    size: float
    ink: Ink
    is_lost: bool = False
    #: pdfium takes the gap before it for a space.
    is_apart: bool = False


def _runs(
    text: Any, found: Drawn, turn: _Turn, size: tuple[float, float]
) -> tuple[list[list[_Glyph]], list[_Glyph]]:
    """Return the signs of each run of a page, and one sign of each line of which some are cut off."""
    pieces: list[list[_Glyph]] = []
    lost: dict[tuple[int, int], _Glyph] = {}
    for glyph in _glyphs(text, found, turn):
        if glyph.is_lost or not (-1 <= glyph.left <= size[0] and -1 <= glyph.base <= size[1]):
            if not (glyph.sign.isspace() or glyph.ink.is_artifact):
                lost.setdefault((glyph.ink.order, round(glyph.base)), glyph)
        elif pieces and _goes_on(pieces[-1][-1], glyph):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return pieces, list(lost.values())


def _with_cut(pieces: Sequence[list[_Glyph]], lost: Sequence[_Glyph], turn: _Turn) -> Iterator[Run]:
    """Yield the runs; the one nearest to each sign that is cut off says so."""
    befores = [None, *(piece[-1] for piece in pieces)]
    runs = [_run(piece, turn, before) for piece, before in zip(pieces, befores, strict=False)]
    clips = [piece[0].ink.clip for piece in pieces]
    cut = {_nearest(runs, clips, glyph) for glyph in lost[:_MOST_LOST]}
    is_much = len(lost) > _MOST_LOST
    yield from (run._replace(is_cut=is_much or n in cut) for n, run in enumerate(runs))


def _nearest(runs: Sequence[Run], clips: Sequence[Box | None], glyph: _Glyph) -> int | None:
    """Return the run on the line of a sign, else on the one above or below, None where none is.

    What a clip leaves out goes on from what stands in the same clip.
    """
    found = [
        (round(abs(run.base - glyph.base) / glyph.size), _apart(run, glyph), n)
        for n, run in enumerate(runs)
        if abs(run.base - glyph.base) < _LINE * glyph.size
        and (not glyph.is_lost or clips[n] == glyph.ink.clip)
    ]
    return min(found)[2] if found else None


def _apart(run: Run, glyph: _Glyph) -> float:
    return max(run.left - glyph.right, glyph.left - run.right, 0.0)


def _glyphs(text: Any, found: Drawn, turn: _Turn) -> Iterator[_Glyph]:
    """Yield each sign that is seen or that a clip leaves out, in the order of the file."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    is_apart = False
    for number, code in _codes(text):
        if code in _NO_SIGN or pdfium.FPDFText_IsGenerated(text, number) == 1:
            is_apart = is_apart or chr(code) == " "
            continue
        ink = found.inks.get(address(pdfium.FPDFText_GetTextObject(text, number)))
        pdfium.FPDFText_GetLooseCharBox(text, number, box)
        pdfium.FPDFText_GetCharOrigin(text, number, x, y)
        if ink is None:
            continue
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        is_seen = found.shows(ink, *middle)
        if not is_seen and (chr(code).isspace() or not found.note_lost(ink, *middle)):
            continue
        (left, low), (right, top) = turn(box.left, box.bottom), turn(box.right, box.top)
        size = max(abs(top - low), 0 if abs(top - low) >= _SMALLEST else _set_size(text, number))
        if size >= _SMALLEST:
            sign = "-" if code in _SOFT_HYPHENS else chr(code)
            sides = min(left, right), max(left, right)
            base = turn(x.value, y.value)[1]
            yield _Glyph(sign, *sides, base, size, ink, not is_seen, is_apart)
            is_apart = False


def _set_size(text: Any, number: int) -> float:
    """Return the size that a sign is set in: the box of a dash that says what it stands for is flat."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, number, matrix)
    size: float = pdfium.FPDFText_GetFontSize(text, number)
    return size * math.hypot(matrix.c, matrix.d)


def _codes(text: Any) -> Iterator[tuple[int, int]]:
    """Yield each sign's number and code; pdfium gives those beyond U+FFFF in two halves."""
    high = 0
    for number in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, number)
        if _HIGH <= code < _LOW:
            high = code
        elif _LOW <= code < _END:
            if high:
                yield number, 0x10000 + ((high - _HIGH) << 10) + (code - _LOW)
            high = 0
        else:
            yield number, code


def _goes_on(before: _Glyph, after: _Glyph) -> bool:
    return (
        before.ink is after.ink
        and abs(before.base - after.base) < before.size * _GAP
        and -before.size < after.left - before.right < before.size * _GAP
    )


def _is_spaced(before: _Glyph, after: _Glyph, usual: float) -> bool:
    """Return whether the gap between two signs is a space that a writer moved over.

    Beside 。and brackets, and between 電話 and 03, fonts and justified lines leave gaps of their own.
    """
    if not (after.is_apart and before.sign.isalnum() and after.sign.isalnum()):
        return False
    if abs(before.base - after.base) >= before.size * _GAP:
        return False
    wide = [one.right - one.left for one in (before, after) if one.sign > _LATIN]
    least = _APART_MIXED if len(wide) == 1 else _APART
    return after.left - before.right - usual > least * min(wide, default=after.size)


def _spelt(glyphs: Sequence[_Glyph]) -> str:
    """Return the signs of a run with the spaces that its gaps stand for."""
    pairs = list(pairwise(glyphs))
    gaps = [after.left - before.right for before, after in pairs]
    usual = max(0.0, median(gaps)) if len(gaps) >= _SOME else 0.0
    behind = (" " * _is_spaced(before, after, usual) + after.sign for before, after in pairs)
    return glyphs[0].sign + "".join(behind)


def _run(glyphs: list[_Glyph], turn: _Turn, before: _Glyph | None) -> Run:
    first, last, clip = glyphs[0], glyphs[-1], glyphs[0].ink.clip
    corners = ((clip.left, clip.low), (clip.right, clip.high)) if clip else ()
    return Run(
        _spelt(glyphs),
        *(first.left, last.right, first.base, first.size),
        *(first.ink.mark, first.ink.is_artifact),
        max(0.0, min((turn(*corner)[1] for corner in corners), default=0.0)),
        first.ink.is_layered,
        is_spaced=before is not None and _is_spaced(before, first, 0.0),
    )
