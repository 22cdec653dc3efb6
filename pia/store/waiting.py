"""What waits at the open drafts, read in a few questions for all of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, union, union_all
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, func

from pia.approval.position import LOOK_AFTER, STAND_IN
from pia.approval.states import CLOSED, DRAFT, WITHDRAWN
from pia.store.records import (
    ClosedLook,
    OpenThread,
    OverdueSheet,
    SentBack,
    UndoneSave,
    WaitingAnswers,
)
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

    def overdue_sheets(self, as_of: date) -> tuple[OverdueSheet, ...]:
        """Return the sheets of open drafts whose 期限 is over and of which nothing came back."""
        answered = exists().where(col(ProposalRow.inquiry_id) == col(InquiryRow.id))
        query = (
            select_columns(
                col(InquiryRow.id),
                col(InquiryRow.draft_id),
                col(InquiryRow.title),
                col(InquiryRow.made_by),
                col(InquiryRow.due_on),
            )
            .join(DraftRow, col(DraftRow.id) == col(InquiryRow.draft_id))
            .where(_OPEN, col(InquiryRow.due_on) < as_of, ~answered)
            .order_by(col(InquiryRow.id))
        )
        return tuple(OverdueSheet(*row) for row in self.connection.execute(query))

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

        Only while a look is owed: not once somebody looked, and not when the round is over.
        """
        return self._unlooked(col(EndorsementRow.for_id) == account_id)

    def orphaned_looks(self) -> dict[int, datetime]:
        """Return the same for every switched-off account."""
        switched_off = select_columns(col(UserRow.id)).where(~col(UserRow.is_active))
        return self._unlooked(col(EndorsementRow.for_id).in_(switched_off))

    def closed_looks(self, after: datetime) -> tuple[ClosedLook, ...]:
        """Return the 後閲 that administrators closed since an instant, the oldest first.

        Such a look is kept as one for the person decided for; who looks does so for the deputy.
        """
        said = aliased(EndorsementRow)
        query = (
            select_columns(EndorsementRow, col(said.made_by), col(UserRow.display_name))
            .join(
                said,
                and_(
                    _same_stage(said),
                    col(said.digest) == col(EndorsementRow.digest),
                    col(said.for_id) == col(EndorsementRow.for_id),
                ),
            )
            .join(UserRow, col(UserRow.id) == col(EndorsementRow.made_by))
            .where(col(EndorsementRow.what) == LOOK_AFTER, col(said.what) == STAND_IN)
            .where(col(EndorsementRow.made_at) > after)
            .order_by(col(EndorsementRow.id))
        )
        return tuple(
            ClosedLook(
                *(row.draft_id, row.route_id, row.stage, deputy),
                *(row.comment, row.made_by, by, row.made_at),
            )
            for row, deputy, by in self.connection.execute(query)
        )

    def undone(self, after: datetime) -> tuple[UndoneSave, ...]:
        """Return the saves in open drafts that others took back since an instant, oldest first."""
        query = (
            select_columns(DraftChangeRow, col(UserRow.display_name))
            .join(UserRow, col(UserRow.id) == col(DraftChangeRow.made_by))
            .join(DraftRow, col(DraftRow.id) == col(DraftChangeRow.draft_id))
            .where(_OPEN, col(DraftChangeRow.what).in_(("undo", "redo")))
            .where(col(DraftChangeRow.made_at) > after)
            .order_by(col(DraftChangeRow.id))
        )
        newest = {(r.draft_id, r.ops["undid"]): (r, by) for r, by in self.connection.execute(query)}
        savers = self._savers({number for number, _ in newest})
        return tuple(
            UndoneSave(row.draft_id, savers[place], row.made_by, by, row.made_at)
            for place, (row, by) in newest.items()
            if row.what == "undo" and savers[place] != row.made_by
        )

    def _savers(self, drafts: set[int]) -> dict[tuple[int, int], int]:
        """Return who made each entry of the Change logs of some drafts."""
        if not drafts:
            return {}
        query = select_columns(
            col(DraftChangeRow.draft_id), col(DraftChangeRow.sequence), col(DraftChangeRow.made_by)
        ).where(col(DraftChangeRow.draft_id).in_(drafts))
        return {(draft, entry): by for draft, entry, by in self.connection.execute(query)}

    def _unlooked(self, which: ColumnElement[bool]) -> dict[int, datetime]:
        """Return the drafts with a 代決 that nobody looked at in the round that counts."""
        look, later = aliased(EndorsementRow), aliased(StepRow)
        looked = exists().where(
            _same_stage(look),
            col(look.what) == LOOK_AFTER,
            col(look.id) > col(EndorsementRow.id),
        )
        asked_again = exists().where(
            col(later.draft_id) == col(EndorsementRow.draft_id),
            col(later.action) == "request",
            col(later.id) > col(EndorsementRow.request_id),
        )
        newest = func.max(col(EndorsementRow.made_at), type_=Instant())
        query = (
            select_columns(col(EndorsementRow.draft_id), newest)
            .join(DraftRow, col(DraftRow.id) == col(EndorsementRow.draft_id))
            .where(col(DraftRow.state).not_in((DRAFT, WITHDRAWN)))
            .where(col(EndorsementRow.what) == STAND_IN, which, ~looked, ~asked_again)
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


def _same_stage(other: type[EndorsementRow]) -> ColumnElement[bool]:
    """Return that another voice is of the same stage of the same round."""
    return and_(
        col(other.draft_id) == col(EndorsementRow.draft_id),
        col(other.request_id) == col(EndorsementRow.request_id),
        col(other.stage) == col(EndorsementRow.stage),
    )
