"""The first page: every 評価書, where it stands and whose turn it is."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from pia.web.access import signed_in
from pia.web.context import current_actor, store
from pia.web.views.drafts_head import address
from pia.web.views.portfolio import Wanted, first_steps, portfolio

blueprint = Blueprint("portfolio", __name__)


@blueprint.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """List every 評価書; `words`, `division` and `state` narrow it."""
    given = request.args
    wanted = Wanted.read(given.get("words", ""), given.get("division", ""), given.get("state", ""))
    with store().reading() as work:
        lines = work.dossiers.lines()
    return render_template(
        "web/portfolio/show.html",
        page=portfolio(lines, wanted),
        steps=[(step, address(step.endpoint)) for step in first_steps(current_actor())],
        draft_address=lambda number: address("drafts.show", draft_id=number),
    )
