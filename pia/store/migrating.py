"""Brings a database to the tables of this program; refuses those of others and newer ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from pia.errors import InputRefused, NotAllowed, PiaError
from pia.store.copying import copy_sqlite, sqlite_file
from pia.store.engine import for_writing
from pia.store.migrations import settings

_FOLDER = Path(__file__).parent / "migrations"


def newest() -> str:
    """Return the revision of this program."""
    return str(ScriptDirectory(str(_FOLDER)).get_current_head())


def revision(engine: Engine) -> str | None:
    """Return the revision of a database, None for an empty one.

    Raises InputRefused for a database of something else, a damaged file and one out of reach.
    """
    try:
        with engine.connect() as connection:
            return _revision(connection)
    except DatabaseError as error:
        raise _unreadable(engine) from error


def prepare(engine: Engine) -> None:
    """Bring a database to this program's revision, all of it or nothing.

    A SQLite file that holds something is copied before. Raises NotAllowed for one newer than the
    program; otherwise as `revision`.
    """
    current = revision(engine)
    if current == newest():
        return
    if current is not None:
        _must_be_known(current)
        if engine.dialect.name == "sqlite":
            file = sqlite_file(engine)
            copy_sqlite(file, _free(file, current))
    with migration(engine) as config:
        command.upgrade(config, "head")


@contextmanager
def migration(engine: Engine) -> Iterator[Config]:
    """Give Alembic's configuration inside one writing transaction, kept only as a whole."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with _without_references(engine) as connection:
        config.attributes["connection"] = connection
        yield config
        _check_references(connection)


def _revision(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if settings.VERSION_TABLE in tables:
        query = text(f"SELECT version_num FROM {settings.VERSION_TABLE}")  # noqa: S608 - our own name
        return connection.execute(query).scalar()
    if tables:
        hint = "空のデータベースか、本製品のデータベースを指定してください。"
        where = _named(connection.engine)
        raise InputRefused("本製品のデータベースではありません", where=where, hint=hint)
    return None


def _must_be_known(current: str) -> None:
    known = {script.revision for script in ScriptDirectory(str(_FOLDER)).walk_revisions()}
    if current not in known:
        raise NotAllowed(
            "データベースがこのプログラムより新しいため開けません",
            where=f"データベース {current}、プログラム {newest()}",
            hint="新しいプログラムを使ってください。",
        )


@contextmanager
def _without_references(engine: Engine) -> Iterator[Connection]:
    """Give a writing transaction in which SQLite may rebuild tables that others refer to."""
    with for_writing(engine).connect() as connection:
        _set_references(connection, "OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            _set_references(connection, "ON")


def _set_references(connection: Connection, switch: str) -> None:
    """Let SQLite check references or not: heard only outside a transaction, so past SQLAlchemy."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys = {switch}")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise PiaError("データベースの移行で参照が壊れました", where=str(broken[0]))


def _unreadable(engine: Engine) -> InputRefused:
    hint = "場所と権限を確かめてください。壊れているときは控えから戻してください。"
    return InputRefused("データベースを開けません", where=_named(engine), hint=hint)


def _named(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _free(file: Path, current: str) -> Path:
    """Return a name beside the file that nothing has: `pia-0001.sqlite`, `pia-0001-2.sqlite`."""
    stem = f"{file.stem}-{current}"
    names = chain([stem], (f"{stem}-{n}" for n in count(2)))
    paths = (file.with_name(name + file.suffix) for name in names)
    return next(path for path in paths if not path.exists())
