"""Documents and homes on disk for the commands."""

import shutil
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from pia.accounts import passwords
from pia.accounts.users import add_user
from pia.approval.roles import Role
from pia.assessment import canonical
from tests.builders import assessment, with_thing
from tests.stores import sqlite_store


@pytest.fixture
def document():
    """A small complete document with two 委託事項."""
    return with_thing(
        assessment(storage="本庁舎"), "files[1].outsourcing", "out2", title="印刷", content="通知"
    )


@pytest.fixture
def doc(tmp_path, document):
    """The same on disk."""
    file = tmp_path / "doc.json"
    file.write_bytes(canonical(document).encode("utf-8"))
    return file


@pytest.fixture
def new(tmp_path):
    """Where a command may write."""
    return tmp_path / "new.json"


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory):
    """A home with an administrator and an editor, whose passwords are hashed quickly."""
    home = tmp_path_factory.mktemp("home")
    store = sqlite_store(home / "pia.sqlite3")
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "HASHER", quick)
        at = datetime(2025, 4, 1, 1, 32, tzinfo=UTC)
        boss, _ = add_user(store, "kanri", "伊藤 裕子", [Role.ADMINISTRATOR], at, None)
        add_user(store, "henshu", "佐藤 美咲", [Role.EDITOR], at, boss.actor)
    store.close()
    return home


@pytest.fixture
def empty_home(tmp_path, monkeypatch):
    """A home that is not there yet."""
    for name in ("PIA_DATABASE_URL", "PIA_TRUSTED_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIA_HOME", str(tmp_path / "home"))
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", quick)
    return tmp_path / "home"


@pytest.fixture
def home(empty_home, prepared_home):
    """A home of its own with `kanri` (管理者) and `henshu` (編集者)."""
    shutil.copytree(prepared_home, empty_home)
    return empty_home
