"""Small PDFs, set by typst from a few lines, and what the reader of PDF sees in them."""

from io import BytesIO

import typst

from pia.exports.pdf.fonts import opened
from pia.imports import SourceFile
from pia.imports.pdf import read_pdf
from pia.official.fonts import NOTO
from tests.exports.pdf_reading import opened as unpacked

SET = '#set page(width: 300pt, height: 200pt, margin: 20pt)\n#set text(font: "Noto Sans CJK JP")\n'


def page(body, given=SET):
    """The bytes of a PDF with what typst makes of `body`."""
    return typst.compile((given + body).encode(), font_paths=opened(NOTO), format="pdf")


def seen(data):
    """The rows that the reader finds, each the texts of its cells."""
    (grid,) = read_pdf(SourceFile("文書.pdf", data))
    return [[cell.text for cell in row.cells] for row in grid.rows]


def cells(data):
    """The cells with text, by their text."""
    (grid,) = read_pdf(SourceFile("文書.pdf", data))
    return {cell.text: cell for row in grid.rows for cell in row.filled}


def edited(data, edit):
    """The bytes of a PDF after `edit` changed what pikepdf shows of it."""
    out = BytesIO()
    with unpacked(data) as pdf:
        edit(pdf)
        pdf.save(out)
    return out.getvalue()
