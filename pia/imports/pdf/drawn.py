"""What is drawn on a page, in its order: texts with their marks, rules, what covers others.

pdfium is asked object by object; objects inside a form (a page within a page) are drawn in its place.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pia.imports.pdf.geometry import SAME, Box, Matrix, around, moved, times

#: Forms are drawn in forms at most so deep.
_DEEPEST = 8
#: A filled box thinner than this, in points, is a rule; what leans more than `_SLANT` is none.
_THIN, _SLANT = 3.0, 0.7
#: From this on, of 255, a colour is white; below `_DARK` white text can be read on it.
_WHITE, _DARK = 245, 200
#: Ways to draw a text in which nothing of it is seen: not at all, or as a mere clip.
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_OPAQUE = 255
#: Height of a band of the page, and how far from its corner anything is looked at, in points.
_BAND, _FAR = 10.0, 3_000.0


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


class Ink(NamedTuple):
    """One text object: its number among the tags (-1 without one), and when it was drawn."""

    mark: int
    order: int
    is_unseen: bool
    is_white: bool
    is_artifact: bool
    #: What of the page the text is drawn on, None for all of it: a sheet cuts what a cell cannot hold.
    clip: Box | None


@dataclass
class Drawn:
    """Everything of one page, in the coordinates of the file."""

    inks: dict[int, Ink] = field(default_factory=dict)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: int = 0
    count: int = 0

    def shows(self, ink: Ink, x: float, y: float) -> bool:
        """Return whether a sign of a text is seen: nothing lies over it, no white on white."""
        if ink.is_unseen or (ink.clip and not ink.clip.holds(x, y)):
            return False
        over = [fill for fill in self._bands.get(_band(y), ()) if fill.box.holds(x, y)]
        if any(fill.order > ink.order for fill in over):
            return False
        return not ink.is_white or any(fill.is_dark for fill in over)

    @cached_property
    def _bands(self) -> dict[int, list[Fill]]:
        """The fills by the bands of the page that they reach into: a map has thousands."""
        bands: dict[int, list[Fill]] = {}
        for fill in self.fills:
            for band in range(_band(fill.box.low), _band(fill.box.high) + 1):
                bands.setdefault(band, []).append(fill)
        return bands


def _band(y: float) -> int:
    return int(max(-_FAR, min(_FAR, y)) // _BAND)


def address(pointer: Any) -> int:
    """Return what is the same for all handles of one object."""
    return ctypes.addressof(pointer.contents)


def drawn(page: Any) -> Drawn:
    """Return what is drawn on a page of pypdfium2."""
    found = Drawn()
    count = pdfium.FPDFPage_CountObjects(page)
    for number in range(count):
        _take(found, pdfium.FPDFPage_GetObject(page, number), SAME, 0)
    return found


def _take(found: Drawn, thing: Any, outer: Matrix, depth: int) -> None:
    found.count += 1
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        found.inks[address(thing)] = _ink(thing, found.count)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _take_path(found, thing, times(_matrix(thing), outer))
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.images += 1
        corners = [moved(x, y, times(_matrix(thing), outer)) for x in (0, 1) for y in (0, 1)]
        found.fills.append(Fill(around(corners), found.count, is_dark=True))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = times(_matrix(thing), outer)
        for number in range(max(0, pdfium.FPDFFormObj_CountObjects(thing))):
            _take(found, pdfium.FPDFFormObj_GetObject(thing, number), inner, depth + 1)


# --- texts ------------------------------------------------------------------------------------


def _ink(thing: Any, order: int) -> Ink:
    mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
    colour = _colour(thing, pdfium.FPDFPageObj_GetFillColor)
    return Ink(
        mark,
        order,
        is_unseen=pdfium.FPDFTextObj_GetTextRenderMode(thing) in _UNSEEN_MODES or colour[3] == 0,
        is_white=min(colour[:3]) >= _WHITE,
        is_artifact=mark < 0 and _is_artifact(thing),
        clip=_clip(thing),
    )


def _clip(thing: Any) -> Box | None:
    """Return the box that all clips of an object leave, None without one."""
    clip = pdfium.FPDFPageObj_GetClipPath(thing)
    left = None
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = []
        for number in range(max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path))):
            x, y = ctypes.c_float(), ctypes.c_float()
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
            if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if points:
            box = around(points)
            left = box if left is None else left.within(box)
    return left


def _is_artifact(thing: Any) -> bool:
    """Return whether the file itself says that a text is no part of the document: a page number."""
    name = (ctypes.c_ushort * 16)()
    size = ctypes.c_ulong()
    for number in range(max(0, pdfium.FPDFPageObj_CountMarks(thing))):
        mark = pdfium.FPDFPageObj_GetMark(thing, number)
        if pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size):
            letters = bytes(name)[: max(0, size.value - 2)]
            if letters.decode("utf-16-le", "replace") == "Artifact":
                return True
    return False


def _colour(thing: Any, ask: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(thing, *parts):
        return 0, 0, 0, _OPAQUE
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


# --- rules and boxes --------------------------------------------------------------------------


def _take_path(found: Drawn, thing: Any, matrix: Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    lines = list(_subpaths(thing, matrix))
    if stroke.value and min(_colour(thing, pdfium.FPDFPageObj_GetStrokeColor)[:3]) < _WHITE:
        for points in lines:
            _take_edges(found, points)
    if fill.value:
        colour = _colour(thing, pdfium.FPDFPageObj_GetFillColor)
        for points in lines:
            _take_filled(found, points, colour)


def _take_filled(
    found: Drawn, points: list[tuple[float, float]], colour: tuple[int, int, int, int]
) -> None:
    """Take a filled shape: a thin box is a rule, a thick one hides; of another its edges count."""
    box = around(points)
    wide, high = box.right - box.left, box.high - box.low
    is_white = min(colour[:3]) >= _WHITE
    if min(wide, high) < _THIN:
        if is_white:
            return
        if wide > high:
            found.across.append(Rule((box.low + box.high) / 2, box.left, box.right))
        else:
            found.down.append(Rule((box.left + box.right) / 2, box.low, box.high))
    elif not _is_box(points, box):
        _take_edges(found, [*points, points[0]])
    elif colour[3] == _OPAQUE:
        found.fills.append(Fill(box, found.count, is_dark=min(colour[:3]) < _DARK))


def _is_box(points: list[tuple[float, float]], box: Box) -> bool:
    """Return whether the points are the corners of a box and nothing else."""
    return all(
        min(abs(x - box.left), abs(x - box.right)) < _SLANT
        and min(abs(y - box.low), abs(y - box.high)) < _SLANT
        for x, y in points
    )


def _take_edges(found: Drawn, points: list[tuple[float, float]]) -> None:
    for (x, y), (to_x, to_y) in pairwise(points):
        if abs(y - to_y) < _SLANT and abs(x - to_x) > _SLANT:
            found.across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
        elif abs(x - to_x) < _SLANT and abs(y - to_y) > _SLANT:
            found.down.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))


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


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return SAME
    return found.a, found.b, found.c, found.d, found.e, found.f
