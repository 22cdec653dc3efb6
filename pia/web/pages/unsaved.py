"""What was sent while nobody was signed in, shown to its person: in its section, or as text."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from pia.errors import PiaError
from pia.web.access import signed_in
from pia.web.kept import SameForm, texts_of
from pia.web.pages.drafts_section import filled_again
from pia.web.unsaved import Unsaved, unsaved

blueprint = Blueprint("unsaved", __name__, url_prefix="/unsaved")

_SECTION = "drafts_edit.save"
_SAID = "ログインする前に送った内容を戻しました。まだ保存していません。確かめて「保存する」を押してください。"


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Show it where it was written; nothing is saved before somebody says so."""
    held = unsaved()
    if held is None:
        return redirect(url_for("portfolio.show"))
    try:
        return _in_its_section(held) or _as_text(held)
    except PiaError as refused:  # the draft went on, or is closed: the text is still there
        return _as_text(held, refused)


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


def _as_text(held: Unsaved, refused: PiaError | None = None) -> str:
    return render_template(
        "web/unsaved.html",
        refused=refused,
        kept=texts_of(held.posted),
        again=None if refused else SameForm(held.address, held.fields),
    )
