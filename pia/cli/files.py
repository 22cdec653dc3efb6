"""Files at the door: read one or standard input, write whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pia.assessment import Assessment, canonical
from pia.assessment.jsontext import read_json
from pia.errors import DefinitionRefused, InputRefused, UsageRefused
from pia.imports import SourceFile, import_files
from pia.imports.source import decode
from pia.settings import MAX_FILE_BYTES

_Table = TypeVar("_Table")
#: Bytes of a table that a person writes: settings of a style, a list of names.
_LARGEST_TABLE = 1_000_000


def read_bytes(name: str) -> bytes:
    """Return the bytes of a file or, for `-`, of standard input. Raises InputRefused."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise InputRefused(
            "ファイルがありません", where=name, hint="名前と場所を確かめてください。"
        ) from error
    except OSError as error:
        raise InputRefused(
            "ファイルを読めません",
            where=name,
            hint="フォルダではないか、読む権限があるかを確かめてください。",
        ) from error
    if len(data) > MAX_FILE_BYTES:
        hint = f"上限は{MAX_FILE_BYTES // 1_000_000}MBです。"
        raise InputRefused("ファイルが大きすぎます", where=name, hint=hint)
    return data


def read_json_file(name: str) -> Any:
    """Return the JSON value of a file that is no document. Raises InputRefused."""
    given = source(name)
    return read_json(decode(given), given.name)


def read_table(reader: Callable[[Path], _Table], name: str) -> _Table:
    """Return what a reader of definitions makes of a person's file or of standard input.

    Raises InputRefused.
    """
    data = read_bytes(name)
    if len(data) > _LARGEST_TABLE:
        hint = f"上限は{_LARGEST_TABLE // 1_000_000}MBです。"
        raise InputRefused("ファイルが大きすぎます", where=shown_name(name), hint=hint)
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / shown_name(name)
            file.write_bytes(data)
            return reader(file)
    except DefinitionRefused as error:
        raise InputRefused(error.message, where=error.where, hint=error.hint) from error


def source(name: str) -> SourceFile:
    """Return a file as the readers take it."""
    return SourceFile(shown_name(name), read_bytes(name))


def shown_name(name: str) -> str:
    """Return what a message calls a file."""
    return "標準入力" if name == "-" else Path(name).name


def read_document(name: str) -> Assessment:
    """Read a document from any file that `pia import` reads. Raises InputRefused."""
    return import_files([source(name)]).assessment


def write_document(assessment: Assessment, name: str) -> None:
    """Write a document in canonical form."""
    write_files((document_bytes(assessment), name))


def document_bytes(assessment: Assessment) -> bytes:
    """Return a document in canonical form."""
    return canonical(assessment).encode("utf-8")


def refuse_own_input(out: Iterable[str | None], read: Iterable[str]) -> None:
    """Raise UsageRefused where a result would be written over a file that the command reads."""
    inputs = {os.path.realpath(name) for name in read if name != "-"}
    for name in out:
        if name not in (None, "-") and os.path.realpath(name or "") in inputs:
            hint = "-o に別の名前を指定してください。"
            raise UsageRefused(
                "書き出す先が読み込むファイルと同じです", where=name or "", hint=hint
            )


def write_files(*outputs: tuple[bytes, str]) -> None:
    """Write the results of one command: all of them or, where one cannot be written, none.

    Each is written beside its place and swapped in; a failure leaves the old files untouched.
    Raises UsageRefused for two results of one name, InputRefused for a place that takes none.
    """
    places = [name if name == "-" else os.path.realpath(name) for _, name in outputs]
    if len(set(places)) < len(places):
        hint = "別の名前を指定してください。"
        raise UsageRefused(
            "二つの結果を同じファイルには書けません", where=outputs[-1][1], hint=hint
        )
    staged: list[tuple[Path, Path]] = []
    name = ""
    try:
        for data, name in outputs:
            if _is_plain(name):
                staged.append(_place_beside(name))
                staged[-1][0].write_bytes(data)
        for beside, target in staged:
            beside.replace(target)
        for data, name in outputs:
            _pour(data, name)
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "フォルダがあるか、書き込めるかを確かめてください。"
        raise InputRefused("ファイルに書き込めません", where=name, hint=hint) from error
    finally:
        for beside, _ in staged:
            beside.unlink(missing_ok=True)


def _pour(data: bytes, name: str) -> None:
    """Write to standard output, a pipe or a device."""
    if name == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif not _is_plain(name):
        Path(name).write_bytes(data)


def _is_plain(name: str) -> bool:
    """Return whether a name is a plain file or will be one; pipes and devices are written to."""
    path = Path(name)
    if name != "-" and path.is_dir():
        raise IsADirectoryError(name)
    return name != "-" and (path.is_file() or not path.exists())


def _place_beside(name: str) -> tuple[Path, Path]:
    """Return an empty file and the one it will replace; a link stays a link."""
    target = Path(os.path.realpath(name))
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".pia-")
    os.close(handle)
    Path(beside).chmod(0o666 & ~_umask())
    return Path(beside), target


def _umask() -> int:
    """Return the umask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
