"""The database: one SQLite file by default, PostgreSQL by its address.

SQLite comes with the package (`pysqlite3`), because older ones lose data in WAL mode. On both, one
writer at a time: a write takes the lock with its first statement, reading or not, so that nobody
decides on a state that another is changing. Readers see one state and wait for nobody.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pysqlite3
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from pia.errors import UsageRefused

#: How long a write waits for another one.
_PATIENCE_MS = 10_000
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
)
#: Number of the lock of all writers of one PostgreSQL database: "pia" in bytes.
_LOCK = int.from_bytes(b"pia")


def open_engine(address: str, *, patience_ms: int = _PATIENCE_MS) -> Engine:
    """Return the engine of an address: `sqlite:///…` or `postgresql://…`.

    Raises UsageRefused for any other.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _unusable("") from error
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database not in {None, "", ":memory:"}:
        return _sqlite(address, patience_ms)
    if backend == "postgresql":
        return _postgresql(address, patience_ms)
    raise _unusable(backend)


def sqlite_address(file: Path) -> str:
    """Return the address of a SQLite file."""
    return f"sqlite:///{file.resolve().as_posix()}"


def for_reading(engine: Engine) -> Engine:
    """Return the same database for transactions that change nothing."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def for_writing(engine: Engine) -> Engine:
    """Return the same database for transactions that come one after another."""
    return engine.execution_options(writes=True)


def _unusable(backend: str) -> UsageRefused:
    hint = "sqlite:///ファイル か postgresql://… を指定してください。"
    return UsageRefused("使えないデータベースです", where=backend, hint=hint)


def _sqlite(address: str, patience_ms: int) -> Engine:
    patience = {"timeout": patience_ms / 1000}
    engine = create_engine(address, module=pysqlite3, connect_args=patience)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # no BEGIN of the driver's own: `_begin_sqlite` says it
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = _writes(connection)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(address: str, patience_ms: int) -> Engine:
    url = make_url(address).set(drivername="postgresql+psycopg")
    patience = {"options": f"{url.query.get('options', '')} -c lock_timeout={patience_ms}"}
    engine = create_engine(
        url, isolation_level="READ COMMITTED", pool_pre_ping=True, connect_args=patience
    )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    """Take the lock of writers; READ COMMITTED, so that what the one before kept is seen."""
    if _writes(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes", False))
