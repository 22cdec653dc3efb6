"""Removing a thing (委託事項2, a file): asked first, with everything that goes with it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.assessment import Path
from pia.assessment.edit import remove_thing
from pia.assessment.paths import checked, get
from pia.errors import InputRefused, PathNotFound, PiaError
from pia.forms.sections import find_section
from pia.official import Repeat
from pia.operations import drafts
from pia.revision.cells import answered_items, print_thing
from pia.web.access import needs
from pia.web.context import current_actor, store
from pia.web.pages.drafts import current_act
from pia.web.views.drafts_head import head_of
from pia.web.views.drafts_labels import label_at
from pia.web.views.drafts_section import section_url
from pia.web.views.drafts_seen import Seen

blueprint = Blueprint("drafts_remove", __name__, url_prefix="/drafts/<int:draft_id>/sections/<key>")

_DONE = 303


@blueprint.get("/remove")
@needs(Role.EDITOR)
def ask(draft_id: int, key: str) -> ResponseReturnValue:
    """Name the thing and show what goes with it."""
    return _page(draft_id, key, request.args.get("thing", ""), reopen="reopen" in request.args)


@blueprint.post("/remove")
@needs(Role.EDITOR)
def take(draft_id: int, key: str) -> ResponseReturnValue:
    """Remove it, if it still is what was shown."""
    seen, thing = Seen.read(request.form.get("base", "")), request.form.get("thing", "")
    reopen = "reopen" in request.form
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        shown = drafts.as_it_was(work, head.draft, seen.sequence)
    try:
        ops = remove_thing(shown, thing)
        saved = drafts.save(current_act(), draft_id, seen.sequence, ops, reopen=reopen)
    except PathNotFound:
        raise
    except PiaError as refused:
        return _page(draft_id, key, thing, refused, reopen=reopen), refused.http_status
    if saved.conflicts:
        hint = "下は今の内容です。消してよいか、もう一度確かめてください。"
        changed = InputRefused("ほかの人が先に中身を変更したため、削除していません", hint=hint)
        return _page(draft_id, key, thing, changed, reopen=reopen), 409
    flash(
        f"{label_at(shown, thing, short=True)}を削除しました。「直前の保存を取り消す」で元に戻せます。",
        "success",
    )
    return redirect(section_url(saved.draft, key), _DONE)


def _page(
    draft_id: int, key: str, thing: str, error: PiaError | None = None, *, reopen: bool
) -> str:
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
    document = head.draft.document
    section = find_section(document.form, document.answers, key)
    path, repeat = checked(document.form, thing)
    if not isinstance(repeat, Repeat) or path.last.at is None:
        raise InputRefused(
            "削除するものが指定されていません", hint="前の画面から選び直してください。"
        )
    value = get(document.answers, Path.parse(thing))
    return render_template(
        "web/drafts/remove.html",
        head=head,
        section=section,
        thing=thing,
        label=label_at(document, thing, short=True),
        text=print_thing(document.form, repeat, value),
        answers=len(answered_items(document.form, repeat, value)),
        base=head.draft.sequence,
        error=error,
        reopen=reopen,
    )
