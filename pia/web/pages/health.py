"""Whether the application answers; for whoever watches over the server."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from pia.web.access import open_to_all

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to_all
def show() -> ResponseReturnValue:
    """Answer, without a word about the inside."""
    return Response("ok\n", mimetype="text/plain")
