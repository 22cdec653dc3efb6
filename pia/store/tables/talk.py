"""What people say to each other about a draft: comments, sheets for the 所管課, their answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint

from pia.store.tables.columns import Table, counts, filled, instant, json_value, key, one_of, to

#: What may be said of a thread.
COMMENT_MARKS = ("resolved", "reopened")


class CommentRow(Table, table=True):
    """A comment on an item of a draft, or on the whole; an answer names the one it answers."""

    __tablename__ = "comment"
    __table_args__ = filled("body")

    id: int | None = key()
    draft_id: int = to("draft")
    #: Id path of the item, "" for the whole draft.
    path: str = ""
    #: The first comment of its thread, None where it is that itself.
    thread_id: int | None = to("comment", default=None, nullable=True)
    body: str
    made_by: int = to("account")
    made_at: datetime = instant()


class CommentMarkRow(Table, table=True):
    """That a thread is settled, or open again; the newest counts."""

    __tablename__ = "comment_mark"
    __table_args__ = (one_of("what", COMMENT_MARKS),)

    id: int | None = key()
    #: The first comment of the thread.
    comment_id: int = to("comment")
    what: str
    note: str = ""
    made_by: int = to("account")
    made_at: datetime = instant()


class InquiryRow(Table, table=True):
    """A sheet with some items of a draft that went out to a 所管課."""

    __tablename__ = "inquiry"
    __table_args__ = (counts("sequence", 0), *filled("title"))

    id: int | None = key()
    draft_id: int = to("draft")
    division_id: int | None = to("division", default=None, nullable=True)
    title: str
    #: What the 所管課 is asked to look at.
    note: str = ""
    #: Id paths of the asked items, in the order of the form.
    paths: Any = json_value()
    #: The draft as the sheet shows it: the newest entry of its Change log then.
    sequence: int
    due_on: date | None = None
    made_by: int = to("account")
    made_at: datetime = instant()


class ProposalRow(Table, table=True):
    """One answer of a 所管課: what an item should say; nothing of the draft changes by it."""

    __tablename__ = "proposal"
    __table_args__ = filled("path")

    id: int | None = key()
    inquiry_id: int = to("inquiry")
    path: str
    #: The answer that the sheet showed, and the one that came back; None for nothing.
    base: Any = json_value(default=None, nullable=True)
    value: Any = json_value(default=None, nullable=True)
    remark: str = ""
    #: Who filled the sheet in, as it says.
    answered_by: str = ""
    made_by: int = to("account")
    made_at: datetime = instant()


class ProposalDecisionRow(Table, table=True):
    """That a proposal was taken into the draft, or not."""

    __tablename__ = "proposal_decision"
    __table_args__ = (UniqueConstraint("proposal_id"),)

    id: int | None = key()
    proposal_id: int = to("proposal")
    is_accepted: bool
    note: str = ""
    made_by: int = to("account")
    made_at: datetime = instant()
