"""Whether what stands below the rows of 別添2 may move down, as when a person inserts rows.

Only cells move, with their heights and merged cells. Where anything else counts rows of the sheet (a
formula, a name, a rule, a picture, a page break) nothing moves, and a person is told that there are
too few rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pia.imports.package import Parts, parse_part
from pia.imports.source import SourceFile
from pia.imports.template.areas import area_of
from pia.imports.template.sheets import Sheet

#: Parts of a sheet that name no row, or whose rows move.
_CELLS = frozenset({"sheetData", "mergeCells", "dimension", "sheetViews"})
#: Things of a sheet whose rows are written elsewhere.
_ELSEWHERE = frozenset(
    {"drawing", "legacyDrawing", "tableParts", "oleObjects", "controls", "extLst", "picture"}
)
#: Names of what is printed and filtered: they stay true of what they name. A person is told to look.
_HARMLESS = frozenset({"_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"})
#: Behind every row.
_END = 1 << 30


@dataclass(frozen=True)
class Moving:
    """Asks a workbook. `names`: the part of each sheet by its name."""

    source: SourceFile
    parts: Parts
    names: dict[str, str]

    def may_move(self, sheet: Sheet, bottom: int) -> bool:
        """Return whether rows may be inserted behind a row of a sheet."""
        own = self.names[sheet.name]
        spots = (*sheet.formulas, *sheet.joined)
        return (
            all(row <= bottom for row in (*(row for row, _ in spots), *sheet.hidden_rows))
            and not any(area.top <= bottom < area.bottom for area in sheet.merged.values())
            and max(_anchors(parse_part(self.source, self.parts, own)), default=0) <= bottom
            and not any(self._counts(sheet.name, part, own) for part in self.parts)
        )

    def _counts(self, sheet: str, part: str, own: str) -> bool:
        """Return whether a part refers to cells of a sheet; its own part does so without its name."""
        return any(
            sheet in text.replace("''", "'") or (part == own and "!" not in text)
            for text in _references(parse_part(self.source, self.parts, part))
        )


def _references(root: etree._Element) -> Iterator[str]:
    for element in root.iter("{*}f", "{*}definedName"):
        if element.get("name") not in _HARMLESS:
            yield element.text or ""


def _anchors(sheet: etree._Element) -> Iterator[int]:
    """Yield the rows at which anything begins that is no cell."""
    for part in sheet.iterchildren("{*}*"):
        name = etree.QName(part).localname
        if name in _ELSEWHERE:
            yield _END
        elif name == "rowBreaks":
            yield from (int(one.get("id") or _END) for one in part)
        elif name not in _CELLS:
            references = (e.get("ref") or e.get("sqref") or "" for e in part.iter("{*}*"))
            yield from (area_of(one).top for several in references for one in several.split())
