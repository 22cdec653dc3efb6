"""Formulas that only repeat another cell (=A5): what they show follows what is written there.

A formula is never overwritten. Its stored value is what programs show and readers read until the
workbook is computed anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pia.exports.xlsx_template.sheet import SheetPart, spot_of
from pia.outline.frames import Address

_REPEATS = re.compile(r"(?:'((?:[^']|'')+)'!|([^'!()&+*/^,\s-]+)!)?(\$?[A-Z]{1,3}\$?[0-9]+)")
#: A formula may repeat one that repeats another.
_DEEPEST = 5


@dataclass(frozen=True)
class _Formula:
    at: Address
    #: The cell that it repeats, None where it computes something else.
    source: Address | None
    cell: etree._Element


def repeat_values(sheets: Mapping[str, SheetPart], texts: Mapping[Address, str]) -> set[str]:
    """Give every repeating formula the new text of its cell; return the sheets that changed."""
    known, changed = dict(texts), set()
    formulas = [one for name, sheet in sheets.items() for one in _formulas(name, sheet)]
    for _ in range(_DEEPEST):
        for one in formulas:
            if one.source in known and known.get(one.at) != known[one.source]:
                known[one.at] = known[one.source]
                _show(one.cell, known[one.at])
                changed.add(one.at.sheet)
    return changed


def repeated(sheets: Mapping[str, SheetPart]) -> dict[Address, Address]:
    """Return for each repeating formula the cell that it repeats."""
    formulas = (one for name, sheet in sheets.items() for one in _formulas(name, sheet))
    return {one.at: one.source for one in formulas if one.source is not None}


def _formulas(name: str, sheet: SheetPart) -> Iterator[_Formula]:
    for formula in sheet.root.iterfind("{*}sheetData/{*}row/{*}c/{*}f"):
        cell = formula.getparent()
        found = _REPEATS.fullmatch((formula.text or "").strip())
        source = None
        if found and formula.get("t") in (None, "normal"):
            other = (found[1] or found[2] or name).replace("''", "'")
            source = Address(other, *spot_of(found[3]))
        if cell is not None:
            yield _Formula(Address(name, *spot_of(cell.get("r") or "")), source, cell)


def _show(cell: etree._Element, text: str) -> None:
    """Store what a formula shows; Excel shows 0 for a blank cell."""
    value = cell.find("{*}v")
    if value is None:
        value = etree.SubElement(cell, f"{{{etree.QName(cell).namespace}}}v")
    value.text = text or "0"
    cell.attrib.pop("t", None)
    if text:
        cell.set("t", "str")
