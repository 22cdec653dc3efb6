"""Drafts: start, save, withhold. Nothing typed is lost, nothing of others is overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pia.approval.roles import Role
from pia.approval.states import REVIEW, workflow
from pia.assessment import Assessment, Op, apply, inverse
from pia.assessment.edit import edited
from pia.assessment.merge import Conflict, merge
from pia.assessment.ops import op_from_json, op_to_json
from pia.assessment.value import Withheld
from pia.errors import AnswerIsNo, ChangedMeanwhile, NotAllowed
from pia.operations.act import Act
from pia.operations.stepping import take_step
from pia.store.records import Draft, DraftChange
from pia.store.work import Work

EDIT, UNDO, REDO = "edit", "undo", "redo"
COMPLETION, WITHHELD = "completion", "withheld"


@dataclass(frozen=True)
class Saved:
    """What became of a save: the draft as it is now, and what somebody must settle."""

    draft: Draft
    conflicts: tuple[Conflict, ...]
    #: Something was written.
    changed: bool


def start(act: Act, dossier_id: int) -> Draft:
    """Open a draft on the published edition. Raises NotAllowed where one is open already."""
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        return start_in(act, work, dossier_id)


def start_in(act: Act, work: Work, dossier_id: int) -> Draft:
    """Do the same inside a transaction."""
    dossier = work.dossiers.get(dossier_id)
    if work.drafts.open_of(dossier_id):
        hint = "開いている下書きを使ってください。"
        raise NotAllowed("この評価書には開いている下書きがあります", hint=hint)
    if dossier.published_id is None:
        raise NotAllowed("公表済みの版がありません", hint="新しい評価書として作ってください。")
    edition = work.editions.get(dossier.published_id)
    draft = work.drafts.add(
        dossier_id, edition.reading, base_id=edition.id, kind="amendment", **act.by
    )
    act.note(work, "draft-start", f"draft {draft.id}", edition=edition.id)
    return draft


def edit_in(act: Act, work: Work, draft: Draft, ops: Sequence[Op]) -> Draft:
    """Edit a draft as it is inside a transaction. Raises NotAllowed where it is not open."""
    return _changed(act, work, editable(act, work, draft, reopen=False), EDIT, ops)


def as_it_was(work: Work, draft: Draft, sequence: int, own: Collection[int] = ()) -> Assessment:
    """Return a draft as it was behind an entry of its Change log. Raises ChangedMeanwhile.

    `own` are later saves that the page of one person shows as well, though not what others saved
    in between: their edits of answers are put on top.
    """
    later = work.drafts.changes(draft.id, after=sequence)
    known = {change.sequence for change in later if change.what == EDIT}
    if not 0 <= sequence <= draft.sequence or not known.issuperset(own):
        raise _stale()
    document = draft.document
    for change in reversed(later):
        document = without_change(document, change)
    try:
        return edited(document, tuple(op for c in later if c.sequence in own for op in _ops(c)))
    except AnswerIsNo as error:
        raise _stale() from error


def save(  # noqa: PLR0913 - the last two are named
    act: Act,
    draft_id: int,
    sequence: int,
    ops: Sequence[Op],
    *,
    own: Collection[int] = (),
    reopen: bool = False,
) -> Saved:
    """Save edits made on the draft as it was at `sequence` (with `own`, see `as_it_was`).

    Edits of others in between stay; where both changed one item the edit is returned as a conflict
    and the rest is saved. After a request for approval an edit is refused unless `reopen` says
    that the approval is taken back.
    """
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        base = as_it_was(work, draft, sequence, own)
        return save_in(act, work, draft, base, ops, reopen=reopen)


def save_in(  # noqa: PLR0913 - the last one is named
    act: Act, work: Work, draft: Draft, base: Assessment, ops: Sequence[Op], *, reopen: bool
) -> Saved:
    """Do the same inside a transaction, with edits made on the draft as it was in `base`."""
    merged = merge(base.answers, draft.document.answers, ops)
    if merged.ops:
        draft = editable(act, work, draft, reopen=reopen)
        draft = _changed(act, work, draft, EDIT, merged.ops)
    return Saved(draft, merged.conflicts, changed=bool(merged.ops))


def withhold(act: Act, draft_id: int, sequence: int, parts: Iterable[Withheld]) -> Draft:
    """Replace the withheld parts. Raises ChangedMeanwhile for a stale page."""
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        if draft.sequence != sequence:
            raise ChangedMeanwhile(
                "その後に別の保存がありました", hint="画面を開き直してください。"
            )
        draft = editable(act, work, draft, reopen=False)
        document = replace(draft.document, withheld=tuple(parts))
        said = {
            "old": [vars(part) for part in draft.document.withheld],
            "new": [vars(part) for part in document.withheld],
        }
        act.note(work, "draft-withhold", f"draft {draft.id}", parts=len(document.withheld))
        return work.drafts.change(draft, document, what=WITHHELD, ops=said, **act.by)


def complete(act: Act, work: Work, draft: Draft, ops: Sequence[Op]) -> None:
    """Bring a 読取りの補完 of the base into a draft, where the draft still has the old reading."""
    try:
        apply(draft.document.answers, ops)
    except AnswerIsNo:
        return
    _changed(act, work, draft, COMPLETION, ops)


def writers(work: Work, draft: Draft) -> frozenset[int]:
    """Return everybody who made, changed, judged on, planned or shaped the table of a draft.

    They may not approve it: all of that is what an approval binds, 公表予定日 too.
    """
    changed = (change.made_by for change in work.drafts.changes(draft.id))
    judged = (kept.made_by for kept in work.drafts.kept_judgements(draft.id))
    planned, shaped = work.drafts.planners(draft.id), work.drafts.shapers(draft.id)
    return planned | shaped | {draft.made_by, *changed, *judged}


def editable(act: Act, work: Work, draft: Draft, *, reopen: bool) -> Draft:
    """Return the draft in a state that may be edited. Raises NotAllowed."""
    state = workflow().states[draft.state]
    if state.editable:
        return draft
    if state.closed or not reopen:
        hint = "" if state.closed else "「承認依頼・決裁を取り消して直す」に印を付けてください。"
        raise NotAllowed(f"今の状態（{state.title}）では直せません", hint=hint)
    return take_step(act, work, draft, "recall" if draft.state == REVIEW else "reopen")


def _changed(act: Act, work: Work, draft: Draft, what: str, ops: Sequence[Op]) -> Draft:
    document = edited(draft.document, tuple(ops))
    said = [op_to_json(op) for op in ops]
    act.note(work, f"draft-{what}", f"draft {draft.id}", sequence=draft.sequence + 1)
    return work.drafts.change(draft, document, what=what, ops=said, **act.by)


def without_change(document: Assessment, change: DraftChange) -> Assessment:
    """Return a document without one entry of the Change log, the newest it has."""
    if change.what == UNDO:
        return with_change(document, original_of(change))
    original = original_of(change)
    if original.what == WITHHELD:
        return _with_parts(document, original.ops["old"])
    return edited(document, inverse(_ops(original)))


def with_change(document: Assessment, change: DraftChange) -> Assessment:
    """Return a document with a save of the Change log on top."""
    if change.what == WITHHELD:
        return _with_parts(document, change.ops["new"])
    return edited(document, _ops(change))


def original_of(change: DraftChange) -> DraftChange:
    """Return the save that an undo or a redo is about; of any other entry itself.

    Who made it and when stay those of the undo or redo.
    """
    if change.what not in (UNDO, REDO):
        return change
    said = change.ops
    return replace(change, sequence=said["undid"], what=said["what"], ops=said["ops"])


def _ops(change: DraftChange) -> tuple[Op, ...]:
    return tuple(op_from_json(op, f"変更記録{change.sequence}") for op in change.ops)


def _stale() -> ChangedMeanwhile:
    return ChangedMeanwhile("この画面は今の下書きのものではありません", hint="開き直してください。")


def _with_parts(document: Assessment, parts: list[dict[str, Any]]) -> Assessment:
    return replace(document, withheld=tuple(Withheld(**part) for part in parts))
