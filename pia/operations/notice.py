"""A notice: one thing that waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Subject(StrEnum):
    """What a notice is about."""

    SENT_BACK = "sent_back"
    COMMENT = "comment"
    ANSWERS = "answers"
    TURN = "turn"
    LOOK = "look"
    LOOK_CLOSED = "look_closed"
    UNDONE = "undone"
    SUBMIT = "submit"
    PUBLISH = "publish"
    DAY = "day"
    UNSETTLED = "unsettled"
    PLAN = "plan"
    SHEET = "sheet"
    REVIEWS = "reviews"
    WANTED = "wanted"


@dataclass(frozen=True)
class Notice:
    """One thing that waits for a person."""

    subject: Subject
    #: None where no draft has to do with it.
    draft_id: int | None
    #: 評価書番号 and 事務.
    title: str
    #: What was said, "" for nothing.
    detail: str
    #: Since when it waits.
    since: datetime
    #: Id path of the item it is about, "" for the whole draft.
    path: str = ""
    #: The day that it tells of, None for no day.
    day: date | None = None
    #: The 評価書 on whose page it is begun, None where it is done elsewhere.
    dossier_id: int | None = None
