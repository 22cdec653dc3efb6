"""Approval: request, send back, approve here or record a 決裁 from outside, withdraw, restore."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pia.approval.blockers import refuse_blocked
from pia.approval.states import APPROVING, REVIEW, Action, workflow
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations.act import Act
from pia.operations.days import check_day
from pia.operations.planning import plan_seen
from pia.operations.practice import read_practice
from pia.operations.reviewing import Review, review_in
from pia.operations.routes import (
    Standing,
    barred,
    is_one_person,
    refuse_beside,
    route_for,
    standing,
)
from pia.operations.stepping import take_step
from pia.store.attachments import NewAttachment
from pia.store.records import Draft, Step
from pia.store.work import Work

#: Acts that make more than a step: `publications` and `registrations` do them.
_ELSEWHERE = ("submit", "publish", "adopt")
#: Of one file handed in.
MOST_BYTES = 10_000_000


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
    """Do one act on a draft that makes no edition and no files.

    Raises NotAllowed (state, role, author, obstacles, a stage of the route), ChangedMeanwhile where
    the draft is no longer what the person saw, InputRefused for missing details. On a route the
    stages approve: `endorsing.endorse`.
    """
    if asked.action in _ELSEWHERE:
        raise InputRefused("提出、公表と移行の登録はそれぞれの画面で行います")
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        review = review_in(work, draft, act.today)
        if asked.action == "restore":
            _refuse_return(work, review)
        if draft.state == REVIEW:
            on = standing(work, draft, review.digest)
            refuse_beside(on, act.actor, asked.action)
        return bound_step(act, work, review, asked, "approval")


def bound_step(act: Act, work: Work, review: Review, asked: Asked, role: str) -> Draft:
    """Take a step; one that binds is refused while something blocks or the page is stale."""
    action = workflow().actions.get(asked.action)
    if action is None:
        raise InputRefused(f"「{asked.action[:40]}」という手続はありません")
    on = standing(work, review.draft, review.digest) if action.binds else None
    bound = _bound(review) | _on_route(act, work, review, on, action) if action.binds else {}
    draft = take_step(
        act,
        work,
        review.draft,
        asked.action,
        writers=barred(work, review.draft, on),
        digest=review.digest if action.binds else "",
        comment=asked.comment,
        details=_details(asked, action, act.today) | _obstacles(review, asked, action) | bound,
    )
    if action.binds:
        refuse_stale(asked.seen, review.digest, review.draft)
        refuse_blocked(review.case, asked.passed if action.weighs else None)
    if asked.file is not None:
        _keep_file(act, work, draft, asked.file, role)
    return draft


def seen_mark(digest: str, draft: Draft) -> str:
    """Return the mark of what a person looks at before an act that binds: digest and plan.

    The digest says nothing of the kind of the edition and of 理由, which are printed beside it.
    """
    return digest + plan_seen(draft)


def refuse_stale(seen: str, digest: str, draft: Draft) -> None:
    """Raise ChangedMeanwhile where a person saw another digest, or another plan beside it.

    `seen` is a `seen_mark`, or the digest alone, which asks nothing of the plan.
    """
    if seen not in (digest, seen_mark(digest, draft)):
        hint = "画面を開き直して、今の内容を確かめてください。"
        raise ChangedMeanwhile("内容がその後に変わっています", hint=hint)


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
        raise NotAllowed(f"承認の後に{_what_changed(step, review)}が変わっています", hint=hint)
    return step


def _what_changed(step: Step, review: Review) -> str:
    """Return what an approval may have been about that is different now."""
    kept, now = step.details.get("practice"), review.practice
    then = read_practice(kept) if kept else now
    if replace(then.style, sides=now.style.sides) != now.style:  # no row knows its side
        return "変更箇所の表の書き方（設定）"
    if then.names != now.names:
        return "名称の変更の一覧（設定）"
    return "内容、判断又は規則"


def _refuse_return(work: Work, review: Review) -> None:
    """Raise NotAllowed where a withdrawn draft has no place to come back to."""
    if work.drafts.open_of(review.draft.dossier_id):
        raise NotAllowed("ほかに開いている下書きがあるため、取下げを取り消せません")
    if review.case.is_outdated:
        hint = "今の公表済みの版から、新しい下書きを始めてください。"
        raise NotAllowed("取り下げた後に別の版が公表済みになっています", hint=hint)


def _details(asked: Asked, action: Action, today: date) -> dict[str, str]:
    """Return what is recorded with a step, days as ISO. Raises InputRefused naming what misses."""
    kept = {name: _detail(name, asked.details.get(name, ""), today) for name in action.fields}
    if action.weighs:
        kept["passed"] = asked.passed.strip()
    return {name: text for name, text in kept.items() if text}


def passed_obstacles(review: Review, passed: str) -> str:
    """Return what is passed with a reason, so that both can be read together later; a line each."""
    if not passed.strip():
        return ""
    return "\n".join(one.message for one in review.blockers if one.passable)


def _obstacles(review: Review, asked: Asked, action: Action) -> dict[str, str]:
    found = passed_obstacles(review, asked.passed) if action.weighs else ""
    return {"obstacles": found} if found else {}


def _detail(name: str, value: str | date, today: date) -> str:
    title = FIELDS[name]
    if name.endswith("_on") and not isinstance(value, date):
        raise InputRefused(f"{title}がありません", hint=f"例: {to_wareki(today)}")
    if isinstance(value, date):
        check_day(value, title)
        if value > today:
            raise InputRefused(f"{title}が今日より後です", where=to_wareki(value))
        return value.isoformat()
    if not value.strip() and name != "receipt":
        raise InputRefused(f"{title}がありません", hint=f"{title}を入れてください。")
    return value.strip()


def _bound(review: Review) -> dict[str, Any]:
    """Return where the draft stood when a step bound it, so that a later one can tell what changed.

    With `practice` what was published is shown as it was, whatever the city says later.
    """
    planned_on = review.draft.planned_on
    return {
        "sequence": str(review.draft.sequence),
        "judgements": str(len(review.judgements)),
        "planned_on": planned_on.isoformat() if planned_on else "",
        "kind": review.kind,
        "purpose": review.draft.purpose,
        "practice": review.practice.as_json(),
    }


def _on_route(
    act: Act, work: Work, review: Review, on: Standing | None, action: Action
) -> dict[str, Any]:
    """Return which route a step goes, what it leaves out, and whether one person does both."""
    if action.id == "request":
        route = route_for(work, review.draft)
        return {"route": route.id} if route else {}
    if on is None or action.id not in APPROVING:
        return {}
    found: dict[str, Any] = {"route": on.route_id}
    left = [place.stage.title for place in on.position.places if place.voice is None]
    if action.id == "record_approval":
        found["stages_left"] = "、".join(left)
    if is_one_person(work, review.draft, on, act.actor.id):
        found["one_person"] = on.route.reason
    return found


#: Names of what is recorded with a step and shown to people.
FIELDS = {
    "document_number": "文書番号",
    "decided_on": "決裁日",
    "office": "決裁者の職名",
    "submitted_on": "提出日",
    "receipt": "受付番号",
    "published_on": "公表日",
    "obstacles": "理由を書いて進めたこと",
    "passed": "このまま進める理由",
    "stages_left": "外部の決裁に代えた段",
    "one_person": "一人で処理する団体の設定による",
    "planned_on": "公表予定日",
}


def shown_details(step: Step) -> dict[str, str]:
    """Return the details of a step as people read them, days in 和暦."""
    shown = {}
    for name, title in FIELDS.items():
        if value := step.details.get(name):
            is_day = name.endswith("_on")
            shown[title] = to_wareki(date.fromisoformat(value)) if is_day else value
    return shown


def _keep_file(act: Act, work: Work, draft: Draft, file: HandedIn, role: str) -> None:
    if len(file.data) > MOST_BYTES:
        hint = "10MBまでのファイルにしてください。"
        raise InputRefused("ファイルが大きすぎます", where=file.file_name, hint=hint)
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
