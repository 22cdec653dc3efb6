"""What people say to each other about a draft, and what a 所管課 answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Comment:
    """One comment."""

    id: int
    draft_id: int
    #: Id path of the item, "" for the whole draft.
    path: str
    #: The first comment of its thread: its own number where it is that itself.
    thread_id: int
    body: str
    made_by: int
    #: Name of the person.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class CommentMark:
    """That a thread was settled, or opened again."""

    what: str
    note: str
    made_by: int
    #: Name of the person.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class Thread:
    """A comment with its answers; the newest mark counts."""

    comments: tuple[Comment, ...]
    marks: tuple[CommentMark, ...]

    @property
    def id(self) -> int:
        """Number of its first comment."""
        return self.comments[0].id

    @property
    def path(self) -> str:
        """Id path of the item, "" for the whole draft."""
        return self.comments[0].path

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return not self.marks or self.marks[-1].what != "resolved"


@dataclass(frozen=True)
class Inquiry:
    """A sheet that went out to a 所管課."""

    id: int
    draft_id: int
    division_id: int | None
    title: str
    note: str
    #: Id paths of the asked items.
    paths: tuple[str, ...]
    #: The entry of the Change log that the sheet shows.
    sequence: int
    due_on: date | None
    made_by: int
    #: Name of the person.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class NewProposal:
    """What a 所管課 answers for one item."""

    path: str
    #: The answer that the sheet showed, None for none.
    base: Any
    #: The answer that came back.
    value: Any
    remark: str
    answered_by: str


@dataclass(frozen=True)
class Decision:
    """What became of a proposal."""

    is_accepted: bool
    note: str
    made_by: int
    #: Name of the person.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class Proposal:
    """A kept proposal with what became of it."""

    id: int
    inquiry_id: int
    said: NewProposal
    made_by: int
    #: Name of the person who loaded the sheet.
    by: str
    made_at: datetime
    #: None while it waits.
    decision: Decision | None
