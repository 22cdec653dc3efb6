"""What is different from what was approved last, for a draft that was taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pia.approval.kinds import EDITION_KINDS
from pia.approval.position import LOOK_AFTER
from pia.approval.roles import Actor
from pia.approval.states import APPROVING, REVIEW
from pia.assessment import Assessment
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile
from pia.operations.act import civil_day
from pia.operations.drafts import as_it_was
from pia.operations.practice import Practice, read_practice
from pia.operations.reviewing import Review
from pia.revision import ChangeRow, compare
from pia.revision.grounds import grounds
from pia.revision.judging import judged
from pia.revision.spans import Segment, segments
from pia.revision.timing.outcomes import Judged
from pia.store.records import Draft, Step
from pia.store.work import Work
from pia.web.views.compare_rows import row_url


@dataclass(frozen=True)
class JudgedSince:
    """A row of 別添2 that is treated otherwise than when it was approved."""

    item: str
    #: Its page, "" where the row is gone.
    url: str
    #: What is different, one line each.
    says: tuple[str, ...]


@dataclass(frozen=True)
class SinceApproval:
    """What is different from what was approved last."""

    approved_at: datetime
    #: Label, before and after in one text.
    rows: tuple[tuple[str, tuple[Segment, ...]], ...] = ()
    #: Other things in one sentence each.
    notes: tuple[str, ...] = ()
    #: 提出時期, 実施（予定）日 and wording of the rows.
    judged: tuple[JudgedSince, ...] = ()
    #: Approved by whoever reads it.
    is_own: bool = False
    #: The text of then cannot be rebuilt.
    is_lost: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was approved."""
        return not (self.rows or self.notes or self.judged or self.is_lost)


def since_approval(work: Work, review: Review, actor: Actor, today: date) -> SinceApproval | None:
    """Return what changed since a person's own last approval, else since anybody's, or None.

    Only of a draft that was taken up again: what was said in the present round is about this text.
    """
    draft = review.draft
    last = _last_approval(work, draft, actor) if draft.state in ("draft", REVIEW) else None
    if last is None or "sequence" not in last.step.details:
        return None
    try:
        then = as_it_was(work, draft, int(last.step.details["sequence"]))
    except ChangedMeanwhile:
        return SinceApproval(last.made_at, is_own=last.is_own, is_lost=True)
    style = review.practice.style
    table = compare(then, draft.document, changed_on=today, as_of=today, style=style)
    return SinceApproval(
        approved_at=last.made_at,
        rows=(*((row.item, row.segments) for row in table.rows), *_purpose(review, last.step)),
        notes=tuple(_notes(review, last.step, then)),
        judged=tuple(_judged_since(work, review, last, then)),
        is_own=last.is_own,
    )


@dataclass(frozen=True)
class _Approval:
    """An approval, with the step that says where the draft stood."""

    made_at: datetime
    step: Step
    is_own: bool


def _last_approval(work: Work, draft: Draft, actor: Actor) -> _Approval | None:
    steps = {step.id: step for step in work.drafts.steps(draft.id)}
    now = max((n for n, step in steps.items() if step.action == "request"), default=0)
    own = [
        _Approval(one.made_at, steps[one.said.request_id], is_own=True)
        for one in work.routes.endorsements(draft.id)
        if one.made_by == actor.id and one.said.what != LOOK_AFTER
        if one.said.request_id != now or draft.state == "draft"
    ]
    found = [
        _Approval(step.made_at, step, is_own=step.made_by == actor.id)
        for step in steps.values()
        if step.action in APPROVING
    ]
    mine = own + [one for one in found if one.is_own]
    return max(mine or found, key=lambda one: one.made_at, default=None)


def _purpose(review: Review, step: Step) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    """Yield 理由 where it says something else; approvals of earlier programs did not keep it."""
    then, now = str(step.details.get("purpose", review.draft.purpose)), review.draft.purpose
    if then != now:
        yield "この版を作る理由", tuple(segments(then, now))


def _notes(review: Review, step: Step, then: Assessment) -> Iterator[str]:
    draft = review.draft
    planned_on = draft.planned_on.isoformat() if draft.planned_on else ""
    if planned_on != step.details.get("planned_on", ""):
        day = to_wareki(draft.planned_on) if draft.planned_on else "未定"
        yield f"公表予定日が{day}になりました。"
    if (kind := step.details.get("kind", review.kind)) != review.kind:
        was, now = EDITION_KINDS[kind], EDITION_KINDS[review.kind]
        yield f"版の種類が「{was}」から「{now}」になりました。"
    if then.withheld != draft.document.withheld:
        yield "非公表の範囲が変わりました。"
    kept = step.details.get("practice")
    if kept and kept["style"] != review.practice.as_json()["style"]:
        yield "変更箇所の表の書き方（設定）が変わりました。"


def _judged_since(
    work: Work, review: Review, last: _Approval, then: Assessment
) -> Iterator[JudgedSince]:
    """Yield the rows that are treated otherwise now than on the day and by the judgements of then."""
    before = _rows_then(work, review, last, then)
    if before is None or review.comparison is None:
        return
    for row in review.comparison.rows:
        was = before.pop(row.key, None)
        says = (
            tuple(_differs(was, row)) if was else (f"新しい行です。提出時期は{row.timing}です。",)
        )
        if says:
            yield JudgedSince(row.item, row_url(review.draft.id, review, row.key) or "", says)
    for gone in before.values():
        says = (f"この行はなくなりました。提出時期は{gone.timing}でした。",)
        yield JudgedSince(gone.item, "", says)


def _rows_then(
    work: Work, review: Review, last: _Approval, then: Assessment
) -> dict[str, ChangeRow] | None:
    base, details = review.base, last.step.details
    if base is None or base.reading.form is not then.form:
        return None
    kept = details.get("practice")
    practice: Practice = read_practice(kept) if kept else review.practice
    ruled = compare(
        base.reading,
        then,
        changed_on=civil_day(last.made_at),
        as_of=civil_day(last.made_at),
        style=practice.style,
        names=practice.names,
        promoted=work.drafts.promoted(review.draft.id),
        granularities=work.drafts.granularities(review.draft.id),
    )
    known = review.judgements[: int(details.get("judgements", 0))]
    return {row.key: row for row in judged(ruled, known).rows}


def _differs(was: ChangeRow, now: ChangeRow) -> Iterator[str]:
    """Yield what two states of one row say otherwise, besides the text of the document."""
    if was.timing != now.timing:
        yield f"提出時期：{was.timing} → {now.timing}"
    if _decision(was) != _decision(now):
        yield (
            _decision(now)
            or f"判断は今の記載には当たりません。提出時期は規則による{now.timing}です。"
        )
    if was.effective_on != now.effective_on:
        yield f"実施（予定）日：{_day(was.effective_on)} → {_day(now.effective_on)}"
    if was.explanation != now.explanation:
        yield f"提出時期に係る説明：{now.explanation}"
    if _cells(was) != _cells(now):
        worded = f"文言の修正：変更前「{now.before}」、変更後「{now.after}」"
        yield worded if now.wording else "文言の修正はなくなりました。"


def _decision(row: ChangeRow) -> str:
    """Return the judgement of a person on a row in one line, "" where there is none."""
    if not isinstance(row.decision, Judged):
        return ""
    reason = f"、理由「{row.decision.reason}」" if row.decision.reason else ""
    return f"判断：{grounds()[row.decision.rule].title}{reason}（{row.decision.by}）"


def _cells(row: ChangeRow) -> tuple[str, str] | None:
    return (row.before, row.after) if row.wording else None


def _day(day: date | None) -> str:
    return to_wareki(day) if day else "未定"
