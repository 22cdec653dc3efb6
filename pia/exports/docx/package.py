"""The file itself: python-docx on a blank of our own, in bytes that depend on the outline alone.

The blank replaces python-docx's, which is an American letter: its language, author, theme and
thumbnail would otherwise have to be searched out and taken away. The body is put in when the parts
are zipped anew: no library has to read what we wrote ourselves.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Opened

from pia.exports.docx.body import body
from pia.exports.docx.xml import W, text
from pia.exports.paper.widths import LANDSCAPE, PORTRAIT
from pia.exports.templating import templates
from pia.outline import Outline
from pia.outline.lines import width

_BODY = "word/document.xml"
#: Name in the file → template, in the order they are written.
PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    _BODY: "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/footer1.xml": "footer.xml",
    "word/footer2.xml": "footer.xml",
}
#: The oldest day a ZIP can say: the clock is never read.
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
#: Most signs of a property: Word shows no more, python-docx takes no more.
_LONGEST_PROPERTY = 255
#: Widest 評価書名 and 評価実施機関 (full-width signs) that stand beside the number of the page.
_BESIDE_NUMBER = 26


class Written(NamedTuple):
    """What a file says, as WordprocessingML."""

    #: The inside of w:body.
    body: str
    #: 評価書名 and 評価実施機関 at the foot of each page, as runs.
    name: str
    organisation: str


def write(outline: Outline) -> bytes:
    """Return the outline as a Word file."""
    return packed(outline, body(outline))


def packed(outline: Outline, inner: str) -> bytes:
    """Return a Word file with a body of its own; the outline only says what the file is."""
    return packed_parts(outline, Written(inner, text(outline.name), text(outline.organisation)))


def packed_parts(outline: Outline, written: Written) -> bytes:
    """Return a Word file with a body and feet of its own."""
    document = Document(BytesIO(_blank(outline, written)))
    _describe(document, outline)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[_BODY] = _part(outline, written, _BODY)
    return _zipped(parts, ZIP_DEFLATED)


def _blank(outline: Outline, written: Written) -> bytes:
    """Return a file with our styles, settings and feet and nothing in it."""
    empty = written._replace(body="")
    return _zipped({name: _part(outline, empty, name) for name in PARTS}, ZIP_STORED)


def _part(outline: Outline, written: Written, name: str) -> bytes:
    page = templates().get_template(f"docx/{PARTS[name]}")
    across = name == "word/footer2.xml"
    beside = _BESIDE_NUMBER * (2 if across else 1)
    return page.render(
        outline=outline,
        written=written,
        w=W,
        width=LANDSCAPE if across else PORTRAIT,
        name_above=width(outline.name) > beside,
        organisation_above=width(outline.organisation) > beside,
    ).encode("utf-8")


def _describe(document: Opened, outline: Outline) -> None:
    """Say what the file is and whose; its date is the document's, never the clock's."""
    core = document.core_properties
    core.title = (outline.name or outline.title)[:_LONGEST_PROPERTY]
    core.subject = outline.title
    core.author = core.last_modified_by = outline.organisation[:_LONGEST_PROPERTY]
    core.language = outline.language
    core.created = core.modified = datetime.combine(outline.dated, time())


def _zipped(parts: dict[str, bytes], how: int) -> bytes:
    """Return parts as a file, with the same dates in every run."""
    file = BytesIO()
    with ZipFile(file, "w", how) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, _NO_CLOCK)
            entry.compress_type = how
            entry.create_system = 0
            package.writestr(entry, content)
    return file.getvalue()
