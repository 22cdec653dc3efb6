"""A backup is the whole store of one moment, taken while people work, or it is not there at all."""

import pytest

from pia.errors import InputRefused, NotAllowed
from pia.store.backup import backup
from pia.store.engine import sqlite_address
from pia.store.work import Store
from tests.store.builders import city, dossier, draft
from tests.store.programs import heard, writing
from tests.stores import sqlite_store


@pytest.fixture
def home(tmp_path):
    store = sqlite_store(tmp_path / "pia.sqlite")
    with store.writing() as work:
        here = city(work)
        draft(work, here, dossier(work, here))
    yield store
    store.close()


def test_a_backup_taken_while_somebody_saves_is_whole(home, tmp_path):
    writer = writing(home.engine, 1, 1_000_000)
    try:
        assert heard(writer, 3) == ["1", "2", "3"]
        backup(home, tmp_path / "copy.sqlite")
        assert heard(writer, 1) == ["4"]
    finally:
        writer.kill()
        writer.communicate()
    copy = Store.at(sqlite_address(tmp_path / "copy.sqlite"))
    with copy.reading() as work:
        kept = work.drafts.get(1)
        assert kept.sequence == len(work.drafts.changes(1)) >= 3
        assert list(work.audit.broken()) == []
    copy.prepare()
    copy.close()


def test_a_backup_is_one_file_that_only_its_owner_reads(home, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    backup(home, folder / "copy.sqlite")
    assert [path.name for path in folder.iterdir()] == ["copy.sqlite"]
    assert (folder / "copy.sqlite").stat().st_mode & 0o777 == 0o600


def test_an_older_backup_is_only_replaced_when_asked_for(home, tmp_path):
    target = tmp_path / "copy.sqlite"
    target.write_bytes(b"older")
    with pytest.raises(InputRefused, match=r"すでにあります（copy\.sqlite）。別の名前"):
        backup(home, target)
    assert target.read_bytes() == b"older"
    backup(home, target, overwrite=True)
    assert target.read_bytes().startswith(b"SQLite format 3")


def test_a_store_in_use_is_never_overwritten_by_a_backup(home, tmp_path):
    with pytest.raises(InputRefused, match="使われています"):
        backup(home, tmp_path / "pia.sqlite", overwrite=True)


def test_a_damaged_store_gives_no_backup(home, tmp_path):
    file, target = tmp_path / "pia.sqlite", tmp_path / "copy.sqlite"
    home.close()
    content = bytearray(file.read_bytes())
    content[4096:40960] = b"\xff" * (40960 - 4096)
    file.write_bytes(content)
    with pytest.raises(NotAllowed, match="壊れているため控えを取れません"):
        backup(home, target)
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == []


def test_a_folder_that_is_not_there_is_named(home, tmp_path):
    with pytest.raises(InputRefused, match="控えを書けませんでした"):
        backup(home, tmp_path / "missing" / "copy.sqlite")


def test_postgresql_has_its_own_backup(store, tmp_path):
    if store.engine.dialect.name == "postgresql":
        with pytest.raises(NotAllowed, match="pg_dump"):
            backup(store, tmp_path / "copy")
    else:
        backup(store, tmp_path / "copy")
    assert (tmp_path / "copy").exists() == (store.engine.dialect.name == "sqlite")
