"""What is kept: SQLModel tables, repositories that return values, migrations, guards.

Enters: values of the core. Leaves: frozen records (`pia.store.records`), never table rows. One
`Store` per process; `reading()` and `writing()` give a `Work` whose attributes are the
repositories. What must hold is held by the database itself: constraints, append-only triggers.
Imports `assessment`, `approval` and the rooms below; only `operations` and `accounts` import it,
and the doors to open it.
"""
