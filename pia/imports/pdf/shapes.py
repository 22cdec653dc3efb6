"""Paths of a page: rules that part cells, and boxes that hide what was drawn before them.

A rule may be a stroke, a thin filled box, or the ring between two boxes, one side of which a clip leaves.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from pia.imports.pdf.geometry import Box, Matrix, around, moved

#: A filled box thinner than this, in points, is a rule; what leans more than `_SLANT` is none.
_THIN, _SLANT = 3.0, 0.7
#: From this on, of 255, a colour is white; below `_DARK` white text can be read on it.
WHITE, _DARK = 245, 200
_OPAQUE = 255
#: So many lines make a ring.
_RING = 2
#: Most clips of one object and corners of each that are looked at; those of tables have four.
_CLIPS, _CORNERS = 16, 200

_Points: TypeAlias = Sequence[tuple[float, float]]
_Colour: TypeAlias = tuple[int, int, int, int]


class Rule(NamedTuple):
    """A line of a table: where it lies across its own direction, and from where to where."""

    at: float
    start: float
    end: float


class Fill(NamedTuple):
    """A box that hides what was drawn before it."""

    box: Box
    order: int
    is_dark: bool


@dataclass
class Shapes:
    """The rules and boxes of one page, in the coordinates of the file."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    #: How many things were drawn so far.
    count: int = 0

    def take(self, thing: Any, matrix: Matrix, clip: Box | None) -> None:
        """Take a path. `clip`: what of the page it is drawn on, None for all of it."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
        lines = list(_subpaths(thing, matrix))
        if stroke.value and min(colour_of(thing, pdfium.FPDFPageObj_GetStrokeColor)[:3]) < WHITE:
            for points in lines:
                self._take_edges(points)
        if not fill.value:
            return
        colour = colour_of(thing, pdfium.FPDFPageObj_GetFillColor)
        if sides := _sides(lines):
            for side in sides:
                self._take_box(side, colour, clip)
            return
        for points in lines:
            self._take_filled(points, colour, clip)

    def _take_filled(self, points: _Points, colour: _Colour, clip: Box | None) -> None:
        """Take a filled shape: a box, or another of which only the edges count."""
        box = around(points)
        if min(box.right - box.left, box.high - box.low) < _THIN or _is_box(points, box):
            self._take_box(box, colour, clip)
        else:
            self._take_edges([*points, points[0]])

    def _take_box(self, box: Box, colour: _Colour, clip: Box | None) -> None:
        """Take a filled box: a thin one is a rule, a thick one hides."""
        box = box.within(clip) if clip else box
        wide, high = box.right - box.left, box.high - box.low
        is_white = min(colour[:3]) >= WHITE
        if wide < 0 or high < 0:
            return
        if min(wide, high) >= _THIN:
            if colour[3] == _OPAQUE:
                self.fills.append(Fill(box, self.count, is_dark=min(colour[:3]) < _DARK))
        elif not is_white and wide > high:
            self.across.append(Rule((box.low + box.high) / 2, box.left, box.right))
        elif not is_white:
            self.down.append(Rule((box.left + box.right) / 2, box.low, box.high))

    def _take_edges(self, points: _Points) -> None:
        for (x, y), (to_x, to_y) in pairwise(points):
            if abs(y - to_y) < _SLANT and abs(x - to_x) > _SLANT:
                self.across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
            elif abs(x - to_x) < _SLANT and abs(y - to_y) > _SLANT:
                self.down.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))


def _sides(lines: Sequence[_Points]) -> list[Box]:
    """Return the four sides of a thin ring between two boxes, none for anything else."""
    if len(lines) != _RING:
        return []
    boxes = [around(points) for points in lines]
    if not all(_is_box(points, box) for points, box in zip(lines, boxes, strict=True)):
        return []
    inner, outer = sorted(boxes, key=lambda box: box.right - box.left)
    gaps = (
        *(inner.left - outer.left, outer.right - inner.right),
        *(inner.low - outer.low, outer.high - inner.high),
    )
    if not all(0 <= gap < _THIN for gap in gaps):
        return []
    return [
        *(outer._replace(right=inner.left), outer._replace(left=inner.right)),
        *(outer._replace(high=inner.low), outer._replace(low=inner.high)),
    ]


def _is_box(points: _Points, box: Box) -> bool:
    """Return whether the points are the corners of a box and nothing else."""
    return all(
        min(abs(x - box.left), abs(x - box.right)) < _SLANT
        and min(abs(y - box.low), abs(y - box.high)) < _SLANT
        for x, y in points
    )


def _subpaths(thing: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each line of a path; a closed one ends where it began."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(max(0, pdfium.FPDFPath_CountSegments(thing))):
        segment = pdfium.FPDFPath_GetPathSegment(thing, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(moved(x.value, y.value, matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def colour_of(thing: Any, ask: Any) -> _Colour:
    """Return red, green, blue and how opaque, black where the file says none."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(thing, *parts):
        return 0, 0, 0, _OPAQUE
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def clip_of(thing: Any, outer: Matrix) -> Box | None:
    """Return the box that all clips of an object leave, None without one."""
    clip = pdfium.FPDFPageObj_GetClipPath(thing)
    left = None
    for path in range(min(_CLIPS, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = []
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        for number in range(count if count <= _CORNERS else 0):
            x, y = ctypes.c_float(), ctypes.c_float()
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
            if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                points.append(moved(x.value, y.value, outer))
        if points:
            box = around(points)
            left = box if left is None else left.within(box)
    return left
