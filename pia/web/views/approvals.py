"""The approval of a draft: where it stands, what is in the way, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from pia.approval.blockers import Blocker
from pia.approval.digest import short_digest
from pia.approval.position import LOOK_AFTER
from pia.approval.roles import Actor
from pia.approval.states import APPROVING, REVIEW, workflow
from pia.assessment import Assessment
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile
from pia.operations.approvals import shown_details
from pia.operations.drafts import as_it_was
from pia.operations.reviewing import Review
from pia.revision import compare
from pia.revision.spans import Segment
from pia.store.records import Attachment, Draft, Step
from pia.store.work import Work
from pia.web.views.comment_links import comment_url
from pia.web.views.compare_rows import row_url, section_url
from pia.web.views.drafts_head import Head, address

#: The way of a draft: step, the state in which it is the present one.
WAY = ("下書き", "確認", "決裁", "提出", "公表")
_PLACES = {"draft": 1, "review": 2, "approved": 3, "submitted": 4, "published": 5}


@dataclass(frozen=True)
class BlockerView:
    """One obstacle with the page on which it is removed."""

    message: str
    hint: str
    url: str | None
    #: The approver may pass it with a reason.
    passable: bool
    #: The approver did: the draft is still as it was approved.
    passed: bool = False


@dataclass(frozen=True)
class StepView:
    """One step that was taken."""

    made_at: datetime
    by: str
    title: str
    went_to: str
    comment: str
    details: tuple[tuple[str, str], ...]
    #: "" where the step binds nothing.
    digest: str


@dataclass(frozen=True)
class SinceApproval:
    """What is different from what was approved last."""

    approved_at: datetime
    #: Label, before and after in one text.
    rows: tuple[tuple[str, tuple[Segment, ...]], ...]
    #: Other things in one sentence each.
    notes: tuple[str, ...]
    #: Approved by whoever reads it.
    is_own: bool = False
    #: The text of then cannot be rebuilt.
    is_lost: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was approved."""
        return not (self.rows or self.notes or self.is_lost)


@dataclass(frozen=True)
class FileView:
    """A file that was handed in."""

    name: str
    url: str | None
    made_at: datetime


def way_of(head: Head) -> tuple[list[tuple[str, str]], int]:
    """Return the steps with their addresses, and which of them is the present one (0: none)."""
    number = head.draft.id
    urls = {
        "下書き": url_for("drafts.show", draft_id=number),
        "確認": url_for("compare.show", draft_id=number),
        "公表": "#publication",
    }
    return [(title, urls.get(title, "")) for title in WAY], _PLACES.get(head.state.id, 0)


def blocker_views(work: Work, review: Review) -> Iterator[BlockerView]:
    """Yield what stands in the way, each with where to remove it."""
    is_approved = _is_as_approved(work, review)
    for blocker in review.blockers:
        yield BlockerView(
            message=blocker.message,
            hint=blocker.hint,
            url=_blocker_url(review, blocker),
            passable=blocker.passable,
            passed=blocker.passable and is_approved,
        )


def _is_as_approved(work: Work, review: Review) -> bool:
    """Return whether an approval stands that was given to exactly what the draft is now."""
    if review.draft.state not in ("approved", "submitted"):
        return False
    steps = [step for step in work.drafts.steps(review.draft.id) if step.action in APPROVING]
    return bool(steps) and steps[-1].digest == review.digest


def step_views(work: Work, draft_id: int) -> tuple[StepView, ...]:
    """Return the steps of a draft, the newest first."""
    table = workflow()
    names = {user.id: user.display_name for user in work.users.all()}
    return tuple(
        StepView(
            made_at=step.made_at,
            by=names[step.made_by],
            title=table.actions[step.action].title,
            went_to=table.states[step.went_to].title,
            comment=step.comment,
            details=tuple(shown_details(step).items()),
            digest=short_digest(step.digest),
        )
        for step in reversed(work.drafts.steps(draft_id))
    )


def file_views(work: Work, draft: Draft) -> tuple[FileView, ...]:
    """Return the files handed in with steps of a draft, the newest first."""
    mine = [kept for kept in work.attachments.of(draft.dossier_id) if kept.draft_id == draft.id]
    return tuple(FileView(kept.file_name, _file_url(kept), kept.made_at) for kept in mine)


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
        return SinceApproval(last.made_at, (), (), is_own=last.is_own, is_lost=True)
    style = review.practice.style
    table = compare(then, draft.document, changed_on=today, as_of=today, style=style)
    rows = tuple((row.item, row.segments) for row in table.rows)
    notes = tuple(_notes(review, last.step, then))
    return SinceApproval(last.made_at, rows, notes, is_own=last.is_own)


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


def _notes(review: Review, step: Step, then: Assessment) -> Iterator[str]:
    draft = review.draft
    planned_on = draft.planned_on.isoformat() if draft.planned_on else ""
    if planned_on != step.details.get("planned_on", ""):
        day = to_wareki(draft.planned_on) if draft.planned_on else "未定"
        yield f"公表予定日が{day}になりました。"
    if then.withheld != draft.document.withheld:
        yield "非公表の範囲が変わりました。"
    kept = step.details.get("practice")
    if kept and kept["style"] != review.practice.as_json()["style"]:
        yield "変更箇所の表の書き方（設定）が変わりました。"
    if count := len(review.judgements) - int(step.details.get("judgements", 0)):
        yield f"提出時期の判断が{count}件加わりました。"


def _blocker_url(review: Review, blocker: Blocker) -> str | None:
    draft = review.draft
    if blocker.id == "planned-on":
        return url_for("drafts.show", draft_id=draft.id, _anchor="plan")
    if blocker.id == "unreadable" and draft.base_id is not None:
        return address("readings.show", edition_id=draft.base_id)
    if blocker.id in ("undecided", "too-late", "wording"):
        return row_url(draft.id, review, blocker.path)
    if blocker.id == "comment":
        return comment_url(draft.id, blocker.path)
    if blocker.path:
        return section_url(draft.id, draft.document, blocker.path)
    return url_for("drafts.show", draft_id=draft.id) if blocker.id == "no-change" else None


def _file_url(kept: Attachment) -> str | None:
    return address("dossiers.download", dossier_id=kept.dossier_id, file_id=kept.id)
