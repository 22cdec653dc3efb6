"""The lists from which officers choose what a cell says (データの入力規則, リスト), with their spellings.

A list stands in the rule itself (「"有,無"」), in cells, often of a hidden sheet, or behind a name. One
that is computed (INDIRECT) is not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from pia.imports.choices import chosen
from pia.imports.grid import Cell, Place
from pia.imports.package import Parts, main_part, parse_part
from pia.imports.source import SourceFile
from pia.imports.template.areas import Area, area_of
from pia.imports.xlsx_reader import raw_rows, shown
from pia.official import Item
from pia.outline.frames import Listed

#: A reference: its sheet, in quotation marks or not, and its cells.
_CELLS = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)"
)
#: Most cells of a list that is looked at.
_MOST = 1_000
#: Signs of a marked box and of an empty one.
_MARKED, _EMPTY = frozenset("○〇◯●◉■☑✓✔レ"), frozenset("□☐")


@dataclass(frozen=True)
class ListRule:
    """A rule of a sheet: its cells, where its list comes from, whether nothing else may be typed."""

    areas: tuple[Area, ...]
    formula: str
    is_strict: bool


def rules_of(sheet: etree._Element) -> tuple[ListRule, ...]:
    """Return the rules of a sheet that offer a list, those of its extensions too."""
    rules = sheet.iter("{*}dataValidation")
    return tuple(_rule(rule) for rule in rules if rule.get("type") == "list")


def _rule(rule: etree._Element) -> ListRule:
    spots = rule.get("sqref") or rule.findtext("{*}sqref") or ""
    formula = "".join("".join(one.itertext()) for one in rule.iterchildren("{*}formula1"))
    is_strict = rule.get("showErrorMessage") in ("1", "true")
    is_strict = is_strict and rule.get("errorStyle", "stop") == "stop"
    return ListRule(tuple(map(area_of, spots.split())), formula.strip(), is_strict)


@dataclass
class Lists:
    """The lists of a workbook; its cells are read where the first list refers to some."""

    source: SourceFile
    parts: Parts
    _known: dict[tuple[str, str], tuple[str, ...] | None] = field(default_factory=dict)

    def listed(self, sheet: str, rule: ListRule) -> Listed:
        """Return what a rule of a sheet offers."""
        key = (sheet, rule.formula)
        if key not in self._known:
            self._known[key] = self._texts(*key)
        return Listed(self._known[key], rule.is_strict)

    def _texts(self, sheet: str, formula: str) -> tuple[str, ...] | None:
        """Return the texts of a list, None where they are computed."""
        if formula.startswith('"'):
            return tuple(text.strip() for text in formula.strip('"').split(","))
        found = _CELLS.fullmatch(self._names.get(formula, formula))
        if found is None:
            return None
        name = (found[1] or "").replace("''", "'") or found[2] or sheet
        area, rows = area_of(found[3]), self._cells.get(name, [])
        if area.rows * area.columns > _MOST:
            return None
        spots = [(r - 1, c - 1) for r, c in area.spots()]
        cells = (rows[r][c] for r, c in spots if r < len(rows) and c < len(rows[r]))
        return tuple(text for cell in cells if (text := shown(cell)[0]))

    @cached_property
    def _names(self) -> dict[str, str]:
        book = parse_part(self.source, self.parts, main_part(self.parts, "xlsx"))
        return {str(one.get("name")): one.text or "" for one in book.iter("{*}definedName")}

    @cached_property
    def _cells(self) -> Mapping[str, Sequence[Sequence[Any]]]:
        return dict(raw_rows(self.source))


def spellings(item: Item, listed: Listed) -> dict[str, str]:
    """Return how a list spells the choices of an item, by their keys: 「1) 実施する」, 「１」."""
    found: dict[str, str] = {}
    for text in listed.texts or ():
        for key in chosen(item, [Cell(text, Place("", 1))]):
            found.setdefault(key, text)
    return found


def signs_of(listed: Listed, usual: tuple[str, str]) -> tuple[str, str]:
    """Return the signs that a list offers for an empty box and for a marked one."""
    texts = listed.texts or ()
    empty = next((text for text in texts if text in _EMPTY), "")
    return empty, next((text for text in texts if text in _MARKED), usual[1])
