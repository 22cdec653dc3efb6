"""What stands beside the items of a section, sent anew after each save of the page."""

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
from pia.web.views.drafts_beside import beside_anew, with_beside
from pia.web.views.drafts_head import Head, head_of
from pia.web.views.drafts_saved import saved_view
from pia.web.views.drafts_section import place_of
from pia.web.views.drafts_standing import with_standings

blueprint = Blueprint("drafts_beside", __name__, url_prefix="/drafts/<int:draft_id>/sections/<key>")


@blueprint.get("/verdicts")
@needs(Role.EDITOR)
def verdicts(draft_id: int, key: str) -> ResponseReturnValue:
    """Return fragments by item, for htmx to put in their places.

    `first` is the entry of the Change log that the page was opened with: what came later has no
    place on it. `after` is the one whose verdicts it shows.
    """
    first, after = (_number(name) for name in ("first", "after"))
    at = place_of(request.args.get("at", ""))
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        desk = desk_of(work, head.draft, today())
        opened = drafts.as_it_was(work, head.draft, first)
        saved = saved_view(work, desk, today(), may_undo=head.editable and head.state.editable)
    then, page = (_page(head, document, key, at) for document in (opened, desk.document))
    page = with_beside(page, desk)
    if desk.table:
        page = with_standings(page, draft_id, desk.table)
    return render_template(
        "web/drafts/verdicts.html",
        head=head,
        section=page.section,
        blocks=beside_anew(page, desk, then, after),
        saved=saved,
        first=first,
        at=at,
    )


def _page(head: Head, document: Assessment, key: str, at: str) -> SectionPage:
    form, answers = document.form, document.answers
    section, locks = find_section(form, answers, key), head.locks_unknowns
    return section_page(form, answers, section, locked_unknowns=locks, at=at)


def _number(name: str) -> int:
    return min(max(request.args.get(name, 0, int), 0), 1_000_000_000)
