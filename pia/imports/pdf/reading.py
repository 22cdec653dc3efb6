"""The bytes of a PDF → its grid: opened, counted, read by its tags or else by its rules.

pdfium is a C++ library: call `pia.imports.apart.read_apart`, which does this in another process.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pia.errors import InputRefused
from pia.imports.building import GridBuilder
from pia.imports.grid import Grid
from pia.imports.package import damaged
from pia.imports.pdf.cells import TooManyPlacesError
from pia.imports.pdf.page import Page, read_page
from pia.imports.pdf.ruled import read_ruled
from pia.imports.pdf.tagged import TaggedText, read_tagged
from pia.imports.pdf.tags import TooManyTagsError, Tree
from pia.imports.source import SourceFile, check_size, protected

#: Most pages of one file; the longest assessment has some hundred.
MAX_PAGES = 500
#: Longest side of a page in points (ISO 32000-1, Annex C); pdfium takes memory by the size of a page.
_MAX_SIDE = 14_400
#: How a PDF begins; some programs write a few bytes before it.
_START, _HEAD_BYTES = b"%PDF-", 1_024


def is_pdf(source: SourceFile) -> bool:
    """Return whether a file begins like a PDF."""
    return _START in source.data[:_HEAD_BYTES]


def read_pdf(source: SourceFile) -> list[Grid]:
    """Return the grid of a PDF. Raises InputRefused."""
    check_size(source)
    if not is_pdf(source):
        hint = "ファイルの種類を auto にするか、ファイルを確かめてください。"
        raise InputRefused("PDFのファイルではありません", where=source.name, hint=hint)
    document = _opened(source)
    try:
        return [_grid(source, document)]
    finally:
        document.close()


def _opened(source: SourceFile) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(source.data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise protected(source) from error
        raise damaged(source) from error
    if count > MAX_PAGES:
        hint = f"読めるのは{MAX_PAGES}ページまでです。評価書だけのPDFにしてください。"
        raise InputRefused(f"PDFが{count:,}ページあります", where=source.name, hint=hint)
    if count == 0:
        raise damaged(source)
    return document


def _grid(source: SourceFile, document: pypdfium2.PdfDocument) -> Grid:
    builder = GridBuilder(source.name)
    tree, texts = Tree(), TaggedText()
    pages = []
    try:
        for page, raw in _pages(source, document):
            tree.add_page(raw, page.number)
            texts.add_page(page)
            pages.append(page)
        if texts.is_whole(tree):
            read_tagged(builder, tree, texts)
        else:
            read_ruled(builder, pages)
    except (TooManyTagsError, TooManyPlacesError, RecursionError) as error:
        raise _too_large(source) from error
    if not any(page.runs for page in pages) and any(page.images for page in pages):
        raise _scanned(source)
    return builder.grid()


def _scanned(source: SourceFile) -> InputRefused:
    hint = "元のWord・Excelか、それらから書き出したPDFを使ってください。"
    return InputRefused(
        "スキャン画像だけのPDFで、文字が入っていません", where=source.name, hint=hint
    )


def _too_large(source: SourceFile) -> InputRefused:
    hint = "評価書だけのPDFにしてください。"
    return InputRefused("PDFの中身が大きすぎます", where=source.name, hint=hint)


def _pages(source: SourceFile, document: pypdfium2.PdfDocument) -> Iterator[tuple[Page, Any]]:
    """Yield each page with its handle, which is closed behind it."""
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise damaged(source) from error
        try:
            if max(page.get_size()) > _MAX_SIDE:
                raise _too_large(source)
            yield read_page(page, number + 1), page.raw
        finally:
            page.close()
