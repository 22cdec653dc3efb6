"""The tags of a PDF: the tree of headings, tables and paragraphs that its maker left in it.

pdfium shows of each page the part of the tree that stands on it. What goes on over a page border
has the same place below its parent on both pages, so that the parts grow together again.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

#: Most tags of one file and most of them inside each other.
MAX_TAGS, _DEEPEST = 300_000, 40
_NAME_BYTES = 64
#: Stands for a cell on which nothing is written: pdfium shows no more of it than its place.
EMPTY = ""
CELLS = frozenset({"TD", "TH", EMPTY})


class Mark(NamedTuple):
    """A marked piece of a page: the page, counted from 1, and its number there."""

    page: int
    number: int


@dataclass
class Tag:
    """One tag with what it holds, by its place below it."""

    kind: str
    rows: int = 1
    columns: int = 1
    held: dict[int, Held] = field(default_factory=dict)

    @property
    def inside(self) -> list[Held]:
        """What it holds, in reading order."""
        return [self.held[place] for place in sorted(self.held)]

    def walk(self) -> Iterator[Tag]:
        """Yield every tag below this one in reading order."""
        for held in self.inside:
            if isinstance(held, Tag):
                yield held
                yield from held.walk()


Held: TypeAlias = "Tag | Mark"


class TooManyTagsError(Exception):
    """The tree is too large to be read."""


class Tree:
    """Grows page by page."""

    def __init__(self) -> None:
        self.root = Tag("")
        self._count = 0

    def add_page(self, page: Any, number: int) -> None:
        """Add the tags of a page of pypdfium2. Raises TooManyTagsError."""
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        try:
            for place in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree))):
                element = pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
                if element:
                    self._add(self.root, place, element, number, 0)
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _add(self, above: Tag, place: int, element: Any, page: int, depth: int) -> None:
        self._count += 1
        if self._count > MAX_TAGS or depth > _DEEPEST:
            raise TooManyTagsError
        tag = above.held.get(place)
        if not isinstance(tag, Tag) or tag.kind == EMPTY:
            tag = above.held[place] = _tag(element)
        for below in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, below)
            if child:
                self._add(tag, below, child, page, depth + 1)
                continue
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, below)
            if mark >= 0:
                tag.held[below] = Mark(page, mark)
            elif tag.kind == "TR":
                tag.held.setdefault(below, Tag(EMPTY))


def _tag(element: Any) -> Tag:
    name = ctypes.create_string_buffer(_NAME_BYTES)
    size = pdfium.FPDF_StructElement_GetType(element, name, _NAME_BYTES)
    kind = name.raw[: max(0, min(size, _NAME_BYTES) - 2)].decode("utf-16-le", "replace")
    if kind not in CELLS:
        return Tag(kind)
    return Tag(kind, _number(element, b"RowSpan"), _number(element, b"ColSpan"))


def _number(element: Any, name: bytes) -> int:
    """Return an attribute that counts, 1 where there is none."""
    found = ctypes.c_float()
    for number in range(max(0, pdfium.FPDF_StructElement_GetAttributeCount(element))):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, number)
        value = attributes and pdfium.FPDF_StructElement_Attr_GetValue(attributes, name)
        if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, found):
            return max(1, int(min(found.value, 10_000)))
    return 1
