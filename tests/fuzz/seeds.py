"""Whole files of every kind that is read: what the changes begin with."""

import json
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf

from pia.assessment import parse_assessment
from pia.exports import WRITERS, export
from pia.imports import FILE_KINDS, SourceFile
from pia.imports.xlsx_reader import read_xlsx
from tests.builders import assessment
from tests.exports.templates import FRAMES, blank, narrow, wide
from tests.imports.biff import book, container, label
from tests.imports.workbooks import workbook

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
#: Formats that are written and read, with the name that `import --as` has for each.
READ_AS = {
    "text": "text",
    "html": "html",
    "docx": "docx",
    "json": "json",
    "xlsx": "xlsx",
    "pdf": "pdf",
}


@dataclass(frozen=True)
class Seed:
    """A file as it was made, before any change."""

    name: str
    kind: str
    data: bytes


@cache
def seeds():
    """A small document and a real-sized one in every format, and a workbook of another layout."""
    made = []
    for size, document in (("小", assessment()), ("大", _sample())):
        made += [
            Seed(f"{size}.{fmt}", READ_AS[fmt], export(document, fmt))
            for fmt in WRITERS
            if READ_AS.get(fmt) in FILE_KINDS
        ]
        made.append(Seed(f"{size}-様式.xlsx", "xlsx", workbook(document)))
    made += [_opened(one) for one in made if one.kind == "pdf"]
    made += [
        Seed(f"{layout.__name__}-空欄.xlsx", "template", layout(blank(**dict.fromkeys(FRAMES, 1))))
        for layout in (narrow, wide)
    ]
    return (*made, Seed("小.xls", "xls", _old_excel(assessment())))


def _old_excel(document):
    """A workbook of Excel 97 with the cells of one of today, all on one sheet."""
    grids = read_xlsx(SourceFile("小.xlsx", workbook(document)))
    rows = [row for grid in grids for row in grid.rows]
    return container(
        book(
            *(
                label(n, cell.place.column - 1, cell.text)
                for n, row in enumerate(rows)
                for cell in row.filled
            )
        )
    )


def _sample():
    file = max(SAMPLES.glob("*/*.json"))
    return parse_assessment(json.loads(file.read_text(encoding="utf-8")))


def _opened(seed):
    """A PDF whose streams are not packed, so that a change reaches what they say."""
    file = BytesIO()
    with pikepdf.open(BytesIO(seed.data)) as pdf:
        pdf.save(file, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return Seed(f"展開-{seed.name}", "pdf", file.getvalue())
