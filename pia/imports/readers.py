"""Which reader takes which file, and where it does so."""

from __future__ import annotations

from collections.abc import Callable

from pia.errors import InputRefused
from pia.imports.apart import read_apart
from pia.imports.docx_reader import read_docx
from pia.imports.grid import Grid
from pia.imports.html_reader import decode_page, is_html, read_html
from pia.imports.ole import is_container, kind_of_container
from pia.imports.package import has_pictures, kind_of
from pia.imports.pdf import is_pdf, read_pdf
from pia.imports.source import ZIP_STARTS, SourceFile, check_size, decode
from pia.imports.text_reader import read_text
from pia.imports.xls_reader import read_xls
from pia.imports.xlsx_reader import read_xlsx

#: One reader per kind of file; each makes grids, one per sheet of a workbook, else a single one.
#: The binder knows only grids.
READERS: dict[str, Callable[[SourceFile], list[Grid]]] = {
    "text": lambda source: [read_text(decode(source), source.name)],
    "html": read_html,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "xls": read_xls,
    "pdf": read_pdf,
}
#: Kinds whose readers a file could crash, or that cannot be told how much to take: read apart.
APART = frozenset({"pdf", "xls"})
#: Our own document, which no reader takes.
JSON = "json"
_WRITTEN = "文字の入っている元のファイルを使ってください。"
#: How pictures begin that scanners and telephones make: PNG, JPEG, TIFF.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def kind_of_file(source: SourceFile) -> str:
    """Return what a file is: by what it holds, by its name only where that does not tell."""
    check_size(source)
    if source.data.startswith(_PICTURES):
        raise InputRefused("画像のファイルです", where=source.name, hint=_WRITTEN)
    if is_pdf(source):
        return "pdf"
    if is_container(source):
        return kind_of_container(source)
    if source.data.startswith(ZIP_STARTS):
        return kind_of(source)
    text = decode_page(source)
    if text.lstrip().startswith("{") or source.name.lower().endswith(".json"):
        return JSON
    return "html" if is_html(source, text) else "text"


def read_grids(source: SourceFile, kind: str) -> list[Grid]:
    """Return the grids of a file. Raises InputRefused for one in which nothing is written."""
    grids = read_apart(kind, source) if kind in APART else READERS[kind](source)
    if any(row.filled for grid in grids for row in grid.rows):
        return grids
    if kind in ("docx", "xlsx") and has_pictures(source):
        raise InputRefused("画像だけで、文字が入っていません", where=source.name, hint=_WRITTEN)
    raise InputRefused("ファイルに文字がありません", where=source.name)
