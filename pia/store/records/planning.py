"""The year: planned changes, and 見直し."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PlanEnd:
    """How a planned change ended: done or dropped."""

    what: str
    note: str
    #: Name of the person.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class PlannedChange:
    """A 重要な変更 that is to take effect on a day."""

    id: int
    dossier_id: int
    title: str
    detail: str
    effective_on: date
    made_by: int
    #: Name of the person.
    by: str
    made_at: datetime
    #: None while it is still to come.
    end: PlanEnd | None


@dataclass(frozen=True)
class ReviewWithdrawn:
    """That a 見直し was recorded by mistake."""

    reason: str
    #: Name of the person.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class YearlyReview:
    """One 見直し of the edition in public."""

    id: int
    dossier_id: int
    edition_id: int
    reviewed_on: date
    #: unchanged or to_change.
    outcome: str
    note: str
    made_by: int
    #: Name of the person.
    by: str
    made_at: datetime
    #: None while it counts.
    withdrawn: ReviewWithdrawn | None = None
