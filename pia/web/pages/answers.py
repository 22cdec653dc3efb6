"""The answers of a 所管課: taken over into the draft, one by one or together, or left."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound, PiaError
from pia.operations import answers
from pia.operations.answers import Taken
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.views import answers as views
from pia.web.views.answers import Attempt
from pia.web.views.drafts_head import head_of

blueprint = Blueprint("answers", __name__, url_prefix="/drafts/<int:draft_id>/answers")

_DONE = 303
#: Longest number of an answer that a page sends.
_DIGITS = 9


@blueprint.get("")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show the answers that wait; `show=all` the decided ones too."""
    return _page(draft_id)


@blueprint.post("")
@needs(Role.EDITOR)
def accept_all(draft_id: int) -> ResponseReturnValue:
    """Take over the answers that the page showed, as far as nobody changed their items."""
    numbers = [
        int(n) for n in request.form.getlist("answer") if n.isdecimal() and len(n) <= _DIGITS
    ]
    try:
        taken = answers.accept(current_act(), draft_id, numbers, reopen="reopen" in request.form)
    except (NotAllowed, ChangedMeanwhile) as refused:
        return _page(draft_id, error=refused), refused.http_status
    _say(taken)
    return redirect(url_for("answers.show", draft_id=draft_id), _DONE)


@blueprint.post("/<int:number>")
@needs(Role.EDITOR)
@body_limit("1MB")
def decide(draft_id: int, number: int) -> ResponseReturnValue:
    """Take one answer over, put it in the place of what the item says now, or leave it."""
    try:
        _decide(draft_id, number, request.form.get("button", ""))
    except PathNotFound:
        raise  # there is no such answer to show it at
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        reason = request.form.get("reason", "").encode("utf-16", "surrogatepass")
        attempt = Attempt(number, reason.decode("utf-16", "replace"), refused)
        return _page(draft_id, attempt), refused.http_status
    return redirect(url_for("answers.show", draft_id=draft_id), _DONE)


def _decide(draft_id: int, number: int, button: str) -> None:
    act, reopen = current_act(), "reopen" in request.form
    if button == "decline":
        answers.decline(act, draft_id, number, request.form.get("reason", ""))
        flash("回答を見送りました。", "success")
    elif button in ("instead", "both"):
        seen, both = request.form.get("seen", ""), button == "both"
        answers.accept_instead(act, draft_id, number, seen, reopen=reopen, both=both)
        said = "今の記載と回答を合わせました。" if both else "今の記載を回答に置き換えました。"
        flash(said, "success")
    elif button in ("accept", "empty"):
        as_empty = button == "empty"
        _say(answers.accept(act, draft_id, [number], reopen=reopen, as_empty=as_empty))
    else:
        raise InputRefused("どうするかが選ばれていません", hint="ボタンを押してください。")


def _say(taken: Taken) -> None:
    if taken.taken:
        undo = "下書きの画面の「直前の保存を取り消す」で元に戻せます。"
        flash(f"{taken.taken}件の回答を取り入れました。{undo}", "success")
    if taken.moved:
        words = (
            "照会票を作った後に記載が変わっているため、取り入れていません。見比べて決めてください。"
        )
        flash(f"{taken.moved}件は、{words}", "warning")


def _page(draft_id: int, attempt: Attempt | None = None, error: PiaError | None = None) -> str:
    with_all = request.args.get("show") == "all"
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        every = views.answer_views(
            head.draft, work.inquiries.of(draft_id), work.inquiries.proposals(draft_id), attempt
        )
    shown = [one for one in every if with_all or one.decision is None]
    lost = attempt if attempt and not any(one.attempt for one in shown) else None
    return render_template(
        "web/answers/show.html",
        head=head,
        answers=shown,
        total=len(every),
        waiting=sum(one.decision is None for one in every),
        with_all=with_all,
        fitting=[one for one in shown if one.fits],
        error=error or (lost.error if lost else None),
        reopen="reopen" in request.form,
    )
