"""Files at the door: read one or standard input, write whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from pia.assessment import Assessment, canonical
from pia.errors import InputRefused
from pia.imports import SourceFile, import_files
from pia.settings import MAX_FILE_BYTES


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


def source(name: str) -> SourceFile:
    """Return a file as the readers take it."""
    return SourceFile("標準入力" if name == "-" else Path(name).name, read_bytes(name))


def read_document(name: str) -> Assessment:
    """Read a document from any file that `pia import` reads. Raises InputRefused."""
    return import_files([source(name)]).assessment


def write_document(assessment: Assessment, name: str) -> None:
    """Write a document in canonical form."""
    write_bytes(canonical(assessment).encode("utf-8"), name)


def write_bytes(data: bytes, name: str) -> None:
    """Write a file beside its place and swap it in: a failure leaves the old one untouched."""
    if name == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    try:
        _swap_in(data, target)
    except OSError as error:
        hint = "フォルダがあるか、書き込めるかを確かめてください。"
        raise InputRefused("ファイルに書き込めません", where=name, hint=hint) from error


def _swap_in(data: bytes, target: Path) -> None:
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(target)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the umask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
