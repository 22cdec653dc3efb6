"""Approval: request, send back, approve here or record a 決裁 from outside, withdraw, restore."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pia.approval.blockers import refuse_blocked
from pia.approval.states import workflow
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations.act import Act
from pia.operations.drafts import writers
from pia.operations.reviewing import Review, review_in
from pia.operations.stepping import take_step
from pia.store.attachments import NewAttachment
from pia.store.records import Draft, Step
from pia.store.work import Work

#: Steps that bind what was approved.
APPROVING = ("approve", "record_approval")


@dataclass(frozen=True)
class HandedIn:
    """A file that comes with a step."""

    file_name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Asked:
    """An act on a draft as a person asks for it."""

    action: str
    #: The digest of what the person saw; "" where the act binds nothing.
    seen: str = ""
    comment: str = ""
    #: Reason for passing the obstacles that may be passed.
    passed: str = ""
    #: 文書番号, 職名, 受付番号; days as dates.
    details: dict[str, str | date] = field(default_factory=dict)
    file: HandedIn | None = None


def act_on(act: Act, draft_id: int, asked: Asked) -> Draft:
    """Do one act on a draft that neither submits nor publishes it.

    Raises NotAllowed (state, role, author, obstacles), ChangedMeanwhile where the draft is no
    longer what the person saw, InputRefused for missing details.
    """
    if asked.action in ("submit", "publish"):
        raise InputRefused("提出と公表はそれぞれの画面で行います")
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        if asked.action == "restore" and work.drafts.open_of(draft.dossier_id):
            raise NotAllowed("ほかに開いている下書きがあるため、取下げを取り消せません")
        return bound_step(act, work, review_in(work, draft, act.today), asked, "approval")


def bound_step(act: Act, work: Work, review: Review, asked: Asked, role: str) -> Draft:
    """Take a step; one that binds is refused while something blocks or the page is stale."""
    action = workflow().actions.get(asked.action)
    binds = action is not None and action.binds
    if binds and asked.seen != review.digest:
        hint = "画面を開き直して、今の内容を確かめてください。"
        raise ChangedMeanwhile("内容がその後に変わっています", hint=hint)
    draft = take_step(
        act,
        work,
        review.draft,
        asked.action,
        writers=writers(work, review.draft),
        digest=review.digest if binds else "",
        comment=asked.comment,
        details=_details(asked, action.fields if action else ()),
    )
    if action is not None and action.binds:
        refuse_blocked(review.case, asked.passed if action.weighs else None)
    if asked.file is not None:
        _keep_file(act, work, draft, asked.file, role)
    return draft


def approved_step(work: Work, draft: Draft) -> Step:
    """Return the step that approved a draft, the newest. Raises NotAllowed where there is none."""
    steps = [step for step in work.drafts.steps(draft.id) if step.action in APPROVING]
    if not steps:
        raise NotAllowed("決裁がまだありません", hint="先に承認を受けてください。")
    return steps[-1]


def refuse_unapproved(work: Work, review: Review) -> Step:
    """Return the approving step. Raises NotAllowed where the content is not what was approved."""
    step = approved_step(work, review.draft)
    if step.digest != review.digest:
        hint = "差し戻して、もう一度承認を受けてください。"
        raise NotAllowed("承認の後に内容、判断又は規則が変わっています", hint=hint)
    return step


def _details(asked: Asked, needed: tuple[str, ...]) -> dict[str, str]:
    """Return what is recorded with a step, days as ISO. Raises InputRefused naming what misses."""
    for name in needed:
        if name != "receipt" and not str(asked.details.get(name, "")).strip():
            raise InputRefused(
                f"{FIELDS[name]}がありません", hint=f"{FIELDS[name]}を入れてください。"
            )
    kept = {name: str(value).strip() for name, value in asked.details.items() if str(value).strip()}
    return kept | ({"passed": asked.passed.strip()} if asked.passed.strip() else {})


#: Names of what is recorded with a step.
FIELDS = {
    "document_number": "文書番号",
    "decided_on": "決裁日",
    "office": "決裁者の職名",
    "submitted_on": "提出日",
    "receipt": "受付番号",
    "published_on": "公表日",
    "passed": "このまま進める理由",
}


def shown_details(step: Step) -> dict[str, str]:
    """Return the details of a step as people read them, days in 和暦."""
    shown = {}
    for name, value in step.details.items():
        is_day = name.endswith("_on")
        shown[FIELDS.get(name, name)] = to_wareki(date.fromisoformat(value)) if is_day else value
    return shown


def _keep_file(act: Act, work: Work, draft: Draft, file: HandedIn, role: str) -> None:
    new = NewAttachment(
        dossier_id=draft.dossier_id,
        role=role,
        file_name=file.file_name,
        media_type=file.media_type,
        data=file.data,
        draft_id=draft.id,
    )
    kept = work.attachments.add(new, **act.by)
    act.note(work, "file-keep", f"attachment {kept.id}", sha256=kept.sha256)
