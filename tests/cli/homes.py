"""Looks into a home, past the command line."""

from contextlib import contextmanager

from pia.store.engine import sqlite_address
from pia.store.work import Store


@contextmanager
def looking(home):
    """Give the repositories of a home, for reading."""
    store = Store.at(sqlite_address(home / "pia.sqlite3"))
    try:
        with store.reading() as work:
            yield work
    finally:
        store.close()


def things(home):
    """The names of everything in a home, without what a database in use leaves beside it."""
    names = {path.name for path in home.iterdir()} if home.exists() else set()
    return names - {"pia.sqlite3-wal", "pia.sqlite3-shm"}
