"""The Change log of a draft: one save with every word, taken back, put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import NotAllowed, PathNotFound
from pia.operations import undoing
from pia.operations.drafts import as_it_was
from pia.store.records import Draft, DraftChange
from pia.store.work import Work
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store
from pia.web.pages.drafts import current_act, number_of
from pia.web.views.drafts_head import head_of
from pia.web.views.drafts_history import WHAT, names_of
from pia.web.views.drafts_section import place_of, section_url
from pia.web.views.drafts_words import Words, whole_words

blueprint = Blueprint("drafts_undo", __name__, url_prefix="/drafts/<int:draft_id>")

_DONE = 303


@dataclass(frozen=True)
class SaveView:
    """One entry of the Change log."""

    sequence: int
    what: str
    by: str
    at: datetime
    items: tuple[Words, ...]


@blueprint.get("/saves/<int:sequence>")
@signed_in
def save(draft_id: int, sequence: int) -> ResponseReturnValue:
    """Show what everything said before a save and behind it, also what was undone since."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        change = next((c for c in work.drafts.changes(draft_id) if c.sequence == sequence), None)
        if change is None:
            raise PathNotFound("その保存はありません", hint="保存の記録から選び直してください。")
        view = _view(work, head.draft, change)
    return render_template("web/drafts/save.html", head=head, save=view)


@blueprint.get("/undo")
@needs(Role.EDITOR)
def ask(draft_id: int) -> ResponseReturnValue:
    """Show what an undo takes back, where somebody else saved it."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        newest = undoing.undoable(work.drafts.changes(draft_id))
        if newest is None:
            raise NotAllowed("取り消せる保存がありません")
        view = _view(work, head.draft, newest)
    key, at = request.args.get("key", ""), request.args.get("at", "")
    back = _back(head.draft)
    return render_template(
        "web/drafts/undo_ask.html", head=head, save=view, key=key, at=at, back=back
    )


@blueprint.post("/undo")
@needs(Role.EDITOR)
def undo(draft_id: int) -> ResponseReturnValue:
    """Take the newest save back; what somebody else saved only once that was said to be meant."""
    sequence = number_of(request.form.get("sequence", ""))
    if "sure" not in request.form and _is_of_another(draft_id, sequence):
        key, at = request.args.get("key"), request.args.get("at")
        return redirect(url_for(".ask", draft_id=draft_id, key=key, at=at), _DONE)
    draft = undoing.undo(current_act(), draft_id, sequence)
    flash("直前の保存を取り消しました。「取消しをやり直す」で元に戻せます。", "success")
    return redirect(_back(draft), _DONE)


@blueprint.post("/redo")
@needs(Role.EDITOR)
def redo(draft_id: int) -> ResponseReturnValue:
    """Put back what the newest undo took."""
    draft = undoing.redo(current_act(), draft_id, number_of(request.form.get("sequence", "")))
    flash("取り消した保存を元に戻しました。", "success")
    return redirect(_back(draft), _DONE)


def _view(work: Work, draft: Draft, change: DraftChange) -> SaveView:
    before, after = (as_it_was(work, draft, change.sequence - back) for back in (1, 0))
    return SaveView(
        sequence=change.sequence,
        what=WHAT[change.what],
        by=names_of(work, [change])[change.made_by],
        at=change.made_at,
        items=whole_words(before, after, change),
    )


def _is_of_another(draft_id: int, sequence: int) -> bool:
    """Return whether an undo takes back what somebody else saved; a stale page is told elsewhere."""
    with store().reading() as work:
        draft = work.drafts.get(draft_id)
        newest = undoing.undoable(work.drafts.changes(draft_id))
    is_fresh = draft.sequence == sequence and newest is not None
    return is_fresh and newest is not None and newest.made_by != current_actor().id


def _back(draft: Draft) -> str:
    """Return the section `key` of the address, where one is given, else the Change log."""
    if key := request.args.get("key"):
        return section_url(draft, key, at=place_of(request.args.get("at", "")))
    return url_for("drafts.show", draft_id=draft.id) + "#history"
