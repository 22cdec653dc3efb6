"""Marking what is not published (規則13条), with a look at what the public will read."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import InputRefused
from pia.operations import drafts
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.views import drafts_withheld as views
from pia.web.views.drafts_head import Head, head_of
from pia.web.views.drafts_seen import Seen

blueprint = Blueprint("drafts_withheld", __name__, url_prefix="/drafts/<int:draft_id>/withheld")

_DONE = 303


@blueprint.get("")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """List the withheld parts, and the items to choose from."""
    head, words = _head(draft_id), request.args.get("q", "")
    document = head.draft.document
    return render_template(
        "web/drafts/withheld.html",
        head=head,
        parts=views.part_list(draft_id, document),
        sections=views.item_list(draft_id, document, words),
        words=words,
    )


@blueprint.get("/item")
@needs(Role.EDITOR)
def item(draft_id: int) -> ResponseReturnValue:
    """Show an item and ask which words of it are withheld, and why."""
    head = _head(draft_id)
    return _item_page(head, views.chosen_item(head.draft.document, request.args.get("path", "")))


@blueprint.post("/item")
@needs(Role.EDITOR)
@body_limit("2MB")
def keep(draft_id: int) -> ResponseReturnValue:
    """Show what the public will read, or withhold the words."""
    head, seen = _head(draft_id), Seen.read(request.form.get("base", ""))
    document = head.draft.document
    chosen = views.chosen_item(document, request.form.get("path", ""))
    quote, reason = request.form.get("quote", ""), request.form.get("reason", "")
    if errors := views.faults(chosen, document, quote, reason):
        return _item_page(head, chosen, errors=errors), 422
    part = views.made_part(chosen, quote, reason)
    if request.form.get("button") != "keep":
        return _item_page(head, chosen, effect=views.effect(document, part))
    drafts.withhold(current_act(), draft_id, seen.sequence, (*document.withheld, part))
    flash("非公表にしました。全文は委員会への提出用に残ります。", "success")
    return redirect(url_for("drafts_withheld.show", draft_id=draft_id), _DONE)


@blueprint.post("/remove")
@needs(Role.EDITOR)
def remove(draft_id: int) -> ResponseReturnValue:
    """Publish a part after all."""
    head, seen = _head(draft_id), Seen.read(request.form.get("base", ""))
    parts, number = head.draft.document.withheld, request.form.get("part", "")
    if number not in map(str, range(len(parts))):
        raise InputRefused("取り消すものが見つかりません", hint="画面を開き直してください。")
    left = [part for n, part in enumerate(parts) if n != int(number)]
    drafts.withhold(current_act(), draft_id, seen.sequence, left)
    flash(
        "非公表の指定を取り消しました。下書きの画面の「直前の保存を取り消す」で元に戻せます。",
        "success",
    )
    return redirect(url_for("drafts_withheld.show", draft_id=draft_id), _DONE)


def _head(draft_id: int) -> Head:
    with store().reading() as work:
        return head_of(work, draft_id, current_actor())


def _item_page(
    head: Head,
    chosen: views.Chosen,
    *,
    errors: dict[str, str] | None = None,
    effect: views.Effect | None = None,
) -> str:
    return render_template(
        "web/drafts/withheld_item.html",
        head=head,
        chosen=chosen,
        base=request.form.get("base", head.draft.sequence),
        quote=_shown(request.form.get("quote", "")),
        reason=_shown(request.form.get("reason", "")),
        errors=errors or {},
        effect=effect,
    )


def _shown(text: str) -> str:
    """Return a posted text as a page can print it: a lone surrogate cannot be."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
