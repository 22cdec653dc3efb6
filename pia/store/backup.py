"""A copy of the whole store while people work in it, by SQLite's own backup."""

from __future__ import annotations

from pathlib import Path

from pia.errors import NotAllowed
from pia.store.copying import copy_sqlite, sqlite_file
from pia.store.work import Store


def backup(store: Store, target: Path, *, overwrite: bool = False) -> None:
    """Write a checked copy of the store as it is at one moment.

    Nobody waits, and `target` is never half a copy. Raises InputRefused for a target that exists
    (unless `overwrite`) or cannot be written, NotAllowed on PostgreSQL and for a damaged store.
    """
    if store.engine.dialect.name != "sqlite":
        hint = "pg_dump で控えを取ってください。"
        raise NotAllowed("このデータベースの控えは本製品では取れません", hint=hint)
    copy_sqlite(sqlite_file(store.engine), target, overwrite=overwrite)
