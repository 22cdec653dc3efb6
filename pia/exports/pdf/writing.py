"""The file itself: typst compiles the template with the outline as its input."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path

import typst

from pia.exports.pdf.characters import refuse_unprintable
from pia.exports.pdf.content import content, framed
from pia.exports.pdf.fonts import opened
from pia.exports.pdf.tags import with_row_headers
from pia.official.fonts import FontSet, chosen
from pia.outline import CellRole, Outline, PartKind

_TEMPLATES = Path(str(files("pia"))) / "templates" / "pdf"


def write(outline: Outline, fonts: FontSet | None = None) -> bytes:
    """Return the outline as a PDF, in the fonts of this installation unless others are given.

    Raises InputRefused for a character that no font has.
    """
    fonts = fonts or chosen()
    refuse_unprintable(outline, fonts)
    return with_row_headers(_compiled(outline, fonts), _labels(outline))


def _compiled(outline: Outline, fonts: FontSet) -> bytes:
    given = content(outline) | {"fonts": fonts.families}
    return typst.compile(
        _TEMPLATES / "document.typ",
        root=_TEMPLATES,
        font_paths=opened(fonts),
        sys_inputs={"document": json.dumps(given, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(outline.dated, time(), UTC),
    )


def _labels(outline: Outline) -> list[bool]:
    """Return of each cell of each table whether it is a label; 項目一覧 and frames are no tables."""
    return [
        cell.role in (CellRole.LABEL, CellRole.BAND)
        for part in outline.parts
        if part.kind != PartKind.CONTENTS
        for table in part.tables
        if not framed(table)
        for row in table.all_rows()
        if row is not table.bar
        for cell in row.cells
    ]
