"""What somebody wrote and nobody saved, shown to its person.

What was sent while nobody was signed in stands in its section again, or as text; what two persons
changed is listed with the way to where it is settled.
"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from pia.errors import PiaError
from pia.operations import unsettled
from pia.web.access import signed_in
from pia.web.context import current_actor, store
from pia.web.kept import SameForm, texts_of
from pia.web.pages.drafts import current_act
from pia.web.pages.drafts_section import filled_again
from pia.web.unsaved import Unsaved, unsaved
from pia.web.views.drafts_unsettled import UnsettledLine, unsettled_lines

blueprint = Blueprint("unsaved", __name__, url_prefix="/unsaved")

_SECTION, _DONE = "drafts_edit.save", 303
_SAID = "ログインする前に送った内容を戻しました。まだ保存していません。確かめて「保存する」を押してください。"


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Show it where it was written; nothing is saved before somebody says so."""
    held, waiting = unsaved(), _waiting()
    if held is None:
        return _as_list(waiting) if waiting else redirect(url_for("portfolio.show"))
    try:
        return _in_its_section(held) or _as_text(held, waiting)
    except PiaError as refused:  # the draft went on, or is closed: the text is still there
        return _as_text(held, waiting, refused)


@blueprint.post("/<int:number>/discard")
@signed_in
def discard(number: int) -> ResponseReturnValue:
    """Forget what one wrote of items that somebody else changed too."""
    unsettled.discard(current_act(), number)
    flash("預かっていた記載を捨てました。", "success")
    return redirect(url_for("unsaved.show"), _DONE)


def _waiting() -> tuple[UnsettledLine, ...]:
    with store().reading() as work:
        return unsettled_lines(work, current_actor())


def _in_its_section(held: Unsaved) -> str:
    """Return the page of a section with the texts in their fields, "" where it was another form."""
    try:
        endpoint, place = current_app.url_map.bind("").match(
            held.address.partition("?")[0], method="POST"
        )
    except HTTPException:
        return ""
    if endpoint != _SECTION:
        return ""
    return filled_again(place["draft_id"], place["key"], held.posted, _SAID)


def _as_text(
    held: Unsaved, waiting: tuple[UnsettledLine, ...], refused: PiaError | None = None
) -> str:
    return render_template(
        "web/unsaved.html",
        refused=refused,
        kept=texts_of(held.posted),
        again=None if refused else SameForm(held.address, held.fields),
        waiting=waiting,
    )


def _as_list(waiting: tuple[UnsettledLine, ...]) -> str:
    return render_template("web/unsaved.html", waiting=waiting)
