"""Mail that tells people what waits for them, and how far each has read."""

from __future__ import annotations

from datetime import datetime

from pia.store.tables.columns import Table, counts, filled, instant, key, to


class MailRow(Table, table=True):
    """One letter to be sent; it waits here until the mail server takes it."""

    __tablename__ = "mail"
    __table_args__ = (counts("tries", 0), *filled("address", "subject", "body"))

    id: int | None = key()
    account_id: int = to("account")
    address: str
    subject: str
    body: str
    made_at: datetime = instant()
    #: None while it waits.
    sent_at: datetime | None = instant(default=None, nullable=True)
    tries: int = 0
    #: What the mail server said last.
    error: str = ""


class NoticeSeenRow(Table, table=True):
    """Up to when somebody has read his notices."""

    __tablename__ = "notice_seen"

    account_id: int = to("account", primary_key=True)
    seen_at: datetime = instant()
