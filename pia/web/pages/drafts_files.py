"""The draft as it will be printed: a page to look at, and files to hand around."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from pia.approval.kinds import PUBLIC
from pia.assessment import Assessment
from pia.assessment.publicise import publicise
from pia.exports import export
from pia.exports.registry import FORMATS
from pia.operations.reviewing import as_published, shown_review
from pia.store.records import Draft
from pia.store.work import Work
from pia.web.access import signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, page_answer, saved_name
from pia.web.views.drafts_head import head_of

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
    data = export(_face(document), fmt)
    made = FORMATS[fmt]
    what = "下書き（公表用）" if _is_public() else "下書き"
    name = saved_name(what, head.dossier.number, today(), made.suffix)
    return download_answer(data, name, made.media_type)


def _printed(work: Work, draft: Draft) -> Assessment:
    """Return a draft as it will be printed: with its rows in 別添2, and the planned day."""
    comparison = shown_review(work, draft, today()).comparison
    return as_published(draft.document, comparison, draft.planned_on)


def _is_public() -> bool:
    return request.args.get("face") == PUBLIC


def _face(document: Assessment) -> Assessment:
    return publicise(document) if _is_public() else document
