"""The approval sheet, to be printed and filed."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from pia.operations.reviewing import shown_review
from pia.web.access import signed_in
from pia.web.context import current_actor, store, today
from pia.web.views.approvals_sheet import DIGEST_WORDS, sheet_of
from pia.web.views.drafts_head import head_of

blueprint = Blueprint("approvals_sheet", __name__, url_prefix="/drafts/<int:draft_id>")


@blueprint.get("/approval/sheet")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show the sheet of a draft, also of one that was published."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        sheet = sheet_of(work, shown_review(work, head.draft, today()), head)
    return render_template(
        "web/approvals/sheet.html", head=head, sheet=sheet, today=today(), digest_words=DIGEST_WORDS
    )
