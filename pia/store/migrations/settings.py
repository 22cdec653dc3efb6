"""How Alembic sees this store: in `env.py`, in `pia.store.migrating` and in tests."""

from typing import Any

from pia.store.tables import METADATA

#: The table that keeps the revision; its name tells our databases from those of others.
VERSION_TABLE = "pia_revision"

SETTINGS: dict[str, Any] = {
    "target_metadata": METADATA,
    "version_table": VERSION_TABLE,
    "render_as_batch": True,
    "transactional_ddl": True,
}
