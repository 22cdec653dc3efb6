"""Sheets for a 所管課 and the answers that came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import col, select

from pia.store.records import Decision, Inquiry, NewProposal, Proposal
from pia.store.repository import Repository, numbered
from pia.store.tables import InquiryRow, ProposalDecisionRow, ProposalRow, UserRow


class Inquiries(Repository):
    """What was asked of a 所管課, what it answered, and what became of that."""

    def of(self, draft_id: int) -> tuple[Inquiry, ...]:
        """Return the sheets of a draft, the newest first."""
        query = (
            select(InquiryRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == InquiryRow.made_by)
            .where(InquiryRow.draft_id == draft_id)
            .order_by(col(InquiryRow.id).desc())
        )
        return tuple(_inquiry(row, by) for row, by in self.connection.exec(query))

    def get(self, number: int) -> Inquiry:
        """Return a sheet. Raises PathNotFound."""
        row = self._found(InquiryRow, number, "照会")
        return _inquiry(row, self._found(UserRow, row.made_by, "利用者").display_name)

    def add(  # noqa: PLR0913 - a sheet is all of this
        self,
        draft_id: int,
        paths: Sequence[str],
        *,
        title: str,
        note: str,
        sequence: int,
        division_id: int | None,
        due_on: date | None,
        by: int,
        at: datetime,
    ) -> int:
        """Keep a sheet; return its number."""
        row = InquiryRow(
            draft_id=draft_id,
            division_id=division_id,
            title=title,
            note=note,
            paths=list(paths),
            sequence=sequence,
            due_on=due_on,
            made_by=by,
            made_at=at,
        )
        return numbered(self._kept(row).id)

    def propose(self, inquiry_id: int, said: NewProposal, *, by: int, at: datetime) -> int:
        """Keep an answer; return its number."""
        row = ProposalRow(inquiry_id=inquiry_id, **vars(said), made_by=by, made_at=at)
        return numbered(self._kept(row).id)

    def proposals(self, draft_id: int) -> tuple[Proposal, ...]:
        """Return every answer for a draft with what became of it, the oldest first."""
        decisions = self._decisions(draft_id)
        query = (
            select(ProposalRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == ProposalRow.made_by)
            .join(InquiryRow, col(InquiryRow.id) == ProposalRow.inquiry_id)
            .where(InquiryRow.draft_id == draft_id)
            .order_by(col(ProposalRow.id))
        )
        return tuple(
            _proposal(row, by, decisions.get(numbered(row.id)))
            for row, by in self.connection.exec(query)
        )

    def decide(
        self, proposal_id: int, note: str, *, is_accepted: bool, by: int, at: datetime
    ) -> None:
        """Keep what became of an answer; once."""
        self._kept(
            ProposalDecisionRow(
                proposal_id=proposal_id, is_accepted=is_accepted, note=note, made_by=by, made_at=at
            )
        )

    def _decisions(self, draft_id: int) -> dict[int, Decision]:
        query = (
            select(ProposalDecisionRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == ProposalDecisionRow.made_by)
            .join(ProposalRow, col(ProposalRow.id) == ProposalDecisionRow.proposal_id)
            .join(InquiryRow, col(InquiryRow.id) == ProposalRow.inquiry_id)
            .where(InquiryRow.draft_id == draft_id)
        )
        return {
            row.proposal_id: Decision(row.is_accepted, row.note, row.made_by, by, row.made_at)
            for row, by in self.connection.exec(query)
        }


def _inquiry(row: InquiryRow, by: str) -> Inquiry:
    return Inquiry(
        id=numbered(row.id),
        draft_id=row.draft_id,
        division_id=row.division_id,
        title=row.title,
        note=row.note,
        paths=tuple(row.paths),
        sequence=row.sequence,
        due_on=row.due_on,
        made_by=row.made_by,
        by=by,
        made_at=row.made_at,
    )


def _proposal(row: ProposalRow, by: str, decision: Decision | None) -> Proposal:
    return Proposal(
        id=numbered(row.id),
        inquiry_id=row.inquiry_id,
        said=NewProposal(row.path, row.base, row.value, row.remark, row.answered_by),
        made_by=row.made_by,
        by=by,
        made_at=row.made_at,
        decision=decision,
    )
