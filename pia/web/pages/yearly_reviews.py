"""見直し of many 評価書 at once, and what was recorded, as a list to be filed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed, PathNotFound, PiaError
from pia.exports.sheet_xlsx import MEDIA_TYPE, write_sheet
from pia.operations.yearly_reviews import (
    OUTCOMES,
    REVIEWERS,
    UNCHANGED,
    Looked,
    Recorded,
    lines_in,
    record,
)
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, saved_name
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.views.drafts import day_text, read_needed_day
from pia.web.views.fiscal_year import read_year
from pia.web.views.yearly_reviews import (
    CHOICES,
    preselected,
    recorded_in,
    reviews_sheet,
    to_review,
)

blueprint = Blueprint("yearly_reviews", __name__, url_prefix="/year/reviews")

_DONE = 303
#: More marks than any city has 評価書.
_MOST = 1_000


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Show every 評価書 to be marked, and what was recorded in a 年度."""
    return _page()


@blueprint.post("")
@needs(*REVIEWERS)
@body_limit("4MB")  # a note that is far too long is told at its field
def take() -> ResponseReturnValue:
    """Record what was looked over."""
    form = request.form
    try:
        said = Looked(
            reviewed_on=read_needed_day(form.get("reviewed_on", ""), "見直した日"),
            outcome=form.get("outcome", ""),
            note=form.get("note", ""),
            with_drafts="with_drafts" in form,
        )
        done = record(current_act(), _chosen(), said)
    except (InputRefused, NotAllowed, PathNotFound) as refused:
        return _page(refused), refused.http_status
    flash(_said(said, done), "success")
    return redirect(url_for("yearly_reviews.show") + "#recorded", _DONE)


@blueprint.get("/list.xlsx")
@signed_in
def download() -> ResponseReturnValue:
    """Send what was recorded in a 年度 as a workbook."""
    year = read_year(request.args.get("year", ""), today())
    with store().reading() as work:
        recorded = recorded_in(work, year.year, today())
    data = write_sheet(reviews_sheet(recorded, year.year, today()))
    name = saved_name("評価書の見直し", "", year.title, "xlsx")
    return download_answer(data, name, MEDIA_TYPE)


def _said(said: Looked, done: Recorded) -> str:
    begun = f"下書きを{len(done.drafts)}件作りました。" if done.drafts else ""
    return f"{done.count}件の「{OUTCOMES[said.outcome]}」を記録しました。{begun}"


def _chosen() -> tuple[int, ...]:
    """Return the marked 評価書. Raises InputRefused for what no page sends."""
    given = request.form.getlist("dossier")
    if not all(map(_is_key, given)) or len(given) > _MOST:
        raise InputRefused("送られた評価書が正しくありません", hint="画面を開き直してください。")
    return tuple(map(int, given))


def _page(error: PiaError | None = None) -> str:
    year = read_year(request.args.get("year", ""), today())
    wanted = request.args.get("choose", "")
    with store().reading() as work:
        lines = lines_in(work, today())
        recorded = recorded_in(work, year.year, today())
    if request.method == "POST":
        chosen = frozenset(int(text) for text in request.form.getlist("dossier") if _is_key(text))
    else:
        chosen = preselected(lines, wanted, today())
    form = request.form
    return render_template(
        "web/yearly/reviews.html",
        lines=to_review(lines, chosen, today()),
        recorded=recorded,
        year=year,
        choices=CHOICES,
        wanted=wanted,
        outcomes=OUTCOMES,
        may_record=current_actor().has(*REVIEWERS),
        may_draft=current_actor().has(Role.EDITOR),
        typed={
            "reviewed_on": form.get("reviewed_on", day_text(today())),
            "outcome": form.get("outcome", UNCHANGED),
            "note": form.get("note", ""),
            "with_drafts": "with_drafts" in form,
        },
        error=error,
    )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10  # noqa: PLR2004 - a key
