"""The first page: whatever stands first in a person's menu."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pia.web.access import signed_in
from pia.web.context import current_actor
from pia.web.navigation import NAVIGATION

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """Lead to the first page a person can open."""
    actor = current_actor()
    if first := next((entry for entry in NAVIGATION if entry.is_for(actor)), None):
        return redirect(url_for(first.endpoint))
    return render_template("web/home.html")
