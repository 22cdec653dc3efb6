"""Drafts: the document as it is, its Change log, judgements on rows, steps of approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from pia.approval.states import CLOSED, DRAFT
from pia.assessment import Assessment, canonical, read_assessment
from pia.revision.judging import Judgement
from pia.store.records import Draft, DraftChange, KeptJudgement, Step
from pia.store.repository import Repository, numbered
from pia.store.tables import (
    DraftChangeRow,
    DraftPlanRow,
    DraftRow,
    JudgementRow,
    PromotionRow,
    StepRow,
    UserRow,
)

#: Before the path of an item in `promotion`, where the entry says how its rows are cut: no key of a
#: difference begins so.
_GRANULARITY = "granularity:"


@dataclass(frozen=True)
class NewStep:
    """A step to be kept; where it leads is in the draft's state."""

    action: str
    went_to: str
    digest: str
    comment: str
    details: dict[str, Any]


class Drafts(Repository):
    """Work on the way to the next edition."""

    def get(self, number: int) -> Draft:
        """Return a draft. Raises PathNotFound."""
        return _draft(self._found(DraftRow, number, "下書き"))

    def locked(self, number: int) -> Draft:
        """Return a draft that nobody else changes before this transaction ends.

        Inside `Store.writing` that is true of all that is read: one writer at a time.
        """
        return self.get(number)

    def open_of(self, dossier_id: int) -> Draft | None:
        """Return the one open draft of a 評価書, or None."""
        query = select(DraftRow).where(
            DraftRow.dossier_id == dossier_id, col(DraftRow.state).not_in(CLOSED)
        )
        row = self.connection.exec(query).first()
        return _draft(row) if row else None

    def of(self, dossier_id: int) -> tuple[Draft, ...]:
        """Return every draft of a 評価書, closed ones too, the newest first."""
        query = select(DraftRow).where(DraftRow.dossier_id == dossier_id)
        return tuple(map(_draft, self.connection.exec(query.order_by(col(DraftRow.id).desc()))))

    def add(  # noqa: PLR0913 - a draft is all of this
        self,
        dossier_id: int,
        document: Assessment,
        *,
        base_id: int | None,
        kind: str,
        by: int,
        at: datetime,
    ) -> Draft:
        """Keep a new draft."""
        row = DraftRow(
            dossier_id=dossier_id,
            base_id=base_id,
            kind=kind,
            state=DRAFT,
            document=canonical(document),
            made_by=by,
            made_at=at,
        )
        return _draft(self._kept(row))

    def change(  # noqa: PLR0913 - one entry of the log is all of this
        self, draft: Draft, document: Assessment, *, what: str, ops: Any, by: int, at: datetime
    ) -> Draft:
        """Keep a changed document with its entry in the Change log."""
        row = self._found(DraftRow, draft.id, "下書き")
        row.document, row.sequence = canonical(document), draft.sequence + 1
        entry = DraftChangeRow(
            draft_id=draft.id,
            sequence=row.sequence,
            what=what,
            ops=ops,
            made_by=by,
            made_at=at,
        )
        self._kept(entry)
        return _draft(self._kept(row))

    def plan(
        self, draft: Draft, planned_on: date | None, kind: str, *, by: int, at: datetime
    ) -> Draft:
        """Keep 公表予定日 and the kind of the coming edition, and who said so."""
        row = self._found(DraftRow, draft.id, "下書き")
        self._kept(
            DraftPlanRow(
                draft_id=draft.id, planned_on=planned_on, kind=kind, made_by=by, made_at=at
            )
        )
        row.planned_on, row.kind = planned_on, kind
        return _draft(self._kept(row))

    def changes(self, number: int, after: int = 0) -> tuple[DraftChange, ...]:
        """Return the Change log behind an entry, the oldest first."""
        query = select(DraftChangeRow).where(
            DraftChangeRow.draft_id == number, DraftChangeRow.sequence > after
        )
        rows = self.connection.exec(query.order_by(col(DraftChangeRow.sequence)))
        return tuple(
            DraftChange(r.draft_id, r.sequence, r.what, r.ops, r.made_by, r.made_at) for r in rows
        )

    def judge(self, number: int, judgement: Judgement, *, by: int, at: datetime) -> None:
        """Keep a judgement behind those there are."""
        self._kept(
            JudgementRow(
                draft_id=number,
                row=judgement.row,
                digest=judgement.digest,
                ground=judgement.ground,
                reason=judgement.reason,
                explanation=judgement.explanation,
                effective_on=judgement.effective_on,
                before=judgement.before,
                after=judgement.after,
                made_by=by,
                made_at=at,
            )
        )

    def judgements(self, number: int) -> tuple[Judgement, ...]:
        """Return every judgement on a draft's rows, the newest last."""
        return tuple(kept.judgement for kept in self.kept_judgements(number))

    def kept_judgements(self, number: int) -> tuple[KeptJudgement, ...]:
        """Return the same with who made them, and when."""
        query = (
            select(JudgementRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == JudgementRow.made_by)
            .where(JudgementRow.draft_id == number)
            .order_by(col(JudgementRow.id))
        )
        return tuple(
            KeptJudgement(_judgement(row, name), row.made_by, row.made_at)
            for row, name in self.connection.exec(query)
        )

    def promote(self, number: int, key: str, *, is_promoted: bool, by: int, at: datetime) -> None:
        """Keep that a difference is to print a row, or not any more."""
        self._kept(
            PromotionRow(draft_id=number, key=key, is_promoted=is_promoted, made_by=by, made_at=at)
        )

    def promoted(self, number: int) -> frozenset[str]:
        """Return the keys of the differences that are to print a row."""
        return frozenset(
            key
            for key, promoted in self._promotions(number).items()
            if promoted and not key.startswith(_GRANULARITY)
        )

    def cut(
        self, number: int, path: str, granularity: str | None, *, by: int, at: datetime
    ) -> None:
        """Keep how the rows of one item (id path) are cut, None for as the city says."""
        for key in [key for key, on in self._promotions(number).items() if on]:
            if key.startswith(f"{_GRANULARITY}{path}="):
                self.promote(number, key, is_promoted=False, by=by, at=at)
        if granularity is not None:
            key = f"{_GRANULARITY}{path}={granularity}"
            self.promote(number, key, is_promoted=True, by=by, at=at)

    def granularities(self, number: int) -> dict[str, str]:
        """Return the items whose rows are cut otherwise than the city says: id path → how."""
        own = (
            key.removeprefix(_GRANULARITY).rpartition("=")
            for key, on in self._promotions(number).items()
            if on and key.startswith(_GRANULARITY)
        )
        return {path: granularity for path, _, granularity in own}

    def shapers(self, number: int) -> frozenset[int]:
        """Return who said which differences print a row, or how the rows of an item are cut."""
        query = select(PromotionRow.made_by).where(PromotionRow.draft_id == number)
        return frozenset(self.connection.exec(query))

    def planners(self, number: int) -> frozenset[int]:
        """Return who set 公表予定日 or the kind of the coming edition."""
        query = select(DraftPlanRow.made_by).where(DraftPlanRow.draft_id == number)
        return frozenset(self.connection.exec(query))

    def _promotions(self, number: int) -> dict[str, bool]:
        query = select(PromotionRow).where(PromotionRow.draft_id == number)
        rows = self.connection.exec(query.order_by(col(PromotionRow.id)))
        return {row.key: row.is_promoted for row in rows}

    def explain(self, draft: Draft, purpose: str | None) -> Draft:
        """Keep why there is to be a new edition."""
        row = self._found(DraftRow, draft.id, "下書き")
        row.purpose = purpose
        return _draft(self._kept(row))

    def step(self, draft: Draft, new: NewStep, *, by: int, at: datetime) -> Draft:
        """Keep a step and the state it leads to."""
        row = self._found(DraftRow, draft.id, "下書き")
        entry = StepRow(
            draft_id=draft.id,
            action=new.action,
            came_from=row.state,
            went_to=new.went_to,
            digest=new.digest,
            comment=new.comment,
            details=new.details,
            made_by=by,
            made_at=at,
        )
        row.state = new.went_to
        self._kept(entry)
        return _draft(self._kept(row))

    def steps(self, number: int) -> tuple[Step, ...]:
        """Return the steps of a draft, the oldest first."""
        query = select(StepRow).where(StepRow.draft_id == number).order_by(col(StepRow.id))
        return tuple(map(_step, self.connection.exec(query)))


def _draft(row: DraftRow) -> Draft:
    return Draft(
        id=numbered(row.id),
        dossier_id=row.dossier_id,
        base_id=row.base_id,
        kind=row.kind,
        state=row.state,
        document=read_assessment(row.document, f"下書き{row.id}"),
        sequence=row.sequence,
        planned_on=row.planned_on,
        made_by=row.made_by,
        made_at=row.made_at,
        purpose=row.purpose or "",
    )


def _judgement(row: JudgementRow, name: str) -> Judgement:
    return Judgement(
        row=row.row,
        digest=row.digest,
        ground=row.ground,
        reason=row.reason,
        explanation=row.explanation,
        effective_on=row.effective_on,
        by=name,
        before=row.before,
        after=row.after,
    )


def _step(row: StepRow) -> Step:
    return Step(
        id=numbered(row.id),
        draft_id=row.draft_id,
        action=row.action,
        came_from=row.came_from,
        went_to=row.went_to,
        digest=row.digest,
        comment=row.comment,
        details=row.details,
        made_by=row.made_by,
        made_at=row.made_at,
    )
