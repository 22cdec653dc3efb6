"""The year: planned changes, and 見直し."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from pia.approval.states import PUBLISHED
from pia.store.records import PlanEnd, PlannedChange, ReviewWithdrawn, YearlyReview
from pia.store.repository import Repository, numbered
from pia.store.tables import (
    DraftRow,
    JudgementRow,
    PlannedChangeEndRow,
    PlannedChangeRow,
    UserRow,
    YearlyReviewRow,
    YearlyReviewWithdrawalRow,
)


class Planning(Repository):
    """What is to come, and what was looked at."""

    def changes(self) -> tuple[PlannedChange, ...]:
        """Return every planned change, ended ones too, by the day it takes effect."""
        query = (
            select(PlannedChangeRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == PlannedChangeRow.made_by)
            .order_by(col(PlannedChangeRow.effective_on), col(PlannedChangeRow.id))
        )
        ends = self._ends()
        return tuple(
            _change(row, by, ends.get(numbered(row.id))) for row, by in self.connection.exec(query)
        )

    def get(self, number: int) -> PlannedChange:
        """Return a planned change. Raises PathNotFound."""
        row = self._found(PlannedChangeRow, number, "予定している変更")
        by = self._found(UserRow, row.made_by, "利用者").display_name
        return _change(row, by, self._ends().get(number))

    def plan(  # noqa: PLR0913 - a planned change is all of this
        self,
        dossier_id: int,
        title: str,
        detail: str,
        effective_on: date,
        *,
        by: int,
        at: datetime,
    ) -> int:
        """Keep a planned change; return its number."""
        row = PlannedChangeRow(
            dossier_id=dossier_id,
            title=title,
            detail=detail,
            effective_on=effective_on,
            made_by=by,
            made_at=at,
        )
        return numbered(self._kept(row).id)

    def end(self, number: int, what: str, note: str, *, by: int, at: datetime) -> None:
        """Keep how a planned change ended; once."""
        row = PlannedChangeEndRow(
            planned_change_id=number, what=what, note=note, made_by=by, made_at=at
        )
        self._kept(row)

    def reviews(self) -> tuple[YearlyReview, ...]:
        """Return every 見直し, the newest day first, withdrawn ones too."""
        query = (
            select(YearlyReviewRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == YearlyReviewRow.made_by)
            .order_by(col(YearlyReviewRow.reviewed_on).desc(), col(YearlyReviewRow.id).desc())
        )
        withdrawn = self._withdrawn()
        return tuple(
            _review(row, by, withdrawn.get(numbered(row.id)))
            for row, by in self.connection.exec(query)
        )

    def counted_reviews(self) -> tuple[YearlyReview, ...]:
        """Return every 見直し that counts, the newest day first."""
        return tuple(one for one in self.reviews() if one.withdrawn is None)

    def review(  # noqa: PLR0913 - a 見直し is all of this
        self,
        dossier_id: int,
        edition_id: int,
        reviewed_on: date,
        outcome: str,
        note: str,
        *,
        by: int,
        at: datetime,
    ) -> int:
        """Keep a 見直し; return its number."""
        row = YearlyReviewRow(
            dossier_id=dossier_id,
            edition_id=edition_id,
            reviewed_on=reviewed_on,
            outcome=outcome,
            note=note,
            made_by=by,
            made_at=at,
        )
        return numbered(self._kept(row).id)

    def withdraw_review(self, number: int, reason: str, *, by: int, at: datetime) -> None:
        """Keep that a 見直し was recorded by mistake; once."""
        row = YearlyReviewWithdrawalRow(
            yearly_review_id=number, reason=reason, made_by=by, made_at=at
        )
        self._kept(row)

    def published_days(self) -> frozenset[tuple[int, date]]:
        """Return the 実施（予定）日 of rows that were published, each with its 評価書."""
        newest = select(func.max(col(JudgementRow.id))).group_by(
            col(JudgementRow.draft_id), col(JudgementRow.row)
        )
        query = (
            select_columns(col(DraftRow.dossier_id), col(JudgementRow.effective_on))
            .join(DraftRow, col(DraftRow.id) == col(JudgementRow.draft_id))
            .where(col(DraftRow.state) == PUBLISHED, col(JudgementRow.id).in_(newest))
        )
        return frozenset((one, day) for one, day in self.connection.execute(query) if day)

    def _withdrawn(self) -> dict[int, ReviewWithdrawn]:
        query = select(YearlyReviewWithdrawalRow, UserRow.display_name).join(
            UserRow, col(UserRow.id) == YearlyReviewWithdrawalRow.made_by
        )
        return {
            row.yearly_review_id: ReviewWithdrawn(row.reason, by, row.made_at)
            for row, by in self.connection.exec(query)
        }

    def _ends(self) -> dict[int, PlanEnd]:
        query = select(PlannedChangeEndRow, UserRow.display_name).join(
            UserRow, col(UserRow.id) == PlannedChangeEndRow.made_by
        )
        return {
            row.planned_change_id: PlanEnd(row.what, row.note, by, row.made_at)
            for row, by in self.connection.exec(query)
        }


def _change(row: PlannedChangeRow, by: str, end: PlanEnd | None) -> PlannedChange:
    return PlannedChange(
        id=numbered(row.id),
        dossier_id=row.dossier_id,
        title=row.title,
        detail=row.detail,
        effective_on=row.effective_on,
        made_by=row.made_by,
        by=by,
        made_at=row.made_at,
        end=end,
    )


def _review(row: YearlyReviewRow, by: str, withdrawn: ReviewWithdrawn | None) -> YearlyReview:
    return YearlyReview(
        id=numbered(row.id),
        dossier_id=row.dossier_id,
        edition_id=row.edition_id,
        reviewed_on=row.reviewed_on,
        outcome=row.outcome,
        note=row.note,
        made_by=row.made_by,
        by=by,
        made_at=row.made_at,
        withdrawn=withdrawn,
    )
