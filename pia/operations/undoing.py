"""Saves taken back, and put back again: the Change log holds both, so that no text ever leaves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, NotAllowed
from pia.operations.act import Act
from pia.operations.drafts import (
    COMPLETION,
    EDIT,
    REDO,
    UNDO,
    editable,
    original_of,
    with_change,
    without_change,
)
from pia.store.records import Draft, DraftChange, Proposal
from pia.store.work import Work

_STALE = "その後に別の保存がありました"


def undo(act: Act, draft_id: int, sequence: int) -> Draft:
    """Take the newest save back. Raises ChangedMeanwhile where `sequence` is not the newest."""
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = _current(act, work, draft_id, sequence)
        changes = work.drafts.changes(draft_id)
        newest = undoable(changes)
        if newest is None:
            raise NotAllowed("取り消せる保存がありません")
        if newest.what == EDIT:
            _ask_again(act, work, newest, changes)
        act.note(work, "draft-undo", f"draft {draft.id}", sequence=newest.sequence)
        document = without_change(draft.document, newest)
        return work.drafts.change(draft, document, what=UNDO, ops=_said(newest), **act.by)


def redo(act: Act, draft_id: int, sequence: int) -> Draft:
    """Put back what the newest undo took. Raises ChangedMeanwhile as `undo` does."""
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = _current(act, work, draft_id, sequence)
        newest = redoable(work.drafts.changes(draft_id))
        if newest is None:
            hint = "取り消したあとに別の保存があると、やり直せません。「保存の記録」から写してください。"
            raise NotAllowed("やり直せる取消しがありません", hint=hint)
        original = original_of(newest)
        if original.what == EDIT:
            _take_again(act, work, newest)
        act.note(work, "draft-redo", f"draft {draft.id}", sequence=original.sequence)
        document = with_change(draft.document, original)
        return work.drafts.change(draft, document, what=REDO, ops=_said(original), **act.by)


def undoable(changes: Sequence[DraftChange]) -> DraftChange | None:
    """Return the newest save that is not undone; a 補完 ends what can be undone."""
    known = {change.sequence: change for change in changes}
    standing: list[DraftChange] = []
    for change in changes:
        if change.what == UNDO:
            standing.pop()
        else:
            standing.append(known[original_of(change).sequence])
    return standing[-1] if standing and standing[-1].what != COMPLETION else None


def redoable(changes: Sequence[DraftChange]) -> DraftChange | None:
    """Return the newest undo that stands; a save behind it ends what can be put back."""
    standing: list[DraftChange] = []
    for change in changes:
        if change.what == UNDO:
            standing.append(change)
        elif change.what == REDO:
            standing.pop()
        else:
            standing.clear()
    return standing[-1] if standing else None


def _current(act: Act, work: Work, draft_id: int, sequence: int) -> Draft:
    draft = work.drafts.locked(draft_id)
    if draft.sequence != sequence:
        raise ChangedMeanwhile(_STALE, hint="画面を開き直してください。")
    return editable(act, work, draft, reopen=False)


def _said(change: DraftChange) -> dict[str, Any]:
    return {"undid": change.sequence, "what": change.what, "ops": change.ops}


def _ask_again(act: Act, work: Work, change: DraftChange, log: Sequence[DraftChange]) -> None:
    """Let the answers of a 所管課 wait again that a save, or its redo, had taken over.

    What was decided stays in the record; the same answer comes behind it and waits.
    """
    done = [c for c in log if c.what != UNDO and original_of(c).sequence == change.sequence][-1]
    for one in _answers_at(work, change):
        taken = one.decision
        if taken is None or not taken.is_accepted:
            continue
        if (taken.made_by, taken.made_at) == (done.made_by, done.made_at):
            number = work.inquiries.propose(one.inquiry_id, one.said, **act.by)
            act.note(work, "proposal-reopen", f"inquiry {one.inquiry_id}", proposal=number)


def _take_again(act: Act, work: Work, undone: DraftChange) -> None:
    """Take over the answers again that wait since an undo."""
    for one in _answers_at(work, original_of(undone)):
        waits = one.decision is None
        if waits and (one.made_by, one.made_at) == (undone.made_by, undone.made_at):
            work.inquiries.decide(one.id, "", is_accepted=True, **act.by)


def _answers_at(work: Work, change: DraftChange) -> Iterator[Proposal]:
    """Yield the answers of a 所管課 at the places of a save."""
    places = {op["at"] for op in change.ops}
    return (one for one in work.inquiries.proposals(change.draft_id) if one.said.path in places)
