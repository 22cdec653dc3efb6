"""One edition: looked at, its files handed out, the files of an adopted one made."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.kinds import PUBLIC
from pia.approval.roles import Role
from pia.assessment.publicise import publicise
from pia.errors import PathNotFound
from pia.exports import export
from pia.operations import publications
from pia.operations.site import SiteNotWritten
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, page_answer
from pia.web.pages.drafts import current_act
from pia.web.pages.site import site_folder
from pia.web.views.editions import edition_page

blueprint = Blueprint("editions", __name__, url_prefix="/editions/<int:edition_id>")

_DONE = 303


@blueprint.get("")
@signed_in
def show(edition_id: int) -> ResponseReturnValue:
    """Show what is known of an edition."""
    with store().reading() as work:
        page = edition_page(work, edition_id, current_actor(), today())
    return render_template("web/editions/show.html", page=page)


@blueprint.get("/document")
@signed_in
def document(edition_id: int) -> ResponseReturnValue:
    """Show the printed document as it is read now; `face=public` without the withheld parts."""
    with store().reading() as work:
        reading = work.editions.get(edition_id).reading
    shown = publicise(reading) if request.args.get("face") == PUBLIC else reading
    return page_answer(export(shown, "html"))


@blueprint.get("/files/<int:file_id>")
@signed_in
def download(edition_id: int, file_id: int) -> ResponseReturnValue:
    """Send a file of one of the edition's issues, byte for byte as it was issued.

    Everybody with an account may have the 提出用 too: they are staff, and drafts hold the same.
    """
    with store().reading() as work:
        issues = work.issues.of_edition(work.editions.get(edition_id).id)
        kept = next((f for issue in issues for f in issue.renderings if f.id == file_id), None)
        if kept is None:
            raise PathNotFound(
                "ファイルが見つかりません", hint="版のページから選び直してください。"
            )
        return download_answer(work.issues.data(file_id), kept.file_name, kept.media_type)


@blueprint.post("/issue")
@needs(Role.PUBLISHER)
def issue(edition_id: int) -> ResponseReturnValue:
    """Make the files of an adopted edition, so that it stands on the site."""
    try:
        publications.issue_adopted(current_act(), edition_id, site_folder())
        flash("公表用ファイルを作り、公開サイトに載せました。", "success")
    except SiteNotWritten as error:
        flash(error.sentence(), "warning")
    return redirect(url_for("editions.show", edition_id=edition_id) + "#files", _DONE)
