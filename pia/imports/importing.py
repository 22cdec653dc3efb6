"""Files → Assessment and report: which reader takes which file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from pia.errors import InputRefused, UsageRefused, nearest
from pia.imports.document import import_grids
from pia.imports.grid import Grid
from pia.imports.report import Imported
from pia.imports.source import SourceFile, decode
from pia.imports.stored import import_stored
from pia.imports.text_reader import read_text

_FORM = "yoshiki3"

#: One reader per kind of file; each makes one grid, and the binder knows only grids.
READERS: dict[str, Callable[[SourceFile], Grid]] = {
    "text": lambda source: read_text(decode(source), source.name),
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
        grids = [READERS[k](source) for k, source in zip(kinds, files, strict=True)]
        return import_grids(_FORM, grids, _lineage(files))
    if len(files) == 1:
        return import_stored(files[0])
    hint = "JSONは文書の全体です。1つだけ指定してください。"
    where = files[kinds.index("json")].name
    raise InputRefused("JSONはほかのファイルと合わせて読めません", where=where, hint=hint)


def _kind(source: SourceFile) -> str:
    named = source.name.lower().endswith(".json")
    return "json" if named or decode(source).lstrip().startswith("{") else "text"


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
