"""Files → Assessment and report."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from pia.errors import InputRefused, UsageRefused, nearest
from pia.imports.document import import_grids
from pia.imports.readers import JSON, READERS, kind_of_file, read_grids
from pia.imports.report import Imported
from pia.imports.source import SourceFile
from pia.imports.stored import import_stored

_FORM = "yoshiki3"

#: What `kind` may be: whichever the file is, a reader, or our own JSON.
FILE_KINDS = ("auto", *READERS, JSON)


def import_files(files: Sequence[SourceFile], kind: str = "auto") -> Imported:
    """Read files as one document. Raises InputRefused for what is not a readable 様式3."""
    if kind not in FILE_KINDS:
        near = nearest(kind, FILE_KINDS)
        hint = f"近いのは {near} です。" if near else f"選べるのは {'・'.join(FILE_KINDS)} です。"
        raise UsageRefused(f"{kind} という読み方はありません", hint=hint)
    if not files:
        raise UsageRefused("読み込むファイルがありません")
    files = _distinct(files)
    kinds = [kind_of_file(source) if kind == "auto" else kind for source in files]
    if JSON not in kinds:
        read = zip(kinds, files, strict=True)
        grids = [grid for kind, source in read for grid in read_grids(source, kind)]
        return import_grids(_FORM, grids, _lineage(files))
    if len(files) == 1:
        return import_stored(files[0])
    hint = "JSONは文書の全体です。1つだけ指定してください。"
    where = files[kinds.index(JSON)].name
    raise InputRefused("JSONはほかのファイルと合わせて読めません", where=where, hint=hint)


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
