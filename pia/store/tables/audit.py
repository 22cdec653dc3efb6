"""The audit: who did what to what, when; it only grows, and each entry binds the one before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint

from pia.store.tables.columns import Table, filled, instant, json_value, key, sha256_of, to


class AuditRow(Table, table=True):
    """One entry; `details` hold no text of a document."""

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("previous"), sha256_of("digest"), *filled("actor", "action"))

    id: int | None = key()
    at: datetime = instant()
    user_id: int | None = to("account", default=None, nullable=True)
    #: Name of the user, kept as it was; "pia" for the program itself.
    actor: str
    action: str
    #: What it was done to: "draft 12".
    subject: str
    details: Any = json_value()
    #: Digest of the entry before; "" for the first.
    previous: str
    digest: str
