"""The draft as it will be printed: a page to look at, and files to hand around."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from pia.approval.kinds import PUBLIC
from pia.assessment import Assessment
from pia.assessment.publicise import publicise
from pia.checks.registry import CHECKS
from pia.errors import InputRefused
from pia.exports import export
from pia.exports.registry import FORMATS
from pia.operations.reviewing import as_published, shown_review
from pia.store.records import Draft
from pia.store.work import Work
from pia.web.access import signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, page_answer, saved_name
from pia.web.views.drafts_head import Head, head_of
from pia.web.views.drafts_places import nearest_spot, spots

blueprint = Blueprint("drafts_files", __name__, url_prefix="/drafts/<int:draft_id>")


@blueprint.get("/preview")
@signed_in
def preview(draft_id: int) -> ResponseReturnValue:
    """Show the printed page; `face=public` without the withheld parts."""
    with store().reading() as work:
        document = _printed(work, work.drafts.get(draft_id))
    return page_answer(export(_face(document), "html"))


@blueprint.get("/files/<fmt>")
@signed_in
def download(draft_id: int, fmt: str) -> ResponseReturnValue:
    """Send the draft in a format, marked 下書き in its name. Refuses formats that do not exist."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        document = _printed(work, head.draft)
    try:
        data = export(_face(document), fmt)
    except InputRefused as refused:
        return _not_made(head, document, refused), refused.http_status
    made = FORMATS[fmt]
    what = "下書き（公表用）" if _is_public() else "下書き"
    name = saved_name(what, head.dossier.number, today(), made.suffix)
    return download_answer(data, name, made.media_type)


def _not_made(head: Head, document: Assessment, refused: InputRefused) -> str:
    """Return the page that says why there is no file, with links to what has to be mended."""
    known = spots(head.draft.document)
    found = CHECKS["sign-without-glyph"].findings(document, today())
    places = [(one.message, nearest_spot(known, one.path)) for one in found]
    links = [(words, spot.url(head.draft.id)) for words, spot in places if spot]
    return render_template("web/drafts/not_made.html", head=head, error=refused, links=links)


def _printed(work: Work, draft: Draft) -> Assessment:
    """Return a draft as it will be printed: with its rows in 別添2, and the planned day."""
    comparison = shown_review(work, draft, today()).comparison
    return as_published(draft.document, comparison, draft.planned_on)


def _is_public() -> bool:
    return request.args.get("face") == PUBLIC


def _face(document: Assessment) -> Assessment:
    return publicise(document) if _is_public() else document
