"""The file itself: python-docx on a blank of our own, in bytes that depend on the outline alone.

The blank replaces python-docx's, which is an American letter: its language, author, theme and
thumbnail would otherwise have to be searched out and taken away.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Opened
from docx.oxml import parse_xml

from pia.exports.docx.body import body
from pia.exports.docx.xml import W
from pia.exports.paper.widths import LANDSCAPE, PORTRAIT
from pia.exports.templating import templates
from pia.outline import Outline

#: Name in the file → template, in the order they are written.
PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/footer1.xml": "footer.xml",
    "word/footer2.xml": "footer.xml",
}
#: The oldest day a ZIP can say: the clock is never read.
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)


def write(outline: Outline) -> bytes:
    """Return the outline as a Word file."""
    return packed(outline, body(outline))


def packed(outline: Outline, inner: str) -> bytes:
    """Return a Word file with a body of its own; the outline only says what the file is."""
    document = Document(BytesIO(_blank(outline)))
    _describe(document, outline)
    page = templates().get_template("docx/document.xml").render(w=W, body=inner)
    document.element.replace(document.element.body, parse_xml(page.encode("utf-8"))[0])
    saved = BytesIO()
    document.save(saved)
    return _without_clock(saved)


def _blank(outline: Outline) -> bytes:
    """Return a file with our styles, settings and footers and nothing in it."""
    parts = {name: _part(outline, name, template) for name, template in PARTS.items()}
    return _zipped(parts)


def _part(outline: Outline, name: str, template: str) -> bytes:
    width = LANDSCAPE if name == "word/footer2.xml" else PORTRAIT
    page = templates().get_template(f"docx/{template}")
    return page.render(outline=outline, w=W, body="", width=width).encode("utf-8")


def _describe(document: Opened, outline: Outline) -> None:
    """Say what the file is and whose; its date is the document's, never the clock's."""
    core = document.core_properties
    core.title = outline.name or outline.title
    core.subject = outline.title
    core.author = core.last_modified_by = outline.organisation
    core.language = outline.language
    core.created = core.modified = datetime.combine(outline.dated, time())


def _without_clock(saved: BytesIO) -> bytes:
    """Return the same parts with the same dates in every run."""
    with ZipFile(saved) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, _NO_CLOCK)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content)
    return file.getvalue()
