"""Files → Assessment and report: which reader takes which file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from pia.errors import InputRefused, UsageRefused, nearest
from pia.imports.document import import_grids
from pia.imports.docx_reader import read_docx
from pia.imports.grid import Grid
from pia.imports.html_reader import decode_page, is_html, read_html
from pia.imports.package import kind_of
from pia.imports.report import Imported
from pia.imports.source import ZIP_STARTS, SourceFile, check_size, decode
from pia.imports.stored import import_stored
from pia.imports.text_reader import read_text
from pia.imports.xlsx_reader import read_xlsx

_FORM = "yoshiki3"

#: One reader per kind of file; each makes grids, one per sheet of a workbook, else a single one.
#: The binder knows only grids.
READERS: dict[str, Callable[[SourceFile], list[Grid]]] = {
    "text": lambda source: [read_text(decode(source), source.name)],
    "html": read_html,
    "docx": read_docx,
    "xlsx": read_xlsx,
}
#: What `kind` may be: whichever the file is, a reader, or our own JSON.
FILE_KINDS = ("auto", *READERS, "json")


def import_files(files: Sequence[SourceFile], kind: str = "auto") -> Imported:
    """Read files as one document. Raises InputRefused for what is not a readable 様式3."""
    if kind not in FILE_KINDS:
        near = nearest(kind, FILE_KINDS)
        hint = f"近いのは {near} です。" if near else f"選べるのは {'・'.join(FILE_KINDS)} です。"
        raise UsageRefused(f"{kind} という読み方はありません", hint=hint)
    if not files:
        raise UsageRefused("読み込むファイルがありません")
    files = _distinct(files)
    kinds = [_kind(source) if kind == "auto" else kind for source in files]
    if "json" not in kinds:
        read = zip(kinds, files, strict=True)
        grids = [grid for kind, source in read for grid in _grids(kind, source)]
        return import_grids(_FORM, grids, _lineage(files))
    if len(files) == 1:
        return import_stored(files[0])
    hint = "JSONは文書の全体です。1つだけ指定してください。"
    where = files[kinds.index("json")].name
    raise InputRefused("JSONはほかのファイルと合わせて読めません", where=where, hint=hint)


def _grids(kind: str, source: SourceFile) -> list[Grid]:
    """Return the grids of a file. Raises InputRefused for one in which nothing is written."""
    grids = READERS[kind](source)
    if not any(row.filled for grid in grids for row in grid.rows):
        raise InputRefused("ファイルに文字がありません", where=source.name)
    return grids


def _kind(source: SourceFile) -> str:
    """Return what a file is: by what it holds, by its name only where that does not tell."""
    check_size(source)
    if source.data.startswith(ZIP_STARTS):
        return kind_of(source)
    text = decode_page(source)
    if text.lstrip().startswith("{") or source.name.lower().endswith(".json"):
        return "json"
    return "html" if is_html(source, text) else "text"


def _distinct(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Return the files with names of their own, because a place is known by its file's name."""
    names = [source.name for source in files]
    return [
        SourceFile(f"{source.name}({n})", source.data) if names.count(source.name) > 1 else source
        for n, source in enumerate(files, start=1)
    ]


def _lineage(files: Sequence[SourceFile]) -> str:
    """Return the lineage of a document: a hash of its source."""
    return sha256(b"".join(source.data for source in files)).hexdigest()[:16]
