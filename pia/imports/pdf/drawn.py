"""What is drawn on a page, in its order: texts with their marks, rules, what covers others.

pdfium is asked object by object; objects inside a form (a page within a page) are drawn in its place.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pia.imports.pdf.geometry import SAME, Box, Matrix, around, moved, times
from pia.imports.pdf.shapes import WHITE, Fill, Shapes, clip_of, colour_of

#: Forms are drawn in forms at most so deep.
_DEEPEST = 8
#: Ways to draw a text in which nothing of it is seen: not at all, or as a mere clip.
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
#: Height of a band of the page, and how far from its corner anything is looked at, in points.
_BAND, _FAR = 10.0, 3_000.0


class Ink(NamedTuple):
    """One text object: its number among the tags (-1 without one), and when it was drawn."""

    mark: int
    order: int
    is_unseen: bool
    is_white: bool
    is_artifact: bool
    #: It stands in a layer that may be switched off.
    is_layered: bool
    #: What of the page the text is drawn on, None for all of it: a sheet cuts what a cell cannot hold.
    clip: Box | None


@dataclass
class Drawn(Shapes):
    """Everything of one page, in the coordinates of the file."""

    inks: dict[int, Ink] = field(default_factory=dict)
    images: int = 0
    #: The clips that left out a sign, each with one such sign on every side.
    lost: dict[tuple[Box, int, int], tuple[float, float]] = field(default_factory=dict)

    def shows(self, ink: Ink, x: float, y: float) -> bool:
        """Return whether a sign of a text is seen: nothing lies over it, no white on white."""
        if ink.is_unseen or (ink.clip and not ink.clip.holds(x, y)):
            return False
        over = [fill for fill in self._bands.get(_band(y), ()) if fill.box.holds(x, y)]
        if any(fill.order > ink.order for fill in over):
            return False
        return not ink.is_white or any(fill.is_dark for fill in over)

    def note_lost(self, ink: Ink, x: float, y: float) -> bool:
        """Remember the clip of a sign that would be seen without it; False where it would not."""
        clip = ink.clip
        if not clip or ink.is_unseen or ink.is_white or ink.is_artifact or clip.holds(x, y):
            return False
        across, up = (x > clip.right) - (x < clip.left), (y > clip.high) - (y < clip.low)
        self.lost[clip, across, up] = x, y
        return True

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
        found.inks[address(thing)] = _ink(thing, found.count, outer)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        found.take(thing, times(_matrix(thing), outer), clip_of(thing, outer))
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.images += 1
        corners = [moved(x, y, times(_matrix(thing), outer)) for x in (0, 1) for y in (0, 1)]
        found.fills.append(Fill(around(corners), found.count, is_dark=True))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = times(_matrix(thing), outer)
        for number in range(max(0, pdfium.FPDFFormObj_CountObjects(thing))):
            _take(found, pdfium.FPDFFormObj_GetObject(thing, number), inner, depth + 1)


# --- texts ------------------------------------------------------------------------------------


def _ink(thing: Any, order: int, outer: Matrix) -> Ink:
    mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
    colour = colour_of(thing, pdfium.FPDFPageObj_GetFillColor)
    names = set(_marks(thing))
    return Ink(
        mark,
        order,
        is_unseen=pdfium.FPDFTextObj_GetTextRenderMode(thing) in _UNSEEN_MODES or colour[3] == 0,
        is_white=min(colour[:3]) >= WHITE,
        # The file itself says that a text is no part of the document: a page number.
        is_artifact=mark < 0 and "Artifact" in names,
        is_layered="OC" in names,
        clip=clip_of(thing, outer),
    )


def _marks(thing: Any) -> Iterator[str]:
    """Yield the names of the marks around an object."""
    name = (ctypes.c_ushort * 16)()
    size = ctypes.c_ulong()
    for number in range(max(0, pdfium.FPDFPageObj_CountMarks(thing))):
        mark = pdfium.FPDFPageObj_GetMark(thing, number)
        if pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size):
            letters = bytes(name)[: max(0, size.value - 2)]
            yield letters.decode("utf-16-le", "replace")


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return SAME
    return found.a, found.b, found.c, found.d, found.e, found.f
