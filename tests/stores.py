"""An empty store of its own for a test: a SQLite file, as one PC has it."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from pia.store.engine import sqlite_address
from pia.store.work import Store


def sqlite_store(path: Path) -> Store:
    """A prepared, empty store in a new file at `path`. Close it at the end."""
    shutil.copyfile(_prepared(), path)
    return Store.at(sqlite_address(path))


@cache
def _prepared() -> Path:
    """A file with every table, made once by each process."""
    folder = Path(tempfile.mkdtemp(prefix="pia-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = Store.at(sqlite_address(folder / "prepared.sqlite"))
    store.prepare()
    store.close()
    return folder / "prepared.sqlite"
