"""Mail that waits, and up to when each person has read his notices."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from pia.store.records import Letter
from pia.store.repository import Repository, numbered
from pia.store.tables import MailRow, NoticeSeenRow


class Notices(Repository):
    """What is mailed, and what was read."""

    def seen_at(self, account_id: int) -> datetime | None:
        """Return up to when somebody has read his notices, None for never."""
        row = self.connection.get(NoticeSeenRow, account_id)
        return row.seen_at if row else None

    def see(self, account_id: int, at: datetime) -> None:
        """Keep that somebody has read his notices up to a moment."""
        row = self.connection.get(NoticeSeenRow, account_id)
        row = row or NoticeSeenRow(account_id=account_id, seen_at=at)
        row.seen_at = at
        self._kept(row)

    def write(
        self, account_id: int, address: str, subject: str, body: str, *, at: datetime
    ) -> None:
        """Keep a letter to be sent."""
        row = MailRow(
            account_id=account_id, address=address, subject=subject, body=body, made_at=at
        )
        self._kept(row)

    def waiting(self, since: datetime) -> tuple[Letter, ...]:
        """Return letters written since a moment that wait, the oldest first."""
        query = select(MailRow).where(col(MailRow.sent_at).is_(None), MailRow.made_at >= since)
        return tuple(map(_letter, self.connection.exec(query.order_by(col(MailRow.id)))))

    def newest(self, most: int = 50) -> tuple[Letter, ...]:
        """Return the newest letters, sent or not."""
        query = select(MailRow).order_by(col(MailRow.id).desc()).limit(most)
        return tuple(map(_letter, self.connection.exec(query)))

    def sent(self, number: int, at: datetime) -> None:
        """Keep that a letter was taken by the mail server."""
        row = self._found(MailRow, number, "通知のメール")
        row.sent_at, row.error, row.tries = at, "", row.tries + 1
        self._kept(row)

    def failed(self, number: int, error: str) -> None:
        """Keep what the mail server said against a letter; it goes on waiting."""
        row = self._found(MailRow, number, "通知のメール")
        row.error, row.tries = error, row.tries + 1
        self._kept(row)


def _letter(row: MailRow) -> Letter:
    return Letter(
        id=numbered(row.id),
        account_id=row.account_id,
        address=row.address,
        subject=row.subject,
        body=row.body,
        made_at=row.made_at,
        sent_at=row.sent_at,
        tries=row.tries,
        error=row.error,
    )
