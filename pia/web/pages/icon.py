"""The sign of the application in a browser's tab; browsers ask for it on every page, 404 or not."""

from __future__ import annotations

from flask import Blueprint, current_app, make_response
from flask.typing import ResponseReturnValue

from pia.web.access import open_to_all

blueprint = Blueprint("icon", __name__)


@blueprint.get("/favicon.ico")
@open_to_all
def show() -> ResponseReturnValue:
    """Answer with the sign, whatever page asked: the published documents have none of their own."""
    answer = make_response(current_app.view_functions["static"](filename="icon.svg"))
    # The public site stands in a sandbox, whose pages have no origin.
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
