"""Words that a sheet shows in shapes over its cells: text boxes, and the labels of form controls.

They are no cell's text, and may be the answer of the box that they lie over: that one is not sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple

from lxml import etree

from pia.imports.package import Parts, parse_part
from pia.imports.source import SourceFile

#: Longest text that a doubt quotes, and most shapes of a sheet.
_QUOTED, _MOST = 60, 2_000

Spot = tuple[int, int]


class Shape(NamedTuple):
    """Words over some cells: the first and last (row, column), counted from 0."""

    first: Spot
    last: Spot
    text: str

    def lies_over(self, first: Spot, last: Spot) -> bool:
        """Return whether some cells lie below it."""
        return all(
            a <= d and c <= b for a, b, c, d in zip(self.first, self.last, first, last, strict=True)
        )


def shapes_of(source: SourceFile, parts: Parts, sheet: str) -> list[Shape]:
    """Return the shapes with words of a sheet, by the name of its part."""
    relations = f"{dirname(sheet)}/_rels/{basename(sheet)}.rels"
    if relations not in parts:
        return []
    targets = (
        normpath(join("/", dirname(sheet), one.get("Target", ""))).lstrip("/")
        for one in parse_part(source, parts, relations)
        if one.get("Type", "").endswith("/drawing")
    )
    found: list[Shape] = []
    for name in targets:
        if name in parts and len(found) < _MOST:
            found += _shapes(parse_part(source, parts, name))
    return found[:_MOST]


def doubt_of(shapes: Iterable[Shape], first: Spot, last: Spot) -> str:
    """Return the doubt about cells that shapes lie over, "" where none does."""
    text = next((shape.text for shape in shapes if shape.lies_over(first, last)), "")
    return f"セルの上に図形の文字があります。「{text[:_QUOTED]}」" if text else ""


def _shapes(drawing: etree._Element) -> Iterator[Shape]:
    for anchor in drawing.iter("{*}twoCellAnchor", "{*}oneCellAnchor"):
        if any(one.get("hidden") in ("1", "true") for one in anchor.iter("{*}cNvPr")):
            continue
        text = "".join(one.text or "" for one in anchor.iter("{*}t")).strip()
        first, last = _spot(anchor.find("{*}from")), _spot(anchor.find("{*}to"))
        if text and first is not None:
            yield Shape(first, last or first, text)


def _spot(corner: etree._Element | None) -> Spot | None:
    if corner is None:
        return None
    row, column = (corner.findtext(f"{{*}}{name}", "").strip() for name in ("row", "col"))
    return (int(row[:9]), int(column[:9])) if row.isdecimal() and column.isdecimal() else None
