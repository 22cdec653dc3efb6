"""Copies of a SQLite file in use, by SQLite's own backup."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pysqlite3
from sqlalchemy import Engine

from pia.errors import InputRefused, NotAllowed


def sqlite_file(engine: Engine) -> Path:
    """Return the file of a SQLite engine."""
    return Path(str(engine.url.database))


def copy_sqlite(file: Path, target: Path, *, overwrite: bool = False) -> None:
    """Copy a SQLite file at one moment, checked, and put at `target` whole.

    Raises InputRefused for a target that exists, is in use or cannot be written, NotAllowed for a
    damaged file.
    """
    _must_be_free(target, overwrite=overwrite)
    try:
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            part = Path(beside, target.name)
            _copy(file, part)
            part.replace(target)
    except (OSError, pysqlite3.OperationalError) as error:
        hint = "場所と権限、ディスクの空きを確かめてください。"
        raise InputRefused("控えを書けませんでした", where=str(target), hint=hint) from error


def _must_be_free(target: Path, *, overwrite: bool) -> None:
    """Refuse a file that is there; one in use even to overwrite: its -wal would be read as ours."""
    hint = "別の名前を指定してください。"
    if target.exists() and not overwrite:
        raise InputRefused("控えの名前のファイルがすでにあります", where=target.name, hint=hint)
    if target.with_name(f"{target.name}-wal").exists():
        raise InputRefused("控えの名前のファイルは使われています", where=target.name, hint=hint)


def _copy(file: Path, part: Path) -> None:
    part.touch(mode=0o600)
    try:
        with closing(pysqlite3.connect(file)) as source, closing(pysqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a -wal beside it
            found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    except pysqlite3.OperationalError:
        raise
    except pysqlite3.DatabaseError as error:
        raise _damaged(file) from error
    if found != ["ok"]:
        raise _damaged(file)
    with part.open("rb+") as written:
        os.fsync(written.fileno())


def _damaged(file: Path) -> NotAllowed:
    hint = "以前の控えから戻してください。"
    return NotAllowed("データベースが壊れているため控えを取れません", where=file.name, hint=hint)
