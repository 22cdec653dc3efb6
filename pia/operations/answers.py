"""What a 所管課 answered: taken over by a person, or left.

An answer is kept beside what the sheet showed, so that a later edit of the same item by anybody is
seen before something is taken over, and never overwritten silently.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pia.approval.roles import Role
from pia.assessment.canonical import content_id
from pia.assessment.edit import set_stored
from pia.assessment.paths import Path, get
from pia.assessment.three_way import Together, together
from pia.errors import ChangedMeanwhile, InputRefused, PathNotFound
from pia.official import Item
from pia.official.typed import keep_typed, says_something
from pia.operations.act import Act
from pia.operations.drafts import save_in
from pia.operations.inquiries import open_draft, shown_document
from pia.store.records import Draft, Inquiry, NewProposal, Proposal
from pia.store.work import Work

#: Longest reason, in characters.
LONGEST_REASON = 4_000
_BOTH = "今の記載と合わせて取り入れました。"
_EMPTIED = "空欄にする意味の回答として取り入れました。"


@dataclass(frozen=True)
class Taken:
    """What became of answers that were to be taken over."""

    draft: Draft
    taken: int
    #: Answers whose item says something else than on the sheet by now: they still wait.
    moved: int


def accept(
    act: Act,
    draft_id: int,
    numbers: Iterable[int],
    *,
    reopen: bool = False,
    as_empty: bool = False,
) -> Taken:
    """Take answers over whose item still says what the sheet showed; the others stay waiting.

    The answers of one sheet are one save, which an undo takes back whole. With `as_empty` their
    items become empty: that is what somebody meant who wrote 「削除」.
    """
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = open_draft(work, draft_id)
        waiting = _waiting(work, draft_id, set(numbers))
        if as_empty:
            waiting = [replace(one, said=replace(one.said, value="")) for one in waiting]
        note = _EMPTIED if as_empty else ""
        taken = 0
        for inquiry in work.inquiries.of(draft_id):
            mine = [one for one in waiting if one.inquiry_id == inquiry.id]
            if mine:
                draft, fitting = _saved(act, work, draft, inquiry, mine, reopen=reopen)
                for one in fitting:
                    decide(act, work, one, note, is_accepted=True)
                taken += len(fitting)
        return Taken(draft, taken, len(waiting) - taken)


def accept_instead(  # noqa: PLR0913 - the last two are named
    act: Act, draft_id: int, number: int, seen: str, *, reopen: bool = False, both: bool = False
) -> Draft:
    """Put an answer in the place of what the item says now, which the person has `seen`.

    With `both` the item says what both changed, as `in_one` proposes. Raises ChangedMeanwhile where
    it says something else again, is gone, or does not go together.
    """
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = open_draft(work, draft_id)
        [one] = _waiting(work, draft_id, {number})
        if not seen or digest_now(draft, one.said.path) != seen:
            hint = "画面を開き直して、今の記載を確かめてください。"
            raise ChangedMeanwhile("その項目の記載がその後に変わっています", hint=hint)
        found = in_one(draft, one.said) if both else None
        if both and found is None:
            hint = "画面を開き直して、見比べてください。"
            raise ChangedMeanwhile("今の記載と回答は、一つに合わせられません", hint=hint)
        value = found.value if found else one.said.value
        ops = set_stored(draft.document, one.said.path, value)
        draft = save_in(act, work, draft, draft.document, ops, reopen=reopen).draft
        decide(act, work, one, _BOTH if both else "", is_accepted=True)
        return draft


def in_one(draft: Draft, said: NewProposal) -> Together | None:
    """Return what an item says with the answer and what somebody changed since the sheet was made.

    None where both touched the same words.
    """
    path = Path.parse(said.path)
    item = draft.document.form.find(path.pattern)
    if not isinstance(item, Item) or not digest_now(draft, said.path):
        return None
    return together(item.kind, said.base, get(draft.document.answers, path), said.value)


def decline(act: Act, draft_id: int, number: int, reason: str) -> None:
    """Leave an answer. Raises InputRefused without a reason."""
    act.actor.need(Role.EDITOR)
    kept = keep_typed(reason, "見送る理由").strip()
    if not says_something(kept):
        raise InputRefused("見送る理由がありません", hint="理由を書いてください。")
    if len(kept) > LONGEST_REASON:
        hint = f"{LONGEST_REASON:,}文字までにしてください。"
        raise InputRefused(f"見送る理由が長すぎます（{len(kept):,}文字）", hint=hint)
    with act.store.writing() as work:
        open_draft(work, draft_id)
        [one] = _waiting(work, draft_id, {number})
        decide(act, work, one, kept, is_accepted=False)


def decide(act: Act, work: Work, one: Proposal, note: str, *, is_accepted: bool) -> None:
    """Keep what became of an answer, inside a transaction."""
    work.inquiries.decide(one.id, note, is_accepted=is_accepted, **act.by)
    action = "proposal-accept" if is_accepted else "proposal-decline"
    act.note(work, action, f"inquiry {one.inquiry_id}", proposal=one.id)


def digest_now(draft: Draft, path: str) -> str:
    """Return the digest of what an item says now, "" where the thing around it is gone."""
    try:
        return content_id(get(draft.document.answers, Path.parse(path)))
    except PathNotFound:
        return ""


def _saved(  # noqa: PLR0913 - the last one is named
    act: Act, work: Work, draft: Draft, inquiry: Inquiry, mine: list[Proposal], *, reopen: bool
) -> tuple[Draft, list[Proposal]]:
    """Save what answers of one sheet ask for; return the draft and the answers that fitted."""
    base = shown_document(work, draft, inquiry)
    # A remark alone asks for no edit: its value is that of the sheet.
    ops = [op for one in mine for op in set_stored(base, one.said.path, one.said.value)]
    saved = save_in(act, work, draft, base, ops, reopen=reopen)
    fitted = [one for one in mine if not any(c.holds(one.said.path) for c in saved.conflicts)]
    return saved.draft, fitted


def _waiting(work: Work, draft_id: int, numbers: set[int]) -> list[Proposal]:
    """Return answers that wait. Raises PathNotFound, ChangedMeanwhile for one that is decided."""
    found = [one for one in work.inquiries.proposals(draft_id) if one.id in numbers]
    if len(found) < len(numbers):
        raise PathNotFound("回答が見つかりません", hint="画面を開き直してください。")
    if any(one.decision for one in found):
        hint = "画面を開き直してください。"
        raise ChangedMeanwhile("その回答は、取り入れるか見送るかが決まっています", hint=hint)
    return found
