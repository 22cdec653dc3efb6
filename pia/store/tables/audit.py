"""The audit: who did what to what, when; it only grows, and each entry binds the one before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from pia.store.tables.columns import filled, instant, json_value, key, to


class AuditRow(SQLModel, table=True):
    """One entry; `details` hold no text of a document."""

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("previous"), *filled("action"))

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
