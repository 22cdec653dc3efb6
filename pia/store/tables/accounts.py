"""Who may come in: users with their roles, and sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from pia.approval.roles import Role
from pia.store.tables.columns import (
    Table,
    counts,
    filled,
    instant,
    json_value,
    key,
    one_of,
    to,
)


class UserRow(Table, table=True):
    """A person. Accounts are switched off, never deleted: the audit names them."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("name"),
        counts("failures", 0),
        *filled("name", "display_name", "password_hash"),
    )

    id: int | None = key()
    #: What is typed to log in.
    name: str
    display_name: str
    division_id: int | None = to("division", default=None, nullable=True)
    password_hash: str
    #: The password was set by somebody else: it must be changed at the next log-in.
    one_time: bool = False
    is_active: bool = True
    failures: int = 0
    locked_until: datetime | None = instant(default=None, nullable=True)
    made_at: datetime = instant()
    #: Where notices are mailed to; None: only in the application.
    email: str | None = None


class RoleRow(Table, table=True):
    """A role a user has."""

    __tablename__ = "account_role"
    __table_args__ = (one_of("role", [role.value for role in Role]),)

    user_id: int = to("account", primary_key=True)
    role: str = Field(primary_key=True)


class SessionRow(Table, table=True):
    """A session of a browser; the token itself is known only to the browser."""

    __tablename__ = "session"

    #: SHA-256 of the token.
    id: str = Field(primary_key=True)
    user_id: int | None = to("account", default=None, nullable=True)
    data: Any = json_value()
    made_at: datetime = instant()
    seen_at: datetime = instant()
    ends_at: datetime = instant(index=True)
