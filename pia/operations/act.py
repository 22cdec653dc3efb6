"""Who acts, when, on which store: the first argument of every operation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from pia.accounts.japan_time import JST
from pia.approval.roles import Actor
from pia.store.records import Draft
from pia.store.work import Store, Work


def civil_day(at: datetime) -> date:
    """Return the day of an instant in Japan."""
    return at.astimezone(JST).date()


class Letters(Protocol):
    """Tells people by mail, in the transaction of the act; an installation without mail has none."""

    def stepped(self, act: Act, work: Work, draft: Draft, action: str) -> None:
        """Write to those who come next after a step of a draft."""

    def commented(self, act: Act, work: Work, draft: Draft, people: Iterable[int]) -> None:
        """Write to the writers of a draft and to the people of a thread."""

    def look_closed(self, act: Act, work: Work, draft: Draft, people: Iterable[int]) -> None:
        """Write to those whom a 後閲 concerned that an administrator closed."""


@dataclass(frozen=True)
class Act:
    """One act of one person. The doors read the clock; nothing below them does."""

    store: Store
    actor: Actor
    #: The instant, with its zone.
    at: datetime
    #: The civil day in Japan.
    today: date
    letters: Letters | None = None

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
