"""Which reader takes which file, and where it does so."""

from __future__ import annotations

import re
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
#: How pictures begin that scanners and telephones make: PNG, JPEG, TIFF, GIF, BMP, WebP, HEIC.
_PICTURE = re.compile(
    rb"\x89PNG|\xff\xd8\xff|II\*\0|MM\0\*|GIF8|BM.{4}\0{4}|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif)",
    re.DOTALL,
)
#: Formats that are text as bytes, and read as text would give answers that nobody wrote: how they
#: begin, what is said of them, and how their people get to a format that is read.
_UNREAD = (
    (
        re.compile(rb"\{\\rtf"),
        "リッチテキスト(rtf)は読めません",
        "Wordで開いて、Word文書(docx)で保存し直してください。",
    ),
    (
        re.compile(rb"(?:From|Subject|Date|MIME-Version):.{0,2000}?multipart/related", re.DOTALL),
        "Webアーカイブ(mht)は読めません",
        "ブラウザーで開いて、HTMLで保存し直してください。",
    ),
)


def kind_of_file(source: SourceFile) -> str:
    """Return what a file is: by what it holds, by its name only where that does not tell."""
    check_size(source)
    if _PICTURE.match(source.data):
        raise InputRefused("画像のファイルです", where=source.name, hint=_WRITTEN)
    for start, message, hint in _UNREAD:
        if start.match(source.data):
            raise InputRefused(message, where=source.name, hint=hint)
    if is_pdf(source):
        return "pdf"
    if is_container(source):
        return kind_of_container(source)
    if source.data.startswith(ZIP_STARTS):
        return kind_of(source)
    text = decode_page(source)
    if text.lstrip().startswith("{") or source.name.lower().endswith(".json"):
        return JSON
    if is_html(source, text):
        return "html"
    if source.name.lower().endswith(".csv") and "\t" not in text:
        hint = "Excelで開いて、Excelブック(xlsx)で保存し直してください。"
        raise InputRefused("CSVは読めません", where=source.name, hint=hint)
    return "text"


def read_grids(source: SourceFile, kind: str) -> list[Grid]:
    """Return the grids of a file. Raises InputRefused for one in which nothing is written."""
    grids = read_apart(kind, source) if kind in APART else READERS[kind](source)
    if any(row.filled for grid in grids for row in grid.rows):
        return grids
    if kind in ("docx", "xlsx") and has_pictures(source):
        raise InputRefused("画像だけで、文字が入っていません", where=source.name, hint=_WRITTEN)
    raise InputRefused("ファイルに文字がありません", where=source.name)
