"""Whole files of every kind that is read: what the changes begin with."""

import json
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf

from pia.assessment import parse_assessment
from pia.exports import WRITERS, export
from pia.imports import FILE_KINDS
from tests.builders import assessment
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
    return tuple(made) + tuple(_opened(one) for one in made if one.kind == "pdf")


def _sample():
    file = max(SAMPLES.glob("*/*.json"))
    return parse_assessment(json.loads(file.read_text(encoding="utf-8")))


def _opened(seed):
    """A PDF whose streams are not packed, so that a change reaches what they say."""
    file = BytesIO()
    with pikepdf.open(BytesIO(seed.data)) as pdf:
        pdf.save(file, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return Seed(f"展開-{seed.name}", "pdf", file.getvalue())
