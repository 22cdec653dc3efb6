"""Both databases: a SQLite file, and a PostgreSQL that each test process starts for itself."""

from itertools import count

import pytest

from pia.store.engine import sqlite_address
from pia.store.tables import METADATA
from pia.store.work import Store
from tests.store.cluster import Cluster, postgresql_programs
from tests.stores import sqlite_store

_numbers = count(1)


@pytest.fixture(scope="session")
def cluster():
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    cluster = Cluster(programs)
    try:
        store = Store.at(cluster.create("prepared"))
        store.prepare()
        store.close()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="module")
def postgresql_address(cluster):
    """A prepared database for the tests of one file; `store` empties it before each."""
    name = f"test{next(_numbers)}"
    yield cluster.create(name, template="prepared")
    cluster.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request):
    return request.param


@pytest.fixture
def store(backend, request, tmp_path):
    """A prepared store with nothing in it."""
    if backend == "sqlite":
        store = sqlite_store(tmp_path / "pia.sqlite")
    else:
        store = Store.at(request.getfixturevalue("postgresql_address"))
        _empty(store)
    yield store
    store.close()


@pytest.fixture
def address(backend, request, tmp_path):
    """The address of a database that nobody prepared."""
    if backend == "sqlite":
        yield sqlite_address(tmp_path / "empty.sqlite")
        return
    cluster = request.getfixturevalue("cluster")
    name = f"empty{next(_numbers)}"
    yield cluster.create(name)
    cluster.drop(name)


@pytest.fixture
def fresh(address):
    """A store on a database that nobody prepared."""
    store = Store.at(address)
    yield store
    store.close()


def _empty(store):
    """Remove every row, past triggers and references, which this setting switches off."""
    with store.engine.begin() as connection:
        deletes = [str(table.delete()) for table in METADATA.tables.values()]
        statements = ["SET LOCAL session_replication_role = replica", *deletes]
        connection.exec_driver_sql("; ".join(statements))
