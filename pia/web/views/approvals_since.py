"""What is different from what was approved or sent back last, for a draft that was taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    """What is different from what somebody approved or sent back last."""

    said_at: datetime
    #: It was sent back, not approved.
    is_return: bool
    #: Label, before and after in one text.
    rows: tuple[tuple[str, tuple[Segment, ...]], ...] = ()
    #: Other things in one sentence each.
    notes: tuple[str, ...] = ()
    #: 提出時期, 実施（予定）日 and wording of the rows.
    judged: tuple[JudgedSince, ...] = ()
    #: Said by whoever reads it.
    is_own: bool = False
    #: The text of then cannot be rebuilt.
    is_lost: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was then."""
        return not (self.rows or self.notes or self.judged or self.is_lost)


def since_approval(work: Work, review: Review, actor: Actor, today: date) -> SinceApproval | None:
    """Return what changed since a person last approved or sent back, else since the last approval.

    None where nobody did, and of a draft that was not taken up again: what was said in the present
    round is about this text. A 差戻し by somebody else is for those who mend it alone: who has
    read nothing yet has to read all of it.
    """
    draft = review.draft
    last = _last_said(work, draft, actor) if draft.state in ("draft", REVIEW) else None
    if last is None or "sequence" not in last.step.details:
        return None
    try:
        then = as_it_was(work, draft, int(last.step.details["sequence"]))
    except ChangedMeanwhile:
        return SinceApproval(last.made_at, last.is_return, is_own=last.is_own, is_lost=True)
    style = review.practice.style
    table = compare(then, draft.document, changed_on=today, as_of=today, style=style)
    return SinceApproval(
        said_at=last.made_at,
        is_return=last.is_return,
        rows=(*((row.item, row.segments) for row in table.rows), *_purpose(review, last.step)),
        notes=tuple(_notes(review, last.step, then)),
        judged=tuple(_judged_since(work, review, last, then)),
        is_own=last.is_own,
    )


@dataclass(frozen=True)
class _Said:
    """An approval or a 差戻し, with the step that says where the draft stood."""

    made_at: datetime
    step: Step
    is_own: bool
    is_return: bool = False


def _last_said(work: Work, draft: Draft, actor: Actor) -> _Said | None:
    """Return what a person said last, else the last approval of anybody, else a 差戻し to be mended."""
    steps = work.drafts.steps(draft.id)
    asked = {step.id: step for step in steps if step.action == "request"}
    now = max(asked, default=0)
    own = [
        _Said(one.made_at, asked[one.said.request_id], is_own=True)
        for one in work.routes.endorsements(draft.id)
        if one.made_by == actor.id and one.said.what != LOOK_AFTER
        if one.said.request_id != now or draft.state == "draft"
    ]
    approved = [
        _Said(step.made_at, step, is_own=step.made_by == actor.id)
        for step in steps
        if step.action in APPROVING
    ]
    returned = [one for one in _returns(steps, actor) if one.is_own or draft.state == "draft"]
    mine = own + [one for one in (*approved, *returned) if one.is_own]
    return max(mine or approved or returned, key=lambda one: one.made_at, default=None)


def _returns(steps: Iterable[Step], actor: Actor) -> Iterator[_Said]:
    """Yield each 差戻し with the request that it was about."""
    request: Step | None = None
    for step in steps:
        if step.action == "request":
            request = step
        elif step.action == "send_back" and request is not None:
            yield _Said(step.made_at, request, step.made_by == actor.id, is_return=True)


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
    work: Work, review: Review, last: _Said, then: Assessment
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
    work: Work, review: Review, last: _Said, then: Assessment
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
