"""The pages on which a draft is written: fields, things, and what two persons both changed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from pia.accounts.japan_time import JST
from pia.approval.roles import Role
from pia.assessment import Assessment, Path
from pia.errors import ChangedMeanwhile, NotAllowed, PiaError
from pia.forms.page import section_page
from pia.forms.reading import Button, Filled, button_ops, read_button, read_section
from pia.forms.sections import Section, find_section
from pia.operations import drafts
from pia.operations.drafts import Saved
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, now, store, today
from pia.web.errors import wants_json
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act, new_id
from pia.web.pages.drafts_settle import conflict_page
from pia.web.views.drafts_conflicts import Answered
from pia.web.views.drafts_head import Head, head_of
from pia.web.views.drafts_section import navigation, printed_items, section_url
from pia.web.views.drafts_seen import Seen
from pia.web.views.drafts_standing import with_standings

blueprint = Blueprint("drafts_edit", __name__, url_prefix="/drafts/<int:draft_id>/sections/<key>")

_DONE = 303
#: Fields of the page that are none of the form's.
_OURS = ("reopen",)
_ALSO_DISPUTED = ChangedMeanwhile(
    "ほかの人も変更した項目があります",
    hint="まず下の欄を直して保存してください。続けて、両方の記載を見比べられます。",
)


@dataclass(frozen=True)
class _Turn:
    """One page as it came back: the draft as the page showed it, and what was filled in."""

    head: Head
    seen: Seen
    shown: Assessment
    section: Section
    filled: Filled
    reopen: bool


@blueprint.get("")
@signed_in
def show(draft_id: int, key: str) -> ResponseReturnValue:
    """Show a section: to be filled in, or to be read by those who may not."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
    document = head.draft.document
    section = find_section(document.form, document.answers, key)
    if not head.editable:
        return render_template(
            "web/drafts/read.html",
            head=head,
            section=section,
            items=printed_items(document, section),
            nav=navigation(head, document, section),
        )
    return _page(head, Seen(head.draft.sequence), document, section)


@blueprint.post("")
@needs(Role.EDITOR)
@body_limit("2MB")
def save(draft_id: int, key: str) -> ResponseReturnValue:
    """Save what was filled in, then do what the button says."""
    turn = _read(draft_id, key)
    autosave = wants_json()
    try:
        saved = _saved(turn, reopen=turn.reopen and not autosave)
    except (NotAllowed, ChangedMeanwhile) as refused:
        if autosave:
            raise
        return _again(turn, turn.seen, refused), refused.http_status
    seen = turn.seen if saved.conflicts else _seen_after(turn, saved)
    if autosave:
        return _told(turn, saved, seen)
    if turn.filled.errors:  # what was refused stands on no other page
        return _again(turn, seen, _ALSO_DISPUTED if saved.conflicts else None), 422
    if saved.conflicts:
        return conflict_page(
            draft_id, turn.section, turn.seen, saved.draft.sequence,
            [Answered(one) for one in saved.conflicts], reopen=turn.reopen,
        ), 409  # fmt: skip
    return _pressed(turn, saved, read_button(turn.filled.typed) or Button("save"))


def _read(draft_id: int, key: str) -> _Turn:
    seen = Seen.read(request.form.get("base", ""))
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        shown = drafts.as_it_was(work, head.draft, seen.sequence, seen.own)
    section = find_section(shown.form, shown.answers, key)
    posted = MultiDict([p for p in request.form.items(multi=True) if p[0] not in _OURS])
    filled = read_section(shown, section, posted, locked_unknowns=head.locks_unknowns)
    return _Turn(head, seen, shown, section, filled, reopen="reopen" in request.form)


def _saved(turn: _Turn, *, reopen: bool) -> Saved:
    return drafts.save(
        current_act(),
        turn.head.draft.id,
        turn.seen.sequence,
        turn.filled.ops,
        own=turn.seen.own,
        reopen=reopen,
    )


def _seen_after(turn: _Turn, saved: Saved) -> Seen:
    return turn.seen.after(saved, turn.shown, turn.section, turn.filled.ops)


def _told(turn: _Turn, saved: Saved, seen: Seen) -> ResponseReturnValue:
    """Answer the autosave of editing.js."""
    return jsonify(
        base=str(seen),
        saved_at=now().astimezone(JST).strftime("%H:%M"),
        errors=turn.filled.errors,
        conflict=bool(saved.conflicts),
    )


def _pressed(turn: _Turn, saved: Saved, button: Button) -> ResponseReturnValue:
    """Do what a button says, now that the page is saved."""
    draft, key = saved.draft, turn.section.key
    if saved.changed:
        flash("保存しました。", "success")
    if button.verb == "remove":
        reopen = "1" if turn.reopen else None
        thing = button.path
        ask = url_for("drafts_remove.ask", draft_id=draft.id, key=key, thing=thing, reopen=reopen)
        return redirect(ask, _DONE)
    if button.path:
        return redirect(section_url(draft, key, _did(turn, saved, button)), _DONE)
    if button.verb == "next":
        nav = navigation(turn.head, draft.document, turn.section)
        return redirect(nav.next.url if nav.next else nav.overview, _DONE)
    if not saved.changed:
        flash("変わったところはありませんでした。", "info")
    return redirect(section_url(draft, key), _DONE)


def _did(turn: _Turn, saved: Saved, button: Button) -> str:
    """Add or move a thing; return the anchor of the page where it stands."""
    ops = button_ops(saved.draft.document, button, new_id)
    act, draft = current_act(), saved.draft
    drafts.save(act, draft.id, draft.sequence, ops, reopen=turn.reopen)
    words = "追加しました。" if button.verb == "add" else "並べ替えました。"
    flash(f"{words}下書きの画面の「直前の保存を取り消す」で元に戻せます。", "success")
    at = ops[-1].at if ops else button.path
    return f"at-{Path.parse(at)}"


def _again(turn: _Turn, seen: Seen, refusal: PiaError | None = None) -> str:
    """Return the page as it came, with everything typed."""
    with store().reading() as work:
        head = head_of(work, turn.head.draft.id, current_actor())
        shown = drafts.as_it_was(work, head.draft, seen.sequence, seen.own)
    return _page(head, seen, shown, turn.section, turn=turn, refusal=refusal)


def _page(  # noqa: PLR0913 - the last two are named
    head: Head,
    seen: Seen,
    shown: Assessment,
    section: Section,
    *,
    turn: _Turn | None = None,
    refusal: PiaError | None = None,
) -> str:
    page = section_page(
        shown.form,
        shown.answers,
        section,
        turn.filled.typed if turn else None,
        turn.filled.errors if turn else None,
        locked_unknowns=head.locks_unknowns,
        completion_url=head.completion_url,
    )
    has_base = head.draft.base_id is not None
    return render_template(
        "web/drafts/section.html",
        head=head,
        section=section,
        page=with_standings(page, shown.form, today()) if has_base else page,
        base=str(seen),
        nav=navigation(head, shown, section),
        reopen=bool(turn and turn.reopen),
        refusal=refusal,
    )
