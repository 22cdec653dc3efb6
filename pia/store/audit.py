"""The audit chain: each entry binds the digest of the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlmodel import col, select

from pia.assessment.canonical import canonical_json
from pia.store.records import AuditEntry
from pia.store.repository import Repository, numbered
from pia.store.tables import AuditRow

#: Who acts where no person does.
PROGRAM = "pia"


class Audit(Repository):
    """Who did what to what, when."""

    def add(  # noqa: PLR0913 - an entry is all of this
        self,
        action: str,
        subject: str,
        *,
        at: datetime,
        user_id: int | None = None,
        actor: str = PROGRAM,
        details: dict[str, Any] | None = None,
    ) -> None:
        """Keep an entry. `details` hold numbers, names and digests, never text of a document."""
        query = select(AuditRow.digest).order_by(col(AuditRow.id).desc())
        previous = self.connection.exec(query).first() or ""
        entry = AuditRow(
            at=at,
            user_id=user_id,
            actor=actor,
            action=action,
            subject=subject,
            details=details or {},
            previous=previous,
            digest="",
        )
        entry.digest = _digest(entry)
        self._kept(entry)

    def entries(
        self,
        limit: int = 100,
        before: int | None = None,
        *,
        user_id: int | None = None,
        action: str = "",
    ) -> tuple[AuditEntry, ...]:
        """Return entries, the newest first; of one user or action where they are given."""
        query = select(AuditRow).order_by(col(AuditRow.id).desc()).limit(limit)
        if before is not None:
            query = query.where(col(AuditRow.id) < before)
        if user_id is not None:
            query = query.where(AuditRow.user_id == user_id)
        if action:
            query = query.where(AuditRow.action == action)
        return tuple(map(_entry, self.connection.exec(query)))

    def actions(self) -> tuple[str, ...]:
        """Return every action that there is an entry of."""
        return tuple(sorted(self.connection.exec(select(AuditRow.action).distinct())))

    def broken(self) -> Iterator[AuditEntry]:
        """Yield the entries that do not fit the one before or their own digest."""
        previous = ""
        for row in self.connection.exec(select(AuditRow).order_by(col(AuditRow.id))):
            if row.previous != previous or row.digest != _digest(row):
                yield _entry(row)
            previous = row.digest


def _digest(row: AuditRow) -> str:
    at = row.at.astimezone(UTC).isoformat()
    said = [at, row.user_id, row.actor, row.action, row.subject, row.details, row.previous]
    return sha256(canonical_json(said).encode("utf-8")).hexdigest()


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        id=numbered(row.id),
        at=row.at,
        user_id=row.user_id,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        details=row.details,
        previous=row.previous,
        digest=row.digest,
    )
