"""Decisions of people on rows: confirm, override with a reason, 実施日, cells worded anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.official.typed import keep_typed
from pia.operations.act import Act
from pia.operations.days import check_day
from pia.operations.reviewing import Review, review_in
from pia.revision import ChangeRow
from pia.revision.cells import NOTHING
from pia.revision.judging import Judgement, check_judgement

#: Longest cell that a person words anew, in characters.
LONGEST_CELL = 20_000


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
        check_ground(row, judgement)
        check_effective(judgement.effective_on)
        said = _with_cells(row, replace(judgement, by=act.actor.display_name))
        work.drafts.judge(draft_id, said, **act.by)
        worded = said.before is not None or said.after is not None
        act.note(
            work, "row-judge", f"draft {draft_id}", row=row.key, ground=said.ground, worded=worded
        )
        return review_in(work, draft, act.today)


def worded_cell(text: str | None, rendered: str, title: str) -> str | None:
    """Return a cell as a person words it, None where the words of the engine stand.

    Raises InputRefused for an empty one, one without any letter or digit, and one that is too long:
    「—」 says that nothing stands there.
    """
    if text is None:
        return None
    kept = keep_typed(text, title).strip()
    if kept == rendered.strip():
        return None
    if kept != NOTHING and not any(sign.isalnum() for sign in kept):
        hint = f"何も記載がないことは「{NOTHING}」と書きます。"
        raise InputRefused(f"{title}に言葉がありません", hint=hint)
    if len(kept) > LONGEST_CELL:
        hint = f"{LONGEST_CELL:,}文字までにしてください。"
        raise InputRefused(f"{title}が長すぎます（{len(kept):,}文字）", hint=hint)
    return kept


def _with_cells(row: ChangeRow, judgement: Judgement) -> Judgement:
    before = worded_cell(judgement.before, row.before, "変更前の記載")
    after = worded_cell(judgement.after, row.after, "変更後の記載")
    return replace(judgement, before=before, after=after)


def check_effective(day: date | None) -> None:
    """Raise InputRefused for a 実施（予定）日 that cannot be."""
    check_day(day, "実施（予定）日")


def check_ground(row: ChangeRow, judgement: Judgement) -> None:
    """Raise InputRefused for a ground that does not fit, and for words without a judgement."""
    check_judgement(row, judgement)
    if judgement.ground is None and (judgement.reason.strip() or judgement.explanation.strip()):
        hint = "判断の根拠を選んでください。"
        raise InputRefused("理由又は説明の文言だけでは判断になりません", hint=hint)
