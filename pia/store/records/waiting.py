"""What waits for somebody at the open drafts, each without the text of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class OpenThread:
    """A thread of comments that nobody has settled."""

    id: int
    draft_id: int
    #: Id path of the item, "" for the whole draft.
    path: str
    #: Everybody who wrote in it.
    people: frozenset[int]
    #: Its newest comment.
    body: str
    made_by: int
    by: str
    made_at: datetime


@dataclass(frozen=True)
class WaitingAnswers:
    """Answers of a 所管課 to one sheet that nobody has taken over or declined."""

    draft_id: int
    title: str
    #: Who sent the sheet.
    asked_by: int
    count: int
    #: When the newest was loaded.
    at: datetime


@dataclass(frozen=True)
class OverdueSheet:
    """A sheet that did not come back by its 期限."""

    id: int
    draft_id: int
    title: str
    #: Who sent it.
    asked_by: int
    due_on: date


@dataclass(frozen=True)
class SentBack:
    """That a draft was sent back, and nobody has asked for approval since."""

    draft_id: int
    reason: str
    #: Who had asked for approval, the newest; None where that is not known.
    asked_by: int | None
    at: datetime


@dataclass(frozen=True)
class ClosedLook:
    """That an administrator closed a 後閲."""

    draft_id: int
    route_id: int
    #: From 1.
    stage: int
    #: Who had decided for another.
    deputy: int
    reason: str
    made_by: int
    #: The name of who closed it.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class UndoneSave:
    """That somebody took back the save of another, and nobody put it back."""

    draft_id: int
    #: Who had saved.
    saved_by: int
    made_by: int
    #: The name of who took it back.
    by: str
    made_at: datetime
