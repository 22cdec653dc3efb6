"""The part of one sheet with other texts in some cells, and with rows added behind a table.

Only the cells that are named change; what else the part says, this room does not have to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pia.outline.frames import column_letters

_REFERENCE = re.compile(r"\$?([A-Z]+)\$?([0-9]+)")
#: Words that Excel would take for a sign: _x000D_.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: What XML cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Spot = tuple[int, int]


@dataclass(frozen=True)
class Growth:
    """Rows to be added: so many times the rows `first` to `last`, behind the last."""

    first: int
    last: int
    times: int
    #: What stands behind the last moves down; else blank rows make room.
    moves_below: bool = False

    @property
    def height(self) -> int:
        """Rows that are repeated."""
        return self.last - self.first + 1


class SheetPart:
    """One sheet, read once and written once."""

    def __init__(self, content: bytes) -> None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        self.root = etree.fromstring(content, parser)
        self._tag = f"{{{etree.QName(self.root).namespace}}}"
        data = self.root.find(f"{self._tag}sheetData")  # a sheet of a chart has none
        self._data = etree.Element(f"{self._tag}sheetData") if data is None else data
        self._rows: dict[int, etree._Element] = dict(self._numbered())

    def written(self) -> bytes:
        """Return the part."""
        made: bytes = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return made

    def grow(self, growth: Growth) -> None:
        """Add rows with height, styles and merged cells of the last ones."""
        if growth.moves_below:
            self._move(growth.last, growth.height * growth.times)
        pattern = [self._rows.get(n) for n in range(growth.first, growth.last + 1)]
        merged = self._merged(growth)
        for time in range(1, growth.times + 1):
            by = time * growth.height
            for number, row in enumerate(pattern, start=growth.first):
                self._lay(number + by, deepcopy(row) if row is not None else None)
            for top, left, bottom, right in merged:
                self._merge((top + by, left), (bottom + by, right))

    def write(self, texts: Mapping[Spot, str]) -> None:
        """Put texts into cells; "" empties one. A cell keeps its style."""
        for (row, column), text in sorted(texts.items()):
            self._put(self._cell(row, column, needed=bool(text)), text)
        if texts:
            self._widen(texts)

    def _move(self, last: int, by: int) -> None:
        """Move every row behind a row down, with its merged cells."""
        moved = {number: row for number, row in self._rows.items() if number > last}
        for number, row in moved.items():
            row.set("r", str(number + by))
            for column, cell in self._columns(row):
                cell.set("r", f"{column_letters(column)}{number + by}")
        kept = {number: row for number, row in self._rows.items() if number <= last}
        self._rows = kept | {number + by: row for number, row in moved.items()}
        for merged in self.root.iter(f"{self._tag}mergeCell"):
            corner, _, end = merged.get("ref", "").partition(":")
            if spot_of(corner)[0] > last:
                merged.set("ref", f"{_below(corner, by)}:{_below(end or corner, by)}")
        dimension = self.root.find(f"{self._tag}dimension")
        if dimension is not None and moved:
            corner, _, end = (dimension.get("ref") or "A1").partition(":")
            dimension.set("ref", f"{corner}:{_below(end or corner, by)}")

    def _numbered(self) -> Iterator[tuple[int, etree._Element]]:
        number = 0
        for row in self._data:
            number = int(row.get("r") or number + 1)
            yield number, row

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            self._lay(number, None)
        return self._rows[number]

    def _lay(self, number: int, row: etree._Element | None) -> None:
        """Lay a row, blank, at its place; a blank one that lies there goes."""
        laid = row if row is not None else etree.Element(f"{self._tag}row")
        laid.set("r", str(number))
        for column, cell in self._columns(laid):
            cell.set("r", f"{column_letters(column)}{number}")
            self._put(cell, "")
        if number in self._rows:
            self._data.replace(self._rows[number], laid)
        else:
            before = sum(n < number for n in self._rows)
            self._data.insert(before, laid)
        self._rows[number] = laid

    def _columns(self, row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
        column = 0
        for cell in row.iterchildren(f"{self._tag}c"):
            column = spot_of(cell.get("r") or "")[1] or column + 1
            yield column, cell

    def _cell(self, row: int, column: int, *, needed: bool) -> etree._Element | None:
        element = self._rows.get(row) if not needed else self._row(row)
        if element is None:
            return None
        before = 0
        for number, cell in self._columns(element):
            if number == column:
                return cell
            before += number < column
        if not needed:
            return None
        made = etree.Element(f"{self._tag}c", r=f"{column_letters(column)}{row}")
        style = element.get("s")
        if style:
            made.set("s", style)
        element.insert(before, made)
        element.attrib.pop("spans", None)
        return made

    def _put(self, cell: etree._Element | None, text: str) -> None:
        if cell is None:
            return
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        for child in list(cell):
            cell.remove(child)
        cell.text = None
        if text:
            cell.set("t", "inlineStr")
            inside = etree.SubElement(etree.SubElement(cell, f"{self._tag}is"), f"{self._tag}t")
            inside.set(_SPACE, "preserve")
            inside.text = _ESCAPED.sub("_x005F_", _UNWRITABLE.sub("", text))

    def _merged(self, growth: Growth) -> list[tuple[int, int, int, int]]:
        """Return the merged cells inside the rows that are repeated."""
        found = []
        for merged in self.root.iter(f"{self._tag}mergeCell"):
            first, _, last = merged.get("ref", "").partition(":")
            (top, left), (bottom, right) = spot_of(first), spot_of(last)
            if growth.first <= top and bottom <= growth.last:
                found.append((top, left, bottom, right))
        return found

    def _merge(self, first: Spot, last: Spot) -> None:
        cells = self.root.find(f"{self._tag}mergeCells")
        if cells is not None:
            etree.SubElement(cells, f"{self._tag}mergeCell", ref=f"{_name(first)}:{_name(last)}")
            cells.set("count", str(len(cells)))

    def _widen(self, texts: Mapping[Spot, str]) -> None:
        """Let `dimension` reach to every text."""
        dimension = self.root.find(f"{self._tag}dimension")
        if dimension is None:
            return
        first, _, last = (dimension.get("ref") or "A1").partition(":")
        spots = [spot_of(first), spot_of(last or first), *(s for s, text in texts.items() if text)]
        top, left = (min(axis) for axis in zip(*spots, strict=True))
        bottom, right = (max(axis) for axis in zip(*spots, strict=True))
        ends = dict.fromkeys((_name((top, left)), _name((bottom, right))))
        dimension.set("ref", ":".join(ends))


def spot_of(reference: str) -> Spot:
    """Return row and column of a reference such as AB12, zeros where it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _below(reference: str, by: int) -> str:
    """Return the reference so many rows below another."""
    row, column = spot_of(reference)
    return _name((row + by, column))


def _name(spot: Spot) -> str:
    return f"{column_letters(spot[1])}{spot[0]}"
