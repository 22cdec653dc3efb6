"""Drafts: start, save, undo, plan. Nothing typed is lost, nothing of others is overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from pia.approval.kinds import EDITION_KINDS
from pia.approval.roles import Role
from pia.approval.states import REVIEW, workflow
from pia.assessment import Assessment, Op, apply, inverse
from pia.assessment.edit import edited
from pia.assessment.merge import Conflict, merge
from pia.assessment.ops import op_from_json, op_to_json
from pia.assessment.value import Withheld
from pia.errors import AnswerIsNo, ChangedMeanwhile, InputRefused, NotAllowed
from pia.official.typed import keep_typed
from pia.operations.act import Act
from pia.operations.days import check_day
from pia.operations.stepping import take_step
from pia.store.records import Draft, DraftChange
from pia.store.work import Work

EDIT, UNDO, COMPLETION, WITHHELD = "edit", "undo", "completion", "withheld"
#: Signs of the reason for a new edition.
MOST_PURPOSE = 4_000


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
    return _changed(act, work, _editable(act, work, draft, reopen=False), EDIT, ops)


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
        document = _undone(document, change)
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
        draft = _editable(act, work, draft, reopen=reopen)
        draft = _changed(act, work, draft, EDIT, merged.ops)
    return Saved(draft, merged.conflicts, changed=bool(merged.ops))


def undo(act: Act, draft_id: int, sequence: int) -> Draft:
    """Take the newest save back. Raises ChangedMeanwhile where `sequence` is not the newest."""
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        if draft.sequence != sequence:
            raise ChangedMeanwhile(
                "その後に別の保存がありました", hint="画面を開き直してください。"
            )
        draft = _editable(act, work, draft, reopen=False)
        newest = undoable(work.drafts.changes(draft_id))
        if newest is None:
            raise NotAllowed("取り消せる保存がありません")
        return _take_back(act, work, draft, newest)


def undoable(changes: Sequence[DraftChange]) -> DraftChange | None:
    """Return the newest save that is neither an undo nor undone; a 補完 ends what can be undone."""
    undone = {c.ops["undid"] for c in changes if c.what == UNDO}
    standing = [c for c in changes if c.what != UNDO and c.sequence not in undone]
    return standing[-1] if standing and standing[-1].what != COMPLETION else None


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

    Raises InputRefused, NotAllowed, ChangedMeanwhile where somebody planned otherwise since a
    person looked (`seen` is the mark of then, "" asks nothing).
    """
    act.actor.need(Role.EDITOR)
    purpose = None if purpose is None else _checked_purpose(purpose)
    if kind not in EDITION_KINDS:
        raise InputRefused(
            "その版の種類はありません", hint=f"選べるのは{'・'.join(EDITION_KINDS.values())}です。"
        )
    check_day(planned_on, "公表予定日")
    with act.store.writing() as work:
        draft = _editable(act, work, work.drafts.locked(draft_id), reopen=False)
        if seen and seen != plan_seen(draft):
            hint = "今の予定と見比べて直し、もう一度保存してください。"
            raise ChangedMeanwhile("公表の予定は、ほかの人が先に変更しました", hint=hint)
        act.note(work, "draft-plan", f"draft {draft.id}", kind=kind, planned_on=str(planned_on))
        if purpose is not None:
            draft = work.drafts.explain(draft, purpose or None)
        if (planned_on, kind) == (draft.planned_on, draft.kind):
            return draft
        return work.drafts.plan(draft, planned_on, kind, **act.by)


def _checked_purpose(text: str) -> str:
    text = keep_typed(text, "この版を作る理由").strip()
    if len(text) > MOST_PURPOSE:
        hint = f"{MOST_PURPOSE:,}文字までにしてください。"
        raise InputRefused("この版を作る理由が長すぎます", where=f"{len(text):,}文字", hint=hint)
    return text


def withhold(act: Act, draft_id: int, sequence: int, parts: Iterable[Withheld]) -> Draft:
    """Replace the withheld parts. Raises ChangedMeanwhile for a stale page."""
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        if draft.sequence != sequence:
            raise ChangedMeanwhile(
                "その後に別の保存がありました", hint="画面を開き直してください。"
            )
        draft = _editable(act, work, draft, reopen=False)
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


def _editable(act: Act, work: Work, draft: Draft, *, reopen: bool) -> Draft:
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


def _take_back(act: Act, work: Work, draft: Draft, change: DraftChange) -> Draft:
    document = _undone(draft.document, change)
    act.note(work, "draft-undo", f"draft {draft.id}", sequence=change.sequence)
    if change.what == EDIT:
        _ask_again(act, work, draft, change)
    said: Any = {"undid": change.sequence, "what": change.what, "ops": change.ops}
    return work.drafts.change(draft, document, what=UNDO, ops=said, **act.by)


def _ask_again(act: Act, work: Work, draft: Draft, change: DraftChange) -> None:
    """Let the answers of a 所管課 wait again that a save had taken over.

    What was decided stays in the record; the same answer comes behind it and waits.
    """
    places = {op["at"] for op in change.ops}
    for one in work.inquiries.proposals(draft.id):
        taken = one.decision
        if taken is None or not taken.is_accepted or one.said.path not in places:
            continue
        if (taken.made_by, taken.made_at) == (change.made_by, change.made_at):
            number = work.inquiries.propose(one.inquiry_id, one.said, **act.by)
            act.note(work, "proposal-reopen", f"inquiry {one.inquiry_id}", proposal=number)


def _undone(document: Assessment, change: DraftChange) -> Assessment:
    """Return a document without one entry of the Change log, the newest it has."""
    if change.what == WITHHELD:
        return _with_parts(document, change.ops["old"])
    if change.what == UNDO:
        return _redone(document, change.ops)
    return edited(document, inverse(_ops(change)))


def _redone(document: Assessment, said: dict[str, Any]) -> Assessment:
    if said["what"] == WITHHELD:
        return _with_parts(document, said["ops"]["new"])
    return edited(document, _read_ops(said["ops"], said["undid"]))


def _ops(change: DraftChange) -> tuple[Op, ...]:
    return _read_ops(change.ops, change.sequence)


def _read_ops(said: list[Any], sequence: int) -> tuple[Op, ...]:
    return tuple(op_from_json(op, f"変更記録{sequence}") for op in said)


def _stale() -> ChangedMeanwhile:
    return ChangedMeanwhile("この画面は今の下書きのものではありません", hint="開き直してください。")


def _with_parts(document: Assessment, parts: list[dict[str, Any]]) -> Assessment:
    return replace(document, withheld=tuple(Withheld(**part) for part in parts))
