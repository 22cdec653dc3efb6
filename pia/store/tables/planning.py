"""The year: 重要な変更 that are planned, and 見直し that were done."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from pia.store.tables.columns import Table, filled, instant, key, one_of, to, within

#: How a planned change ends.
PLAN_ENDS = ("done", "dropped")
#: What a 見直し came to.
REVIEW_OUTCOMES = ("unchanged", "to_change")


class PlannedChangeRow(Table, table=True):
    """A 重要な変更 that is to take effect on a day."""

    __tablename__ = "planned_change"
    __table_args__ = filled("title")

    id: int | None = key()
    dossier_id: int = to("dossier")
    title: str
    detail: str = ""
    #: 実施（予定）日.
    effective_on: date
    made_by: int = to("account")
    made_at: datetime = instant()


class PlannedChangeEndRow(Table, table=True):
    """That a planned change was published, or given up."""

    __tablename__ = "planned_change_end"
    __table_args__ = (UniqueConstraint("planned_change_id"), one_of("what", PLAN_ENDS))

    id: int | None = key()
    planned_change_id: int = to("planned_change")
    what: str
    note: str = ""
    made_by: int = to("account")
    made_at: datetime = instant()


class YearlyReviewRow(Table, table=True):
    """A yearly 見直し: the edition in public was looked at on a day."""

    __tablename__ = "yearly_review"
    __table_args__ = (
        one_of("outcome", REVIEW_OUTCOMES),
        within("edition_id", "edition", "dossier_id"),
    )

    id: int | None = key()
    dossier_id: int = to("dossier")
    edition_id: int = Field(index=True)
    reviewed_on: date
    outcome: str
    note: str = ""
    made_by: int = to("account")
    made_at: datetime = instant()


class YearlyReviewWithdrawalRow(Table, table=True):
    """That a 見直し was recorded by mistake."""

    __tablename__ = "yearly_review_withdrawal"
    __table_args__ = (UniqueConstraint("yearly_review_id"), *filled("reason"))

    id: int | None = key()
    yearly_review_id: int = Field(foreign_key="yearly_review.id")
    reason: str
    made_by: int = to("account")
    made_at: datetime = instant()
