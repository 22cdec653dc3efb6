"""What waits for whoever is signed in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pia.operations.notices import my_notices, see
from pia.web.access import signed_in
from pia.web.context import current_actor, now, store
from pia.web.pages.drafts import current_act
from pia.web.views.notices import notice_page

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

_DONE = 303


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """List what waits, the newest first."""
    page = notice_page(my_notices(store(), current_actor(), now()))
    return render_template("web/notices/show.html", page=page)


@blueprint.post("/seen")
@signed_in
def mark_seen() -> ResponseReturnValue:
    """Keep that the person has read them; they stay until they are done."""
    see(current_act())
    flash("お知らせを読んだことにしました。片付くまでは、ここに残ります。", "success")
    return redirect(url_for("notices.show"), _DONE)
