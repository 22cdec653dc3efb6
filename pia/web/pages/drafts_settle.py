"""Where two persons changed one item: both texts are shown, and nothing is overwritten before.

What both wrote is proposed where it goes together; a person accepts it, mends it or leaves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.accounts.japan_time import JST
from pia.approval.roles import Role
from pia.assessment import Assessment, Op, Path
from pia.assessment.edit import edited, set_stored
from pia.assessment.merge import Conflict
from pia.assessment.whole import set_whole
from pia.errors import InputRefused, NotAllowed, PiaError
from pia.forms.sections import Section, find_section
from pia.forms.typed import typed_text
from pia.operations import drafts, unsettled
from pia.operations.unsettled import Place
from pia.store.records import UnsettledEdit
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
from pia.web.views.drafts_unsettled import page_name

blueprint = Blueprint("drafts_settle", __name__, url_prefix="/drafts/<int:draft_id>/sections/<key>")

_DONE = 303
_UNCHOSEN = "どの記載にするかを選んでください。"
#: The button that takes every proposal whose edits stand where they were made.
_ALL_TOGETHER = "together"


def conflict_page(  # noqa: PLR0913 - the last three are named
    draft_id: int,
    section: Section,
    first: Seen,
    sequence: int,
    answered: Sequence[Answered],
    *,
    reopen: bool,
    page: str,
    refusal: PiaError | None = None,
) -> str:
    """Return the page that asks; `first` is what the person edited, `sequence` the draft since.

    `page` is the name of the page on which they did.
    """
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
        page_name=page,
        reopen=reopen,
        problems=[one for one in items if one.error],
        refusal=refusal,
    )


@blueprint.get("/settle")
@needs(Role.EDITOR)
def ask(draft_id: int, key: str) -> ResponseReturnValue:
    """Show what waits once more: of the page that the address names, else of the newest."""
    wanted = request.args.get("page")
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        entries = work.unsettled.of(current_actor().id, draft_id)
        found = (one for one in entries if one.section == key and wanted in (None, one.page))
        entry = next(found, None)
        if entry is None or head.state.closed:
            return redirect(url_for("unsaved.show") if entry else section_url(head.draft, key))
        first = Seen.read(entry.seen)
        edited_on = drafts.as_it_was(work, head.draft, first.sequence, first.own)
    now, section = head.draft.document, find_section(edited_on.form, edited_on.answers, key)
    answered = [
        Answered(_conflict(edited_on, now, one.at, one.mine), one.chosen, one.text)
        for one in entry.edits
    ]
    return conflict_page(
        draft_id, section, first, head.draft.sequence, answered, reopen=False, page=entry.page
    )


@blueprint.post("/settle")
@needs(Role.EDITOR)
@body_limit("8MB")
def settle(draft_id: int, key: str) -> ResponseReturnValue:
    """Save what was chosen for each item; ask again where somebody changed it once more."""
    first, base = Seen.read(request.form.get("first", "")), Seen.read(request.form.get("base", ""))
    reopen, place = "reopen" in request.form, _place(draft_id, key, first)
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        edited_on = drafts.as_it_was(work, head.draft, first.sequence, first.own)
        now = drafts.as_it_was(work, head.draft, base.sequence)
    section = find_section(edited_on.form, edited_on.answers, key)
    answered = _answered(edited_on, now)
    asked = partial(conflict_page, draft_id, section, reopen=reopen, page=place.page)
    if any(one.error for one in answered):
        unsettled.settle(current_act(), place, _edits(answered))
        return asked(first, base.sequence, answered), 422
    ops = _all_ops(edited_on, now, answered)
    try:
        saved = drafts.save(current_act(), draft_id, base.sequence, ops, reopen=reopen)
    except NotAllowed as refused:
        unsettled.settle(current_act(), place, _edits(answered))
        return asked(first, base.sequence, answered, refusal=refused), refused.http_status
    again = [Answered(one) for one in saved.conflicts]
    unsettled.settle(current_act(), replace(place, seen=str(base)), _edits(again))
    if again:
        return asked(base, saved.draft.sequence, again), 409
    flash(
        "選んだとおりに保存しました。" if saved.changed else "ほかの人の記載のままにしました。",
        "success",
    )
    return redirect(section_url(saved.draft, key), _DONE)


@blueprint.post("/settle/keep")
@needs(Role.EDITOR)
@body_limit("8MB")
def keep(draft_id: int, key: str) -> ResponseReturnValue:
    """Keep what settling.js sends while somebody chooses and types; nothing is saved by it."""
    place = _place(draft_id, key, Seen.read(request.form.get("first", "")))
    unsettled.write_on(current_act(), place, [_written(n) for n in _numbers()])
    return jsonify(kept_at=current_act().at.astimezone(JST).strftime("%H:%M"))


def _place(draft_id: int, key: str, first: Seen) -> Place:
    return Place(draft_id, page_name(request.form.get("page", "")), key, str(first))


def _numbers() -> list[str]:
    """Return the numbers of the items of the page."""
    return [name.removeprefix("at-") for name in request.form if name.startswith("at-")]


def _written(n: str) -> UnsettledEdit:
    """Return what stands on the page of one item. Raises InputRefused."""
    at, text = request.form[f"at-{n}"], request.form.get(f"text-{n}")
    mine = mine_of(request.form.get(f"mine-{n}", ""), at)
    return UnsettledEdit(str(Path.parse(at)), mine, request.form.get(f"choice-{n}", ""), text)


def _edits(answered: Sequence[Answered]) -> list[UnsettledEdit]:
    return [
        UnsettledEdit(one.conflict.at, one.conflict.mine, one.chosen, one.rewritten)
        for one in answered
    ]


def _conflict(edited_on: Assessment, now: Assessment, at: str, mine: Any) -> Conflict:
    path = Path.parse(at)
    return Conflict(at, stands_at(edited_on.answers, path), mine, stands_at(now.answers, path))


def _answered(edited_on: Assessment, now: Assessment) -> list[Answered]:
    """Return the items of the page as they came back."""
    return [_one(edited_on, now, n) for n in _numbers()]


def _one(edited_on: Assessment, now: Assessment, n: str) -> Answered:
    at, chosen = request.form[f"at-{n}"], request.form.get(f"choice-{n}", "")
    mine = mine_of(request.form.get(f"mine-{n}", ""), label_at(now, at))
    conflict = _conflict(edited_on, now, at, mine)
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
