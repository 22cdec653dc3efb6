"""年間の予定: the 年度 by month, and the 重要な変更 that are planned in it."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed, PathNotFound
from pia.operations.closed_days import closed_days_of
from pia.operations.lead_time import closed_rules, lead_rule
from pia.operations.portfolio import countings
from pia.operations.yearly import (
    ENDS,
    check_end,
    checked_day,
    checked_detail,
    checked_note,
    checked_title,
    end_plan,
    ended_changes,
    plan_change,
    year_days,
)
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store, today
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.refusals import Refused, refused_by
from pia.web.views.closed_days import closed_words
from pia.web.views.drafts import read_needed_day
from pia.web.views.fiscal_year import fiscal_year_of, read_year
from pia.web.views.portfolio_due import due_rules
from pia.web.views.yearly import left_lines, month_views

blueprint = Blueprint("yearly", __name__, url_prefix="/year")

_DONE = 303


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Show a 年度, this one where the address says none."""
    return _page()


@blueprint.post("/plans")
@needs(Role.EDITOR)
@body_limit("4MB")  # a text that is far too long is told at its field
def add() -> ResponseReturnValue:
    """Plan a 重要な変更."""
    act, typed = current_act(), _typed("dossier", "title", "effective_on", "detail")
    wrong = refused_by(
        lambda: _dossier(typed["dossier"]),
        lambda: checked_title(typed["title"]),
        lambda: checked_day(act, read_needed_day(typed["effective_on"], "実施予定日")),
        lambda: checked_detail(typed["detail"]),
    )
    if wrong:
        return _page(wrong), wrong[0].http_status
    day = read_needed_day(typed["effective_on"], "実施予定日")
    try:
        plan_change(act, _dossier(typed["dossier"]), typed["title"], typed["detail"], day)
    except (InputRefused, NotAllowed, PathNotFound) as refused:
        return _page(refused), refused.http_status
    flash("重要な変更の予定を加えました。", "success")
    return redirect(url_for("yearly.show", year=fiscal_year_of(day)), _DONE)


@blueprint.get("/plans/<int:plan_id>")
@signed_in
def plan(plan_id: int) -> ResponseReturnValue:
    """Show a planned change and ask how it ended."""
    return _plan_page(plan_id)


@blueprint.post("/plans/<int:plan_id>")
@needs(Role.EDITOR)
@body_limit("4MB")  # as above
def end(plan_id: int) -> ResponseReturnValue:
    """Keep that a planned change is done or dropped."""
    what, note = request.form.get("what", ""), request.form.get("note", "")
    if wrong := refused_by(lambda: check_end(what), lambda: checked_note(note)):
        return _plan_page(plan_id, wrong), wrong[0].http_status
    try:
        end_plan(current_act(), plan_id, what, note)
    except (InputRefused, NotAllowed) as refused:
        return _plan_page(plan_id, refused), refused.http_status
    flash(f"予定を「{ENDS[what]}」と記録しました。", "success")
    with store().reading() as work:
        year = fiscal_year_of(work.planning.get(plan_id).effective_on)
    return redirect(url_for("yearly.show", year=year), _DONE)


def _dossier(text: str) -> int:
    if not text:
        raise InputRefused("評価書が選ばれていません", hint="変わる評価書を選んでください。")
    if not (text.isascii() and text.isdecimal() and len(text) < 10):  # noqa: PLR2004 - a key
        raise InputRefused("送られた番号が正しくありません", hint="画面を開き直してください。")
    return int(text)


def _page(error: Refused = None) -> str:
    year = read_year(request.args.get("year", ""), today())
    first, last = date(year.year, 4, 1), date(year.year + 1, 4, 1) - timedelta(days=1)
    may_plan = current_actor().has(Role.EDITOR)
    with store().reading() as work:
        choices = [
            (str(line.dossier.id), f"{line.dossier.number}　{line.task}")
            for line in work.dossiers.lines()
            if line.task_ended_on is None
        ]
        cities = work.ownership.municipalities()
        closed = tuple(closed_words(own) for one in cities for own in closed_days_of(work, one.id))
    is_now = first <= today() <= last
    found = year_days(store(), date.min if is_now else first, last, today())
    days = [one for one in found if one.day >= first]
    return render_template(
        "web/yearly/show.html",
        year=year,
        months=month_views(days, year.year, today(), may_end=may_plan),
        left=left_lines((one for one in found if one.day < first), today(), may_end=may_plan),
        is_empty=not days,
        ended=ended_changes(store(), first, last),
        ends=ENDS,
        choices=choices,
        may_plan=may_plan,
        rule=lead_rule(today()),
        closed_rules=closed_rules(),
        closed=closed,
        due_rules=due_rules(today(), countings(store())),
        typed=_typed("dossier", "title", "effective_on", "detail"),
        error=error,
    )


def _typed(*names: str) -> dict[str, str]:
    """Return what was typed, so that a refused page still shows it."""
    return {name: request.form.get(name, "") for name in names}


def _plan_page(plan_id: int, error: Refused = None) -> str:
    with store().reading() as work:
        found = work.planning.get(plan_id)
        dossier = work.dossiers.get(found.dossier_id)
        task = work.ownership.task(dossier.task_id).name
    return render_template(
        "web/yearly/plan.html",
        plan=found,
        name=f"{dossier.number}　{task}",
        ends=ENDS,
        may_end=current_actor().has(Role.EDITOR) and found.end is None,
        year=fiscal_year_of(found.effective_on),
        typed=_typed("what", "note"),
        error=error,
    )
