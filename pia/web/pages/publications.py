"""What was rendered, handed out byte for byte; and the public site written anew."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused
from pia.operations.site import rebuild_site
from pia.web.access import needs, signed_in
from pia.web.context import store
from pia.web.documents import download_answer
from pia.web.pages.drafts import current_act
from pia.web.pages.site import site_folder

blueprint = Blueprint("publications", __name__)

_DONE = 303


@blueprint.get("/renderings/<int:rendering_id>")
@signed_in
def rendering(rendering_id: int) -> ResponseReturnValue:
    """Send a file as it was rendered; the 提出用 too, as all who sign in are staff."""
    with store().reading() as work:
        kept = work.issues.rendering(rendering_id)
        return download_answer(work.issues.data(rendering_id), kept.file_name, kept.media_type)


@blueprint.get("/publication")
@needs(Role.PUBLISHER, Role.ADMINISTRATOR)
def building() -> ResponseReturnValue:
    """Ask whether the public site is to be written anew."""
    return render_template("web/approvals/building.html", error=None)


@blueprint.post("/site/rebuild")
@needs(Role.PUBLISHER, Role.ADMINISTRATOR)
def rebuild() -> ResponseReturnValue:
    """Write the public site anew from what is in public."""
    try:
        rebuild_site(current_act(), site_folder())
    except (InputRefused, ChangedMeanwhile) as refused:
        page = render_template("web/approvals/building.html", error=refused)
        return page, refused.http_status
    flash("公開サイトを作り直しました。", "success")
    return redirect(url_for("publications.building"), _DONE)
