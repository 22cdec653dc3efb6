"""The whole way of one workbook: texts, sheets, container."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pia.assessment import Assessment
from pia.exports.xlsx_template.answers import fill_frames
from pia.exports.xlsx_template.container import replaced
from pia.exports.xlsx_template.formulas import repeat_values, repeated
from pia.exports.xlsx_template.rows import fill_rows
from pia.exports.xlsx_template.said import Kind, Said
from pia.exports.xlsx_template.sheet import Growth, SheetPart
from pia.exports.xlsx_template.texts import Texts
from pia.outline.frames import Address, Template


@dataclass(frozen=True)
class Filled:
    """The filled workbook, and what a person should know."""

    data: bytes
    said: tuple[Said, ...] = ()

    @property
    def unplaced(self) -> tuple[Said, ...]:
        """What could not be placed."""
        return tuple(one for one in self.said if not one.is_note)

    @property
    def notes(self) -> tuple[Said, ...]:
        """What was written all the same."""
        return tuple(one for one in self.said if one.is_note)

    def as_json(self) -> dict[str, Any]:
        """Return the report of what was said."""
        return {
            "complete": not self.unplaced,
            "unplaced": [one.as_json() for one in self.unplaced],
            "notes": [one.as_json() for one in self.notes],
        }


def fill(document: Assessment, template: Template, data: bytes) -> Filled:
    """Return a workbook with the answers and the 別添2 of a document. Raises InputRefused."""
    with ZipFile(BytesIO(data)) as package:
        held = set(package.namelist())
        sheets = {
            name: SheetPart(package.read(part))
            for name, part in template.parts.items()
            if part in held
        }
    texts = Texts(template, repeated(sheets))
    for at in template.joined:
        texts.clear(at, "", "")
    fill_frames(document, template.frame, texts)
    growth = fill_rows(document, template.table, texts)
    written = texts.all()
    changed = _write(sheets, written, growth)
    changed |= repeat_values(sheets, written)
    parts = {template.parts[name]: sheets[name].written() for name in sorted(changed)}
    notes = (Said(Kind.WORKBOOK, words=words) for words in template.notes)
    said = (*texts.said, *texts.wrong_formulas(), *texts.cut(), *_grown(growth), *notes)
    return Filled(replaced(data, parts), tuple(dict.fromkeys(said)))


def _write(
    sheets: Mapping[str, SheetPart],
    texts: Mapping[Address, str],
    growth: tuple[str, Growth] | None,
) -> set[str]:
    """Write texts into their sheets; return the names of those that changed."""
    if growth:
        sheets[growth[0]].grow(growth[1])
    by_sheet: dict[str, dict[tuple[int, int], str]] = {}
    for at, text in texts.items():
        by_sheet.setdefault(at.sheet, {})[at.row, at.column] = text
    for name, written in by_sheet.items():
        sheets[name].write(written)
    return {*by_sheet, *([growth[0]] if growth else [])}


def _grown(growth: tuple[str, Growth] | None) -> tuple[Said, ...]:
    if growth is None:
        return ()
    name, rows = growth
    moved = "し、その下を下げました" if rows.moves_below else "しました"
    words = f"シート「{name}」に{rows.times}行を追加{moved}。印刷範囲を確かめてください"
    return (Said(Kind.WORKBOOK, words=words),)
