"""What is done on the page of a section: shown, saved, and what its buttons say."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.accounts.japan_time import JST
from pia.approval.roles import Role
from pia.assessment import Op, Path
from pia.assessment.edit import edited
from pia.errors import ChangedMeanwhile, NotAllowed
from pia.forms.reading import OPEN, RESTORE, Button, button_ops, read_button
from pia.forms.sections import find_section
from pia.operations import drafts, unsettled
from pia.operations.drafts import Saved
from pia.operations.editing import desk_of
from pia.operations.repeated import add_once
from pia.operations.restoring import restoring_ops
from pia.operations.unsettled import Place
from pia.store.records import Draft, UnsettledEdit
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, now, store, today
from pia.web.errors import wants_json
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act, new_id
from pia.web.pages.drafts_next import next_url_of
from pia.web.pages.drafts_section import Turn, again, opened_page, read_turn
from pia.web.pages.drafts_settle import conflict_page
from pia.web.twice import tells_twice
from pia.web.views.drafts_conflicts import Answered
from pia.web.views.drafts_head import head_of
from pia.web.views.drafts_items import stands_at
from pia.web.views.drafts_labels import label_at
from pia.web.views.drafts_map import part_lines
from pia.web.views.drafts_next import WAYS
from pia.web.views.drafts_places import nearest_spot, spots
from pia.web.views.drafts_section import (
    navigation,
    preview_url,
    printed_items,
    section_url,
)
from pia.web.views.drafts_seen import Seen

blueprint = Blueprint("drafts_edit", __name__, url_prefix="/drafts/<int:draft_id>/sections/<key>")

_DONE = 303
_DID = {
    "add": "追加しました。",
    "up": "並べ替えました。",
    "down": "並べ替えました。",
    RESTORE: "公表中の記載に戻しました。",
}
_ALSO_DISPUTED = ChangedMeanwhile(
    "ほかの人も変更した項目があります",
    hint="まず下の欄を直して保存してください。続けて、両方の記載を見比べられます。",
)


@blueprint.get("")
@signed_in
def show(draft_id: int, key: str) -> ResponseReturnValue:
    """Show a section: to be filled in, or to be read by those who may not."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        threads = work.comments.of(draft_id)
        desk = None if head.editable else desk_of(work, head.draft, today())
    document = head.draft.document
    section = find_section(document.form, document.answers, key)
    if desk is not None:
        return render_template(
            "web/drafts/read.html",
            head=head,
            section=section,
            items=printed_items(head, section, threads),
            nav=navigation(head, document, section),
            map=part_lines(draft_id, document, desk.base, desk.findings),
            preview=preview_url(draft_id, document, section),
        )
    return opened_page(head, section)


@blueprint.post("")
@needs(Role.EDITOR)
@body_limit("2MB")
@tells_twice
def save(draft_id: int, key: str) -> ResponseReturnValue:
    """Save what was filled in, then do what the button says."""
    turn = read_turn(draft_id, key, request.form)
    autosave = wants_json()
    try:
        saved = _saved(turn, reopen=turn.reopen and not autosave)
    except (NotAllowed, ChangedMeanwhile) as refused:
        if isinstance(refused, NotAllowed):  # an approval was asked for, or the draft was closed
            _note(turn, _edits_of(turn))
        if autosave:
            raise
        return again(turn, turn.seen, refused), refused.http_status
    _note(turn, [UnsettledEdit(one.at, one.mine) for one in saved.conflicts])
    if autosave:
        return _told(turn, saved, _seen_after(turn, saved))
    seen = turn.seen if saved.conflicts else _seen_after(turn, saved)
    if turn.filled.errors:  # what was refused stands on no other page
        return again(turn, seen, _ALSO_DISPUTED if saved.conflicts else None), 422
    if saved.conflicts:
        return conflict_page(
            draft_id, turn.section, turn.seen, saved.draft.sequence,
            [Answered(one) for one in saved.conflicts], reopen=turn.reopen, page=turn.page,
        ), 409  # fmt: skip
    return _pressed(turn, saved, read_button(turn.filled.typed) or Button("save"))


def _saved(turn: Turn, *, reopen: bool) -> Saved:
    return drafts.save(
        current_act(),
        turn.head.draft.id,
        turn.seen.sequence,
        turn.filled.ops,
        own=turn.seen.own,
        reopen=reopen,
    )


def _note(turn: Turn, edits: list[UnsettledEdit]) -> None:
    """Keep for its person what could not be saved: until it is settled it stands in no document."""
    place = Place(turn.head.draft.id, turn.page, turn.section.key, str(turn.seen))
    sent = [name for name in turn.filled.typed if name not in turn.filled.errors]
    unsettled.note(current_act(), place, edits, sent)


def _edits_of(turn: Turn) -> list[UnsettledEdit]:
    """Return every item that a page changes, with the answer it would have."""
    filled = edited(turn.shown, turn.filled.ops).answers
    ats = dict.fromkeys(op.at for op in turn.filled.ops)
    return [UnsettledEdit(at, stands_at(filled, Path.parse(at))) for at in ats]


def _seen_after(turn: Turn, saved: Saved) -> Seen:
    return turn.seen.after(saved, turn.shown, turn.section, turn.filled.ops)


def _told(turn: Turn, saved: Saved, seen: Seen) -> ResponseReturnValue:
    """Answer the autosave of editing.js, which leaves out from now on what is disputed."""
    document = saved.draft.document
    return jsonify(
        base=str(seen),
        saved_at=now().astimezone(JST).strftime("%H:%M:%S"),
        errors=turn.filled.errors,
        conflict=bool(saved.conflicts),
        disputed={one.at: label_at(document, one.at, short=True) for one in saved.conflicts},
    )


def _pressed(turn: Turn, saved: Saved, button: Button) -> ResponseReturnValue:
    """Do what a button says, now that the page is saved."""
    draft, key = saved.draft, turn.section.key
    if saved.changed:
        flash("保存しました。", "success")
    if button.verb == "remove":
        reopen = "1" if turn.reopen else None
        thing = button.path
        ask = url_for("drafts_remove.ask", draft_id=draft.id, key=key, thing=thing, reopen=reopen)
        return redirect(ask, _DONE)
    if button.verb == OPEN:
        return redirect(_place_url(draft, button.path, key), _DONE)
    if button.path:
        return redirect(_did(turn, saved, button), _DONE)
    if button.verb in WAYS:
        return redirect(next_url_of(draft, button.verb, turn.at, key), _DONE)
    if button.verb == "next":
        nav = navigation(turn.head, draft.document, turn.section)
        return redirect(nav.next.url if nav.next else nav.overview, _DONE)
    if not saved.changed:
        flash("変わったところはありませんでした。", "info")
    return redirect(section_url(draft, key, at=turn.at), _DONE)


def _did(turn: Turn, saved: Saved, button: Button) -> str:
    """Add, move or put back; return the address of where it stands."""
    draft, is_back = saved.draft, button.verb == RESTORE
    ops = _put_back(turn, saved, button) if is_back else button_ops(draft.document, button, new_id)
    at = ops[-1].at if ops else button.path
    if button.verb == "add":
        seen, act = turn.seen.sequence, current_act()
        saved, at = add_once(act, draft.id, draft.sequence, ops, seen=seen, reopen=turn.reopen)
    else:
        saved = drafts.save(current_act(), draft.id, draft.sequence, ops, reopen=turn.reopen)
    if saved.changed:
        flash(f"{_DID[button.verb]}「直前の保存を取り消す」で取り消せます。", "success")
    elif saved.conflicts:
        flash(
            "ほかの人が同じところを変更したため、行いませんでした。今の記載を確かめてください。",
            "warning",
        )
    else:
        flash("変わったところはありませんでした。", "info")
    return _place_url(saved.draft, at, turn.section.key)


def _place_url(draft: Draft, path: str, key: str) -> str:
    """Return where a path is written; the section `key` where it is nowhere."""
    spot = nearest_spot(spots(draft.document), path)
    return spot.url(draft.id) if spot else section_url(draft, key)


def _put_back(turn: Turn, saved: Saved, button: Button) -> tuple[Op, ...]:
    """Return the edits that give an item or a thing back as it is published."""
    with store().reading() as work:
        base = desk_of(work, turn.head.draft, today()).base
    if base is None:
        raise NotAllowed("公表中の版がないため、戻せません")
    return restoring_ops(saved.draft.document, base, button.path)
