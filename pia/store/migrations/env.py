"""Run by Alembic, inside the transaction that `pia.store.migrating` opened."""

from alembic import context

from pia.store.migrations.settings import SETTINGS

context.configure(connection=context.config.attributes["connection"], **SETTINGS)
context.run_migrations()
