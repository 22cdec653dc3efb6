"""Who acts, when, on which store: the first argument of every operation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pia.accounts.japan_time import JST
from pia.approval.roles import Actor
from pia.store.work import Store, Work


def civil_day(at: datetime) -> date:
    """Return the day of an instant in Japan."""
    return at.astimezone(JST).date()


@dataclass(frozen=True)
class Act:
    """One act of one person. The doors read the clock; nothing below them does."""

    store: Store
    actor: Actor
    #: The instant, with its zone.
    at: datetime
    #: The civil day in Japan.
    today: date

    @property
    def by(self) -> dict[str, Any]:
        """Who and when, as the repositories keep it."""
        return {"by": self.actor.id, "at": self.at}

    def note(self, work: Work, action: str, subject: str, **details: Any) -> None:
        """Write the audit. `details` hold numbers, names and digests, never text of a document."""
        work.audit.add(
            action,
            subject,
            at=self.at,
            user_id=self.actor.id,
            actor=self.actor.name,
            details=details,
        )
