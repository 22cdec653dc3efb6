"""Work on the way: drafts, their Change log, judgements, steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pia.assessment import Assessment
from pia.revision.judging import Judgement


@dataclass(frozen=True)
class Draft:
    """A draft as it is now."""

    id: int
    dossier_id: int
    base_id: int | None
    kind: str
    state: str
    document: Assessment
    #: Number of the newest entry of the Change log.
    sequence: int
    planned_on: date | None
    made_by: int
    made_at: datetime
    #: Why there is to be a new edition, "" where nobody said.
    purpose: str = ""


@dataclass(frozen=True)
class DraftChange:
    """One entry of a draft's Change log."""

    draft_id: int
    sequence: int
    what: str
    #: Ops as JSON; withheld parts before and after for `withheld`.
    ops: Any
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class KeptJudgement:
    """A judgement on a row with who made it, and when."""

    judgement: Judgement
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class Step:
    """One step from state to state."""

    id: int
    draft_id: int
    action: str
    came_from: str
    went_to: str
    digest: str
    comment: str
    details: dict[str, Any]
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class UnsettledEdit:
    """One item, or whole thing, that somebody else changed too: what a person wrote of it."""

    at: str
    #: The answer as it would be stored.
    mine: Any
    #: What was chosen on the page of two texts, "" for nothing yet.
    chosen: str = ""
    #: What was typed there, None where it was never shown.
    text: str | None = None


@dataclass(frozen=True)
class Unsettled:
    """What waits until its person settles or discards it."""

    id: int
    draft_id: int
    page: str
    section: str
    seen: str
    edits: tuple[UnsettledEdit, ...]
    made_by: int
    made_at: datetime
