"""Which differences of a draft print a row, and how the rows of one item are cut."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PiaError
from pia.operations import printing
from pia.operations.reviewing import Review
from pia.web.access import needs
from pia.web.pages.drafts import current_act
from pia.web.views.compare_rows import anchor_of, first_row_at

blueprint = Blueprint("compare_shape", __name__, url_prefix="/drafts/<int:draft_id>")

_DONE = 303


@blueprint.post("/promotion")
@needs(Role.EDITOR)
def promote(draft_id: int) -> ResponseReturnValue:
    """Let a difference print a row, or not any more (`back`)."""
    key, is_promoted = request.form.get("key", ""), "back" not in request.form
    try:
        review = printing.promote(current_act(), draft_id, key, is_promoted=is_promoted)
    except (ChangedMeanwhile, NotAllowed) as refused:
        return _refused(draft_id, refused)
    if not is_promoted:
        flash("表に載せるのをやめました。", "success")
        return redirect(url_for("compare.show", draft_id=draft_id, _anchor="unprinted"), _DONE)
    flash("表に載せました。加わった行を確かめてください。", "success")
    return redirect(_row_url(draft_id, review, key.partition("#")[0]), _DONE)


@blueprint.post("/cut")
@needs(Role.EDITOR)
def cut(draft_id: int) -> ResponseReturnValue:
    """Let the rows of an item be cut in another way than the city's, or in the city's again."""
    path, granularity = request.form.get("path", ""), request.form.get("granularity", "")
    try:
        review = printing.cut(current_act(), draft_id, path, granularity)
    except (ChangedMeanwhile, NotAllowed, InputRefused) as refused:
        return _refused(draft_id, refused)
    flash("この項目の行の分け方を変えました。", "success")
    return redirect(_row_url(draft_id, review, path), _DONE)


def _refused(draft_id: int, refused: PiaError) -> ResponseReturnValue:
    """Return to the table with what stood in the way: nothing was typed that could be lost."""
    flash(refused.sentence(), "error")
    return redirect(url_for("compare.show", draft_id=draft_id), _DONE)


def _row_url(draft_id: int, review: Review, path: str) -> str:
    """Return the table at the first row of an item, or of what lies in a list."""
    row = first_row_at(review.comparison, path) if review.comparison else None
    return url_for("compare.show", draft_id=draft_id, _anchor=anchor_of(row) if row else None)
