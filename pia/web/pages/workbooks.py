"""A draft or an edition written into a workbook that a person sends: 様式のブックに記入する.

What has no place is shown before the file is handed out. The filled workbook waits like any upload
(`pia.web.uploads`); of the one that was sent nothing is kept.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from pia.approval.kinds import PUBLIC
from pia.assessment import Assessment
from pia.assessment.publicise import publicise
from pia.errors import InputRefused
from pia.exports.registry import FORMATS
from pia.exports.xlsx_template import Filled
from pia.imports import SourceFile
from pia.operations.filling import fill_template
from pia.operations.reviewing import as_published, shown_review
from pia.web import uploads
from pia.web.access import signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, saved_name
from pia.web.limits import body_limit
from pia.web.views.workbooks import WorkbookPage, of_draft, of_edition, result_of

blueprint = Blueprint("workbooks", __name__)

_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.12"


@blueprint.get("/drafts/<int:draft_id>/workbook")
@signed_in
def draft(draft_id: int) -> ResponseReturnValue:
    """Ask for the workbook that a draft is written into."""
    with store().reading() as work:
        return _show(of_draft(work, draft_id, current_actor()))


@blueprint.post("/drafts/<int:draft_id>/workbook")
@signed_in
@body_limit("25MB")
def fill_draft(draft_id: int) -> ResponseReturnValue:
    """Write a draft as it will be printed, with its rows in 別添2; say what has no place."""
    with store().reading() as work:
        page = of_draft(work, draft_id, current_actor())
        given = work.drafts.get(draft_id)
        comparison = shown_review(work, given, today()).comparison
    return _fill(page, as_published(given.document, comparison, given.planned_on))


@blueprint.get("/editions/<int:edition_id>/workbook")
@signed_in
def edition(edition_id: int) -> ResponseReturnValue:
    """Ask for the workbook that an edition is written into."""
    with store().reading() as work:
        return _show(of_edition(work, edition_id))


@blueprint.post("/editions/<int:edition_id>/workbook")
@signed_in
@body_limit("25MB")
def fill_edition(edition_id: int) -> ResponseReturnValue:
    """Write an edition as it is read now; say what has no place."""
    with store().reading() as work:
        page = of_edition(work, edition_id)
        document = work.editions.get(edition_id).reading
    return _fill(page, document)


@blueprint.get("/workbooks/<token>")
@signed_in
def download(token: str) -> ResponseReturnValue:
    """Send the filled workbook that waits for this session. Raises InputRefused once it is gone."""
    (file,) = uploads.find(token)
    is_plain = file.name.endswith(".xlsx")
    return download_answer(
        file.data, file.name, FORMATS["xlsx"].media_type if is_plain else _MACROS
    )


def _fill(page: WorkbookPage, document: Assessment) -> ResponseReturnValue:
    """Fill the workbook that was sent, let it wait, and show what has no place."""
    is_public = request.form.get("face") == PUBLIC
    try:
        sent = uploads.sent_workbook("workbook")
        filled = fill_template(publicise(document) if is_public else document, sent)
    except InputRefused as refused:
        return _show(page, refused), refused.http_status
    ending = "xlsm" if sent.name.lower().endswith(".xlsm") else "xlsx"
    what = f"{page.kind}（様式に記入・{'公表用' if is_public else '全文'}）"
    name = saved_name(what, page.number, today(), ending)
    return _show(page, filled=filled, token=uploads.keep([SourceFile(name, filled.data)]))


def _show(
    page: WorkbookPage,
    error: InputRefused | None = None,
    *,
    filled: Filled | None = None,
    token: str = "",
) -> str:
    return render_template(
        "web/workbooks/show.html",
        page=page,
        error=error,
        is_public=request.form.get("face") == PUBLIC,
        result=result_of(filled) if filled else None,
        token=token,
    )
