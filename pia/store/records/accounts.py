"""Who may come in, and the audit of what was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pia.approval.roles import Actor, Role


@dataclass(frozen=True)
class User:
    """A person with an account; the hash of the password stays in the store."""

    id: int
    name: str
    display_name: str
    division_id: int | None
    one_time: bool
    is_active: bool
    failures: int
    locked_until: datetime | None
    roles: frozenset[Role] = field(default=frozenset())
    #: Where notices are mailed to, "" for nowhere.
    email: str = ""

    @property
    def actor(self) -> Actor:
        """The user as operations know them."""
        return Actor(self.id, self.name, self.display_name, self.roles)


@dataclass(frozen=True)
class Session:
    """A session of a browser."""

    id: str
    user_id: int | None
    data: dict[str, Any]
    made_at: datetime
    seen_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class AuditEntry:
    """One entry of the audit."""

    id: int
    at: datetime
    user_id: int | None
    actor: str
    action: str
    subject: str
    details: dict[str, Any]
    previous: str
    digest: str
