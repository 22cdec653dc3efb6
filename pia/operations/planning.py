"""The plan of a draft: 公表予定日, the kind of the coming edition, and why there is to be one."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from pia.approval.kinds import EDITION_KINDS
from pia.approval.roles import Role
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile, InputRefused
from pia.official.typed import keep_typed
from pia.operations.act import Act
from pia.operations.days import check_day
from pia.operations.drafts import editable
from pia.store.records import Draft
from pia.store.work import Work

#: Signs of the reason for a new edition.
MOST_PURPOSE = 4_000


def plan_seen(draft: Draft) -> str:
    """Return the mark of a plan as a person looks at it: another plan has another mark."""
    said = f"{draft.planned_on}\n{draft.kind}\n{draft.purpose}"
    return sha256(said.encode("utf-8")).hexdigest()[:16]


def plan(  # noqa: PLR0913 - what a plan consists of, and what of it was seen
    act: Act,
    draft_id: int,
    planned_on: date | None,
    kind: str,
    purpose: str | None = None,
    *,
    seen: str = "",
) -> Draft:
    """Set 公表予定日, the kind of the coming edition, and why there is to be one (None: as it is).

    A plan that says what is planned already is no act: nothing is kept of it. Raises InputRefused,
    NotAllowed, ChangedMeanwhile where somebody planned otherwise since a person looked (`seen` is
    the mark of then, "" asks nothing).
    """
    act.actor.need(Role.EDITOR)
    if kind not in EDITION_KINDS:
        raise InputRefused(
            "その版の種類はありません", hint=f"選べるのは{'・'.join(EDITION_KINDS.values())}です。"
        )
    check_planned_on(planned_on)
    wanted = None if purpose is None else checked_purpose(purpose)
    with act.store.writing() as work:
        draft = editable(act, work, work.drafts.locked(draft_id), reopen=False)
        if seen and seen != plan_seen(draft):
            hint = "今の予定と見比べて直し、もう一度保存してください。"
            raise ChangedMeanwhile("公表の予定は、ほかの人が先に変更しました", hint=hint)
        _refuse_before_base(work, draft, planned_on)
        before = draft
        if wanted is not None and wanted != draft.purpose:
            draft = work.drafts.explain(draft, wanted or None)
        if (planned_on, kind) != (draft.planned_on, draft.kind):
            draft = work.drafts.plan(draft, planned_on, kind, **act.by)
        if draft != before:
            act.note(work, "draft-plan", f"draft {draft.id}", kind=kind, planned_on=str(planned_on))
        return draft


def _refuse_before_base(work: Work, draft: Draft, planned_on: date | None) -> None:
    """Raise InputRefused for a day before the 公表日 of the edition that the draft stands on."""
    if planned_on is None or draft.base_id is None:
        return
    base = work.editions.get(draft.base_id)
    if planned_on < base.published_on:
        raise InputRefused(
            f"公表予定日が、もとにした版の公表日（{to_wareki(base.published_on)}）より前です",
            where=to_wareki(planned_on),
            hint="年を確かめてください。",
        )


def check_planned_on(day: date | None) -> None:
    """Raise InputRefused for a 公表予定日 that is a slip of the pen."""
    check_day(day, "公表予定日")


def checked_purpose(text: str) -> str:
    """Return the reason for an edition as it is kept. Raises InputRefused."""
    text = keep_typed(text, "この版を作る理由").strip()
    if len(text) > MOST_PURPOSE:
        hint = f"{MOST_PURPOSE:,}文字までにしてください。"
        raise InputRefused("この版を作る理由が長すぎます", where=f"{len(text):,}文字", hint=hint)
    return text
