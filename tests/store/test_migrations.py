"""From nothing to this program's tables, and back; what is foreign, damaged or newer is refused."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, MetaData, Table, inspect, text

from pia.errors import InputRefused, NotAllowed
from pia.store.engine import for_writing, sqlite_address
from pia.store.migrating import migration, newest
from pia.store.migrations.settings import SETTINGS, VERSION_TABLE
from pia.store.tables import METADATA
from pia.store.work import Store
from tests.store.builders import city
from tests.stores import sqlite_store


def test_an_empty_database_gets_the_tables_of_this_program(fresh):
    assert fresh.revision() is None
    fresh.prepare()
    assert fresh.revision() == newest()


def test_preparing_twice_changes_nothing(store):
    with store.writing() as work:
        city(work)
    store.prepare()
    with store.reading() as work:
        assert [m.name for m in work.ownership.municipalities()] == ["みほん市"]


def test_every_step_goes_down_and_up_again(fresh):
    fresh.prepare()
    there = _described(fresh.engine)
    with migration(fresh.engine) as config:
        command.downgrade(config, "base")
    assert inspect(fresh.engine).get_table_names() == [VERSION_TABLE]
    assert fresh.revision() is None
    fresh.prepare()
    assert _described(fresh.engine) == there


def test_a_step_that_fails_leaves_the_database_as_it_was(fresh):
    def cut_off():
        with migration(fresh.engine) as config:
            command.upgrade(config, "head")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_off()
    assert fresh.revision() is None
    assert inspect(fresh.engine).get_table_names() == []


def test_the_migrations_make_the_tables_that_the_program_describes(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=SETTINGS | {"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_migrations_make_every_constraint_that_the_program_describes(fresh, store):
    """Also those that Alembic does not compare: CHECK, references, and their names."""
    with for_writing(fresh.engine).begin() as connection:
        _copied().create_all(connection)
    assert _described(store.engine) == _described(fresh.engine)


def test_a_database_newer_than_the_program_is_refused(store):
    _call_itself(store, "9999")
    try:
        with pytest.raises(NotAllowed, match="新しいため開けません（データベース 9999、"):
            store.prepare()
    finally:
        _call_itself(store, newest())


def test_a_database_of_something_else_is_refused_and_stays_as_it_is(fresh):
    with for_writing(fresh.engine).begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
    with pytest.raises(InputRefused, match="本製品のデータベースではありません"):
        fresh.prepare()
    assert inspect(fresh.engine).get_table_names() == ["alembic_version"]


def test_a_database_out_of_reach_is_refused(tmp_path):
    for address in (
        sqlite_address(tmp_path / "missing" / "pia.sqlite"),
        f"postgresql://pia@/pia?host={tmp_path}",
    ):
        with pytest.raises(InputRefused, match="データベースを開けません"):
            Store.at(address).prepare()


def test_a_file_that_is_no_database_is_refused(tmp_path):
    file = tmp_path / "pia.sqlite"
    file.write_text("評価書の一覧\n" * 100, encoding="utf-8")
    with pytest.raises(InputRefused, match=r"データベースを開けません（.+pia\.sqlite）"):
        Store.at(sqlite_address(file)).prepare()
    assert file.read_text(encoding="utf-8").startswith("評価書の一覧")


def test_a_file_with_work_in_it_is_copied_before_it_is_upgraded(tmp_path, monkeypatch):
    store = sqlite_store(tmp_path / "pia.sqlite")
    with store.writing() as work:
        city(work)
    current = newest()
    monkeypatch.setattr("pia.store.migrating.newest", lambda: "9998")
    store.prepare()
    store.prepare()
    store.close()
    copies = sorted(path.name for path in tmp_path.glob("pia-*"))
    assert copies == [f"pia-{current}-2.sqlite", f"pia-{current}.sqlite"]
    copy = Store.at(sqlite_address(tmp_path / f"pia-{current}.sqlite"))
    with copy.reading() as work:
        assert [m.name for m in work.ownership.municipalities()] == ["みほん市"]
    copy.close()


def _call_itself(store, revision):
    with for_writing(store.engine).begin() as connection:
        table = Table(VERSION_TABLE, MetaData(), Column("version_num"))
        connection.execute(table.update().values(version_num=revision))


def _copied():
    """The tables of the program; SQLAlchemy notes in what it creates how it was created."""
    copy = MetaData(naming_convention=METADATA.naming_convention)
    for table in METADATA.tables.values():
        table.to_metadata(copy)
    return copy


def _described(engine):
    """Everything that the database itself knows of the tables, in an order of its own."""
    found = inspect(engine)
    return {
        table: {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)
            ],
            "key": found.get_pk_constraint(table),
            "references": _sorted(found.get_foreign_keys(table)),
            "unique": _sorted(found.get_unique_constraints(table)),
            "checks": _sorted(found.get_check_constraints(table)),
            "indexes": _sorted(found.get_indexes(table)),
        }
        for table in METADATA.tables
    }


def _sorted(constraints):
    named = {one["name"]: {key: _plain(one[key]) for key in one} for one in constraints}
    assert None not in named
    return named


def _plain(value):
    return {k: str(v) for k, v in value.items()} if isinstance(value, dict) else value
