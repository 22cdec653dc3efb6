"""What of a draft prints a row of its change table, and how the rows of one item are cut.

A row made here is a row like any other: judged by the rules, and bound by the approval.
"""

from __future__ import annotations

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations.act import Act
from pia.operations.reviewing import Review, review_in
from pia.revision import ChangeRow
from pia.revision.comparison import GROUP
from pia.revision.style import GRANULARITIES
from pia.store.records import Draft
from pia.store.work import Work


def promote(act: Act, draft_id: int, key: str, *, is_promoted: bool) -> Review:
    """Let a difference that no rule prints be a row, or not any more; return the review with it.

    Raises ChangedMeanwhile where there is no such difference (any more), NotAllowed outside 下書き.
    """
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = _open_draft(work, draft_id)
        known = _promotable(review_in(work, draft, act.today))
        known = known if is_promoted else work.drafts.promoted(draft_id)
        if key not in known:
            raise _gone("その違いはもうありません")
        work.drafts.promote(draft_id, key, is_promoted=is_promoted, **act.by)
        act.note(work, "row-promote", f"draft {draft_id}", is_promoted=is_promoted)
        return review_in(work, draft, act.today)


def cut(act: Act, draft_id: int, path: str, granularity: str) -> Review:
    """Let the rows of one item be cut as a whole, by block or by sentence; "" as the city says.

    Raises ChangedMeanwhile where no text at that id path differs (any more), InputRefused for an
    unknown way, NotAllowed outside 下書き.
    """
    act.actor.need(Role.EDITOR)
    if granularity and granularity not in GRANULARITIES:
        raise InputRefused("行の分け方を選んでください", hint="一覧から選んでください。")
    with act.store.writing() as work:
        draft = _open_draft(work, draft_id)
        comparison = review_in(work, draft, act.today).comparison
        rows = comparison.rows if comparison else ()
        if not any(may_be_cut(row) and row.id_paths[0] == path for row in rows):
            raise _gone("その項目の行はもうありません")
        work.drafts.cut(draft_id, path, granularity or None, **act.by)
        act.note(work, "row-cut", f"draft {draft_id}", path=path, granularity=granularity)
        return review_in(work, draft, act.today)


def may_be_cut(row: ChangeRow) -> bool:
    """Return whether the item of a row is a text, which may print one row or several."""
    return row.mode != GROUP and not row.has_choices


def _promotable(review: Review) -> frozenset[str]:
    parts = review.comparison.unprinted if review.comparison else ()
    return frozenset(part.key for part in parts if part.is_promotable)


def _open_draft(work: Work, draft_id: int) -> Draft:
    draft = work.drafts.locked(draft_id)
    if draft.state != "draft":
        hint = "差し戻すか、依頼を取り消してから変えてください。"
        raise NotAllowed("承認を依頼した後は表の行を変えられません", hint=hint)
    return draft


def _gone(message: str) -> ChangedMeanwhile:
    return ChangedMeanwhile(message, hint="変更箇所の画面を開き直してください。")
