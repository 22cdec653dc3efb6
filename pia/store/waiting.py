"""What waits at the open drafts, read in a few questions for all of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, union, union_all
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, func

from pia.approval.states import CLOSED, DRAFT
from pia.store.records import OpenThread, SentBack, WaitingAnswers
from pia.store.repository import Repository
from pia.store.tables import (
    CommentMarkRow,
    CommentRow,
    DraftChangeRow,
    DraftPlanRow,
    DraftRow,
    EndorsementRow,
    InquiryRow,
    JudgementRow,
    PromotionRow,
    ProposalDecisionRow,
    ProposalRow,
    StepRow,
    UserRow,
)
from pia.store.types import Instant

_OPEN = col(DraftRow.state).not_in(CLOSED)


class WaitingThings(Repository):
    """What somebody has to look at."""

    def writers(self) -> dict[int, frozenset[int]]:
        """Return who made, changed, judged on, planned or shaped the table of each open draft."""
        made = select_columns(col(DraftRow.id), col(DraftRow.made_by)).where(_OPEN)
        later = (
            select_columns(col(table.draft_id), col(table.made_by))
            .join(DraftRow, col(DraftRow.id) == col(table.draft_id))
            .where(_OPEN)
            for table in (DraftChangeRow, DraftPlanRow, JudgementRow, PromotionRow)
        )
        found: dict[int, set[int]] = {}
        for draft_id, by in self.connection.execute(union(made, *later)):
            found.setdefault(draft_id, set()).add(by)
        return {number: frozenset(people) for number, people in found.items()}

    def sent_back(self) -> tuple[SentBack, ...]:
        """Return the drafts whose newest step sent them back."""
        query = (
            select_columns(
                col(StepRow.draft_id),
                col(StepRow.action),
                col(StepRow.comment),
                col(StepRow.made_by),
                col(StepRow.made_at),
            )
            .join(DraftRow, col(DraftRow.id) == col(StepRow.draft_id))
            .where(col(DraftRow.state) == DRAFT)
            .order_by(col(StepRow.id))
        )
        asked: dict[int, int] = {}
        found: dict[int, SentBack | None] = {}
        for draft_id, action, comment, by, at in self.connection.execute(query):
            found[draft_id] = None
            if action == "request":
                asked[draft_id] = by
            if action == "send_back":
                found[draft_id] = SentBack(draft_id, comment, asked.get(draft_id), at)
        return tuple(one for one in found.values() if one)

    def threads(self) -> tuple[OpenThread, ...]:
        """Return the threads of open drafts that wait for somebody, the oldest first."""
        settled = self._settled()
        query = (
            select_columns(CommentRow, col(UserRow.display_name))
            .join(UserRow, col(UserRow.id) == col(CommentRow.made_by))
            .join(DraftRow, col(DraftRow.id) == col(CommentRow.draft_id))
            .where(_OPEN)
            .order_by(col(CommentRow.id))
        )
        found: dict[int, OpenThread] = {}
        for row, by in self.connection.execute(query):
            number = row.thread_id or row.id
            earlier = found[number].people if number in found else frozenset()
            people = earlier | {row.made_by}
            found[number] = OpenThread(
                *(number, row.draft_id, row.path, people),
                *(row.body, row.made_by, by, row.made_at),
            )
        return tuple(one for one in found.values() if one.id not in settled)

    def answers(self) -> tuple[WaitingAnswers, ...]:
        """Return the answers of 所管課 that nobody has decided on, by sheet."""
        newest = func.max(col(ProposalRow.made_at), type_=Instant())
        query = (
            select_columns(
                col(InquiryRow.draft_id),
                col(InquiryRow.title),
                col(InquiryRow.made_by),
                func.count(),
                newest,
            )
            .join(ProposalRow, col(ProposalRow.inquiry_id) == col(InquiryRow.id))
            .join(DraftRow, col(DraftRow.id) == col(InquiryRow.draft_id))
            .outerjoin(
                ProposalDecisionRow, col(ProposalDecisionRow.proposal_id) == col(ProposalRow.id)
            )
            .where(_OPEN, col(ProposalDecisionRow.id).is_(None))
            .group_by(col(InquiryRow.id))
            .order_by(col(InquiryRow.id))
        )
        return tuple(WaitingAnswers(*row) for row in self.connection.execute(query))

    def since(self) -> dict[int, datetime]:
        """Return since when each open draft waits: its newest step, or voice on its route."""
        both = union_all(
            *(
                select_columns(col(table.draft_id), col(table.made_at))
                .join(DraftRow, col(DraftRow.id) == col(table.draft_id))
                .where(_OPEN)
                for table in (StepRow, EndorsementRow)
            )
        ).subquery()
        newest = func.max(both.c.made_at, type_=Instant())
        query = select_columns(both.c.draft_id, newest).group_by(both.c.draft_id)
        return {number: at for number, at in self.connection.execute(query)}  # noqa: C416 - a row is no pair

    def stood_in_for(self, account_id: int) -> dict[int, datetime]:
        """Return the drafts, published ones too, in which somebody decided for a person, and when.

        Left out are those that the person looked at since: there are more of them every year.
        """
        look = aliased(EndorsementRow)
        looked = exists().where(
            col(look.draft_id) == col(EndorsementRow.draft_id),
            col(look.made_by) == account_id,
            col(look.what) == "look_after",
            col(look.id) > col(EndorsementRow.id),
        )
        newest = func.max(col(EndorsementRow.made_at), type_=Instant())
        query = (
            select_columns(col(EndorsementRow.draft_id), newest)
            .where(col(EndorsementRow.for_id) == account_id, col(EndorsementRow.what) == "stand_in")
            .where(~looked)
            .group_by(col(EndorsementRow.draft_id))
        )
        return {number: at for number, at in self.connection.execute(query)}  # noqa: C416 - a row is no pair

    def orphaned_looks(self) -> dict[int, datetime]:
        """Return the drafts in which somebody decided for a switched-off account, and when.

        Left out are those where somebody looked at it since.
        """
        look = aliased(EndorsementRow)
        looked = exists().where(
            col(look.draft_id) == col(EndorsementRow.draft_id),
            col(look.stage) == col(EndorsementRow.stage),
            col(look.what) == "look_after",
            col(look.id) > col(EndorsementRow.id),
        )
        newest = func.max(col(EndorsementRow.made_at), type_=Instant())
        query = (
            select_columns(col(EndorsementRow.draft_id), newest)
            .join(UserRow, col(UserRow.id) == col(EndorsementRow.for_id))
            .where(col(EndorsementRow.what) == "stand_in", ~col(UserRow.is_active))
            .where(~looked)
            .group_by(col(EndorsementRow.draft_id))
        )
        return {number: at for number, at in self.connection.execute(query)}  # noqa: C416 - a row is no pair

    def _settled(self) -> frozenset[int]:
        """Return the threads of which the newest mark says that they are settled."""
        query = (
            select_columns(col(CommentMarkRow.comment_id), col(CommentMarkRow.what))
            .join(CommentRow, col(CommentRow.id) == col(CommentMarkRow.comment_id))
            .join(DraftRow, col(DraftRow.id) == col(CommentRow.draft_id))
            .where(_OPEN)
            .order_by(col(CommentMarkRow.id))
        )
        newest = {thread: what for thread, what in self.connection.execute(query)}  # noqa: C416 - a row is no pair
        return frozenset(thread for thread, what in newest.items() if what == "resolved")
