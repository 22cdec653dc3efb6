"""A store on a file, with passwords that are hashed quickly."""

from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from pia.accounts import passwords
from pia.accounts.users import add_user
from pia.approval.roles import Role
from pia.store.engine import sqlite_address
from pia.store.work import Store

#: 令和7年4月1日 10:32 in Japan.
AT = datetime(2025, 4, 1, 1, 32, tzinfo=UTC)


@pytest.fixture
def quick(monkeypatch):
    """Quick parameters instead of the safe ones."""
    monkeypatch.setattr(
        passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The bytes of a database with every table and nothing in them."""
    file = tmp_path_factory.mktemp("prepared") / "pia.sqlite3"
    store = Store.at(sqlite_address(file))
    store.prepare()
    store.close()
    return file.read_bytes()


@pytest.fixture
def store(tmp_path, prepared, quick):
    file = tmp_path / "pia.sqlite3"
    file.write_bytes(prepared)
    store = Store.at(sqlite_address(file))
    yield store
    store.close()


@pytest.fixture
def boss(store):
    """The first administrator."""
    user, _ = add_user(store, "boss", "見本 部長", [Role.ADMINISTRATOR], AT, None)
    return user.actor


@pytest.fixture
def editor(store, boss):
    """An editor and the password that was handed over."""
    return add_user(store, "hensyu", "見本 花子", [Role.EDITOR], AT, boss)


@pytest.fixture
def audited(store):
    """The newest entries of the audit as (action, subject, actor, details), the newest first."""

    def audited(count=1):
        with store.reading() as work:
            found = work.audit.entries(limit=count)
        return [(one.action, one.subject, one.actor, one.details) for one in found]

    return audited
