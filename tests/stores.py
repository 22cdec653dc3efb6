"""An empty store of its own for a test: a SQLite file, as one PC has it."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from pia.store.engine import sqlite_address
from pia.store.work import Store

_engines: list[Engine] = []


def opened(path: Path) -> Store:
    """The store of a file, quick to use: SQL that another one of this process has compiled is known.

    SQLAlchemy keeps what it compiled by engine and dialect, and each file has its own of both.
    """
    store = Store.at(sqlite_address(path))
    first = _first_engine(store.engine)
    store.engine.dialect = first.dialect
    store.engine._compiled_cache = first._compiled_cache
    return store


def sqlite_store(path: Path) -> Store:
    """A prepared, empty store in a new file at `path`. Close it at the end."""
    shutil.copyfile(_prepared(), path)
    return Store.at(sqlite_address(path))


def _first_engine(engine: Engine) -> Engine:
    if not _engines:
        with engine.connect():  # the dialect learns what the database can
            _engines.append(engine)
    return _engines[0]


@cache
def _prepared() -> Path:
    """A file with every table, made once by each process."""
    folder = Path(tempfile.mkdtemp(prefix="pia-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = Store.at(sqlite_address(folder / "prepared.sqlite"))
    store.prepare()
    store.close()
    return folder / "prepared.sqlite"
