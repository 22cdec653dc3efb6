"""What stands beside the items of a section and on its map, sent anew after each save of it."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.assessment import Assessment
from pia.forms.page import SectionPage, section_page
from pia.forms.sections import find_section
from pia.operations import drafts
from pia.operations.editing import desk_of
from pia.web.access import needs
from pia.web.context import current_actor, store, today
from pia.web.pages.drafts_section import page_beside
from pia.web.views.drafts_head import Head, head_of
from pia.web.views.drafts_live import anew, codes, live_url, marks_of, pieces, places_of
from pia.web.views.drafts_map import part_lines
from pia.web.views.drafts_saved import saved_view
from pia.web.views.drafts_section import place_of
from pia.web.views.drafts_seen import Seen

blueprint = Blueprint("drafts_beside", __name__, url_prefix="/drafts/<int:draft_id>/sections/<key>")


@blueprint.get("/verdicts")
@needs(Role.EDITOR)
def verdicts(draft_id: int, key: str) -> ResponseReturnValue:
    """Return fragments by item and by section, for htmx to put in their places.

    `first` is the state that the page was opened with: what came later has no place on it.
    `shown` says what it shows; only what looks otherwise now is sent.
    """
    first, at = Seen.read(request.args.get("first", "")), place_of(request.args.get("at", ""))
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        desk = desk_of(work, head.draft, today())
        opened = drafts.as_it_was(work, head.draft, first.sequence, first.own)
        saved = saved_view(work, desk, today(), may_undo=head.editable and head.state.editable)
    then, page = (_page(head, document, key, at) for document in (opened, desk.document))
    page = page_beside(page, desk)
    parts = part_lines(draft_id, desk.document, desk.base, desk.findings)
    places, now = places_of(then, opened), pieces(page, marks_of(parts))
    return render_template(
        "web/drafts/verdicts.html",
        head=head,
        section=page.section,
        pieces=anew(now, places, request.args.get("shown", "")),
        saved=saved,
        live=live_url(draft_id, key, first, at, codes(places, now)),
        at=at,
    )


def _page(head: Head, document: Assessment, key: str, at: str) -> SectionPage:
    form, answers = document.form, document.answers
    section, locks = find_section(form, answers, key), head.locks_unknowns
    return section_page(form, answers, section, locked_unknowns=locks, at=at)
