"""Where two persons changed one item: both texts are shown, and nothing is overwritten before.

What both wrote is proposed where it goes together; a person accepts it, mends it or leaves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.assessment import Assessment, Op, Path
from pia.assessment.edit import edited, set_stored
from pia.assessment.merge import Conflict
from pia.assessment.whole import set_whole
from pia.errors import InputRefused, NotAllowed, PiaError
from pia.forms.sections import Section, find_section
from pia.forms.typed import typed_text
from pia.operations import drafts
from pia.web.access import needs
from pia.web.context import current_actor, store
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.views.drafts_conflicts import (
    BOTH,
    MINE,
    NEW,
    THEIRS,
    Answered,
    disputed,
    mine_of,
    proposed,
)
from pia.web.views.drafts_head import head_of
from pia.web.views.drafts_items import stands_at
from pia.web.views.drafts_labels import label_at
from pia.web.views.drafts_section import section_url
from pia.web.views.drafts_seen import Seen

blueprint = Blueprint("drafts_settle", __name__, url_prefix="/drafts/<int:draft_id>/sections/<key>")

_DONE = 303
_UNCHOSEN = "どの記載にするかを選んでください。"
#: The button that takes every proposal whose edits stand where they were made.
_ALL_TOGETHER = "together"


def conflict_page(  # noqa: PLR0913 - the last two are named
    draft_id: int,
    section: Section,
    first: Seen,
    sequence: int,
    answered: Sequence[Answered],
    *,
    reopen: bool,
    refusal: PiaError | None = None,
) -> str:
    """Return the page that asks; `first` is what the person edited, `sequence` the draft since."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        later = [
            change
            for change in work.drafts.changes(draft_id, after=first.sequence)
            if change.sequence <= sequence and change.sequence not in first.own
        ]
        me = current_actor().id
        items = disputed(work, head.draft.document, answered, later, me)
    return render_template(
        "web/drafts/conflict.html",
        head=head,
        section=section,
        items=items,
        together=sum(1 for one in items if one.proposal and one.proposal.in_place),
        first=str(first),
        base=sequence,
        reopen=reopen,
        problems=[one for one in items if one.error],
        refusal=refusal,
    )


@blueprint.post("/settle")
@needs(Role.EDITOR)
@body_limit("8MB")
def settle(draft_id: int, key: str) -> ResponseReturnValue:
    """Save what was chosen for each item; ask again where somebody changed it once more."""
    first, base = Seen.read(request.form.get("first", "")), Seen.read(request.form.get("base", ""))
    reopen = "reopen" in request.form
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        edited_on = drafts.as_it_was(work, head.draft, first.sequence, first.own)
        now = drafts.as_it_was(work, head.draft, base.sequence)
    section = find_section(edited_on.form, edited_on.answers, key)
    answered = _answered(edited_on, now)
    if any(one.error for one in answered):
        page = conflict_page(draft_id, section, first, base.sequence, answered, reopen=reopen)
        return page, 422
    ops = _all_ops(edited_on, now, answered)
    try:
        saved = drafts.save(current_act(), draft_id, base.sequence, ops, reopen=reopen)
    except NotAllowed as refused:
        page = conflict_page(
            draft_id, section, first, base.sequence, answered, reopen=reopen, refusal=refused
        )
        return page, refused.http_status
    if saved.conflicts:
        again = [Answered(one) for one in saved.conflicts]
        return conflict_page(
            draft_id, section, base, saved.draft.sequence, again, reopen=reopen
        ), 409
    flash(
        "選んだとおりに保存しました。" if saved.changed else "ほかの人の記載のままにしました。",
        "success",
    )
    return redirect(section_url(saved.draft, key), _DONE)


def _answered(edited_on: Assessment, now: Assessment) -> list[Answered]:
    """Return the items of the page as they came back."""
    ats = [name.removeprefix("at-") for name in request.form if name.startswith("at-")]
    return [_one(edited_on, now, n) for n in ats]


def _one(edited_on: Assessment, now: Assessment, n: str) -> Answered:
    at, chosen = request.form[f"at-{n}"], request.form.get(f"choice-{n}", "")
    label, path = label_at(now, at), Path.parse(at)
    mine = mine_of(request.form.get(f"mine-{n}", ""), label)
    conflict = Conflict(at, stands_at(edited_on.answers, path), mine, stands_at(now.answers, path))
    rewritten = request.form.get(f"text-{n}")
    if not chosen and request.form.get("button") == _ALL_TOGETHER:
        both = proposed(now, conflict)
        chosen = BOTH if both and both.in_place else ""
    if chosen not in (THEIRS, MINE, BOTH, NEW):
        return Answered(conflict, "", rewritten, _UNCHOSEN)
    answered = Answered(conflict, chosen, rewritten)
    try:
        edited(now, _ops(edited_on, now, answered))
    except InputRefused as refused:
        return Answered(conflict, chosen, rewritten, refused.sentence())
    return answered


def _all_ops(edited_on: Assessment, now: Assessment, answered: Sequence[Answered]) -> list[Op]:
    """Return the edits of all choices, each of the draft as the ones before leave it."""
    found: list[Op] = []
    for one in answered:
        ops = _ops(edited_on, now, one)
        found += ops
        now = edited(now, ops)
    return found


def _ops(edited_on: Assessment, now: Assessment, answered: Answered) -> tuple[Op, ...]:
    """Return the edits of the draft as it is that a choice asks for. Raises InputRefused."""
    conflict = answered.conflict
    if answered.chosen == THEIRS:
        return ()
    if Path.parse(conflict.at).last.at is not None:
        position = _position(edited_on, conflict.at)
        return set_whole(now, conflict.at, conflict.mine, position)
    return set_stored(now, conflict.at, _value(now, answered))


def _value(now: Assessment, answered: Answered) -> Any:
    """Return the answer of an item that a choice means. Raises InputRefused."""
    conflict = answered.conflict
    if answered.chosen == NEW:
        old = conflict.theirs if isinstance(conflict.theirs, str) else None
        return typed_text(answered.rewritten or "", old, "")
    if answered.chosen == BOTH:
        both = proposed(now, conflict)
        if both is None:
            raise InputRefused("合わせた案がありません", hint="別の記載を選んでください。")
        return both.value
    return conflict.mine


def _position(edited_on: Assessment, at: str) -> int:
    """Return where a thing stood when the person wrote, behind all others where it did not."""
    path = Path.parse(at)
    things = stands_at(edited_on.answers, path.whole()) or []
    ids = [thing["@id"] for thing in things]
    return ids.index(path.last.at) + 1 if path.last.at in ids else len(ids) + 1
