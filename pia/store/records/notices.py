"""Mail that waits or was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Letter:
    """One letter."""

    id: int
    account_id: int
    address: str
    subject: str
    body: str
    made_at: datetime
    #: None while it waits.
    sent_at: datetime | None
    tries: int
    #: What the mail server said last, "" for nothing.
    error: str
