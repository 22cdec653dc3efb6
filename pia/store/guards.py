"""What keeps the tables that only grow: triggers that refuse UPDATE, DELETE and TRUNCATE.

Made by migrations, so that raw SQL, another program or a defect of ours meets them too. Rebuilding
a table on SQLite (`batch_alter_table`) drops its triggers: that migration calls `guard` again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

#: What the database says when it refuses; the name of the table follows.
REFUSAL = "append-only: "

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation', MESSAGE = '{REFUSAL}' || TG_TABLE_NAME;
END $$
"""


def guard(connection: Connection, tables: Iterable[str]) -> None:
    """Let tables only grow from now on; those that do already stay so."""
    on_postgresql = connection.dialect.name == "postgresql"
    if on_postgresql:
        connection.exec_driver_sql(_FUNCTION)
    for table in tables:
        for statement in [_postgresql(table)] if on_postgresql else _sqlite(table):
            connection.exec_driver_sql(statement)


def unguard(connection: Connection, tables: Iterable[str]) -> None:
    """Take the guards of tables away: for migrations, never for the application."""
    for table in tables:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"DROP TRIGGER {table}_append_only ON {table}")
        else:
            for event in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{event}")


def _postgresql(table: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {table}_append_only "
        f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    )


def _sqlite(table: str) -> Iterator[str]:
    """Yield the triggers; `recursive_triggers` lets that of DELETE meet INSERT OR REPLACE too."""
    for event in ("update", "delete"):
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}{table}'); END"
        )
