"""Decisions of people on rows of the change table: confirm, override with a reason, 実施日."""

from __future__ import annotations

from dataclasses import replace

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations.act import Act
from pia.operations.days import check_day
from pia.operations.reviewing import Review, review_in
from pia.revision.judging import Judgement, check_judgement


def judge(act: Act, draft_id: int, judgement: Judgement) -> Review:
    """Keep a decision on one row of a draft and return the review with it.

    Raises ChangedMeanwhile where the row says something else by now, InputRefused for a ground
    that does not fit, NotAllowed outside 下書き: what was asked for approval holds its decisions.
    """
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        if draft.state != "draft":
            hint = "差し戻すか、依頼を取り消してから判断を変えてください。"
            raise NotAllowed("承認を依頼した後は判断を変えられません", hint=hint)
        row = review_in(work, draft, act.today).ruled_row(judgement.row)
        if row is None or row.digest != judgement.digest:
            hint = "画面を開き直して、今の記載を確かめてください。"
            raise ChangedMeanwhile("その行の記載はその後に変わっています", hint=hint)
        check_judgement(row, judgement)
        check_day(judgement.effective_on, "実施（予定）日")
        _refuse_idle_words(judgement)
        work.drafts.judge(draft_id, replace(judgement, by=act.actor.display_name), **act.by)
        act.note(work, "row-judge", f"draft {draft_id}", row=row.key, ground=judgement.ground)
        return review_in(work, draft, act.today)


def _refuse_idle_words(judgement: Judgement) -> None:
    """Raise InputRefused for a reason or a wording without the judgement they belong to."""
    if judgement.ground is None and (judgement.reason.strip() or judgement.explanation.strip()):
        hint = "判断の根拠を選んでください。"
        raise InputRefused("理由又は説明の文言だけでは判断になりません", hint=hint)
