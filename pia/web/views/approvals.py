"""The approval of a draft: where it stands, what is in the way, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from pia.approval.blockers import Blocker
from pia.approval.digest import short_digest
from pia.approval.states import APPROVING, workflow
from pia.assessment.asked import every_place
from pia.forms.reading import UNANSWERED
from pia.operations.approvals import shown_details
from pia.operations.reviewing import Review
from pia.store.records import Attachment, Draft
from pia.store.work import Work
from pia.web.views.comment_links import comment_url
from pia.web.views.compare_rows import row_url, section_url
from pia.web.views.drafts_head import Head, address
from pia.web.views.drafts_next import next_url

#: The way of a draft: step, the state in which it is the present one.
WAY = ("下書き", "確認", "決裁", "提出", "公表")
#: Obstacle → page and place on it where it is removed, of those that are about no item.
_PAGES = {
    "planned-on": ("drafts.show", "plan"),
    "planned-past": ("drafts.show", "plan"),
    "form-unchanged": ("drafts.show", "plan"),
    "answers": ("answers.show", None),
    "no-change": ("drafts.show", None),
}
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
class Unwritten:
    """How many items are empty that are to be filled, and the way to the first of them."""

    count: int
    url: str


@dataclass(frozen=True)
class StepView:
    """One step that was taken, or what was said at a stage."""

    made_at: datetime
    by: str
    title: str
    #: "" where the state stays.
    went_to: str
    comment: str
    details: tuple[tuple[str, str], ...]
    #: "" where the step binds nothing.
    digest: str


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


def unwritten_of(draft: Draft) -> Unwritten:
    """Return how much of a draft is empty: whoever approves sees it before they do."""
    document = draft.document
    count = sum(one.is_unanswered for one in every_place(document.form, document.answers))
    return Unwritten(count, next_url(draft.id, UNANSWERED))


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


def _blocker_url(review: Review, blocker: Blocker) -> str | None:
    draft = review.draft
    if blocker.id in _PAGES:
        page, anchor = _PAGES[blocker.id]
        return url_for(page, draft_id=draft.id, _anchor=anchor)
    if blocker.id == "outdated":
        return address("dossiers.show", dossier_id=draft.dossier_id)
    if blocker.id == "unreadable" and draft.base_id is not None:
        return address("readings.show", edition_id=draft.base_id)
    if blocker.id in ("undecided", "too-late", "wording"):
        return row_url(draft.id, review, blocker.path)
    if blocker.id == "comment":
        return comment_url(draft.id, blocker.path)
    return section_url(draft.id, draft.document, blocker.path) if blocker.path else None


def _file_url(kept: Attachment) -> str | None:
    return address("dossiers.download", dossier_id=kept.dossier_id, file_id=kept.id)
