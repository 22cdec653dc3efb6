"""The database: one SQLite file by default, PostgreSQL by its address.

SQLite comes with the package (`pysqlite3`), because older ones lose data in WAL mode. Writes take
the lock at their beginning (BEGIN IMMEDIATE): nobody reads a state that another is changing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pysqlite3
from sqlalchemy import Engine, create_engine, event, make_url

from pia.errors import UsageRefused

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA recursive_triggers = ON",
)


def open_engine(address: str) -> Engine:
    """Return the engine of an address: `sqlite:///…` or `postgresql+psycopg://…`.

    Raises UsageRefused for any other.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(address)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, isolation_level="REPEATABLE READ")
    hint = "sqlite:///ファイル か postgresql://… を指定してください。"
    raise UsageRefused("使えないデータベースです", where=url.get_backend_name(), hint=hint)


def sqlite_address(file: Path) -> str:
    """Return the address of a SQLite file."""
    return f"sqlite:///{file.resolve().as_posix()}"


def _sqlite(address: str) -> Engine:
    engine = create_engine(address, module=pysqlite3)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
