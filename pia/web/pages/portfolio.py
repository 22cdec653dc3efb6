"""The first page: every 評価書, what is due, and whose turn it is."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from pia.exports import portfolio_xlsx
from pia.operations.notices import my_notices
from pia.operations.portfolio import countings, portfolio_lines
from pia.web.access import signed_in
from pia.web.context import current_actor, now, store, today
from pia.web.documents import download_answer, saved_name
from pia.web.views.drafts_head import address
from pia.web.views.portfolio import chosen, first_steps, portfolio
from pia.web.views.portfolio_due import NEAR_DAYS, due_rules, plan_rule
from pia.web.views.portfolio_filter import Wanted
from pia.web.views.portfolio_sheet import filter_words, sheet_row

blueprint = Blueprint("portfolio", __name__)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """List every 評価書, narrowed to what the address asks for."""
    wanted, actor, day = Wanted.read(request.args), current_actor(), today()
    return render_template(
        "web/portfolio/show.html",
        page=portfolio(portfolio_lines(store(), day), wanted, actor, day),
        rules=[plan_rule(day), *due_rules(day, countings(store()))],
        near_days=NEAR_DAYS,
        steps=[(step, address(step.endpoint)) for step in first_steps(actor)],
        address=address,
        notices=my_notices(store(), actor, now()),
    )


@blueprint.get("/portfolio.xlsx")
@signed_in
def download() -> ResponseReturnValue:
    """Send the same list as a workbook."""
    wanted, actor, day = Wanted.read(request.args), current_actor(), today()
    lines = portfolio_lines(store(), day)
    rows = [sheet_row(one) for one in chosen(lines, wanted, actor, day)]
    data = portfolio_xlsx.write(rows, day, filter_words(lines, wanted))
    return download_answer(data, saved_name("評価書一覧", "", day, "xlsx"), _XLSX)
