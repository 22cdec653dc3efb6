"""Users with their roles, and the sessions of their browsers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import col, delete, select

from pia.approval.roles import Role
from pia.store.records import Session, User
from pia.store.repository import Repository, numbered
from pia.store.tables import RoleRow, SessionRow, UserRow


class Users(Repository):
    """Accounts; the operations of `accounts` decide what a password or a failure means."""

    def all(self) -> tuple[User, ...]:
        """Return every user, those switched off too, in the order they came."""
        roles: dict[int, list[Role]] = {}
        for given in self.connection.exec(select(RoleRow)):
            roles.setdefault(given.user_id, []).append(Role(given.role))
        rows = self.connection.exec(select(UserRow).order_by(col(UserRow.id)))
        return tuple(self._user(row, roles.get(numbered(row.id), [])) for row in rows)

    def get(self, number: int) -> User:
        """Return a user. Raises PathNotFound."""
        return self._user(self._found(UserRow, number, "利用者"))

    def named(self, name: str) -> User | None:
        """Return the user of a log-in name, or None."""
        row = self.connection.exec(select(UserRow).where(UserRow.name == name)).first()
        return self._user(row) if row else None

    def password_hash(self, number: int) -> str:
        """Return the hash of a user's password."""
        return self._found(UserRow, number, "利用者").password_hash

    def add(  # noqa: PLR0913 - a user is all of this
        self,
        name: str,
        display_name: str,
        password_hash: str,
        roles: Iterable[Role],
        *,
        one_time: bool,
        division_id: int | None = None,
        at: datetime,
    ) -> User:
        """Keep a user."""
        row = UserRow(
            name=name,
            display_name=display_name,
            password_hash=password_hash,
            one_time=one_time,
            division_id=division_id,
            made_at=at,
        )
        number = numbered(self._kept(row).id)
        self.give_roles(number, roles)
        return self.get(number)

    def change(self, number: int, **columns: Any) -> User:
        """Keep changed columns of a user, by the names of `UserRow`."""
        row = self._found(UserRow, number, "利用者")
        for name, value in columns.items():
            setattr(row, name, value)
        return self._user(self._kept(row))

    def give_roles(self, number: int, roles: Iterable[Role]) -> None:
        """Replace the roles of a user."""
        self.connection.exec(delete(RoleRow).where(col(RoleRow.user_id) == number))
        for role in sorted(set(roles)):
            self._kept(RoleRow(user_id=number, role=role.value))

    def _user(self, row: UserRow, roles: Iterable[Role] | None = None) -> User:
        if roles is None:
            query = select(RoleRow.role).where(RoleRow.user_id == row.id)
            roles = map(Role, self.connection.exec(query))
        return User(
            id=numbered(row.id),
            name=row.name,
            display_name=row.display_name,
            division_id=row.division_id,
            one_time=row.one_time,
            is_active=row.is_active,
            failures=row.failures,
            locked_until=row.locked_until,
            roles=frozenset(roles),
            email=row.email or "",
        )


class Sessions(Repository):
    """Sessions by the digest of their token."""

    def find(self, digest: str) -> Session | None:
        """Return a session, ended or not, or None."""
        row = self.connection.get(SessionRow, digest)
        return None if row is None else _session(row)

    def save(self, session: Session) -> None:
        """Keep a session, new or changed."""
        self.connection.merge(
            SessionRow(
                id=session.id,
                user_id=session.user_id,
                data=session.data,
                made_at=session.made_at,
                seen_at=session.seen_at,
                ends_at=session.ends_at,
            )
        )
        self.connection.flush()

    def end(self, digest: str) -> None:
        """Remove a session."""
        self.connection.exec(delete(SessionRow).where(col(SessionRow.id) == digest))

    def end_all_of(self, user_id: int) -> None:
        """Remove every session of a user: after a new password, or when switched off."""
        self.connection.exec(delete(SessionRow).where(col(SessionRow.user_id) == user_id))

    def sweep(self, at: datetime) -> None:
        """Remove the sessions that have ended."""
        self.connection.exec(delete(SessionRow).where(col(SessionRow.ends_at) <= at))


def _session(row: SessionRow) -> Session:
    return Session(
        id=row.id,
        user_id=row.user_id,
        data=row.data,
        made_at=row.made_at,
        seen_at=row.seen_at,
        ends_at=row.ends_at,
    )
