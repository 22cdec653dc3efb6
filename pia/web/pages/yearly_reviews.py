"""見直し of many 評価書 at once, and what was recorded, as a list to be filed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused, NotAllowed, PathNotFound
from pia.exports import sheet_csv, sheet_xlsx
from pia.operations import yearly_reviews as reviews
from pia.operations.yearly_reviews import (
    OUTCOMES,
    REVIEWERS,
    UNCHANGED,
    Looked,
    Recorded,
    lines_in,
    record,
    review_of,
)
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, saved_name
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.refusals import Refused, refused_by
from pia.web.small_forms import LineField, SmallForm, answered
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
_DAY = "見直した日"
_WRITERS = {
    "xlsx": (sheet_xlsx.write_sheet, sheet_xlsx.MEDIA_TYPE),
    "csv": (sheet_csv.write_sheet_csv, sheet_csv.MEDIA_TYPE),
}
#: More marks than any city has 評価書.
_MOST = 1_000


class WithdrawForm(SmallForm):
    """Why a 見直し counts no more."""

    reason = LineField("取り消す理由", hint="例：別の評価書に付けるはずの記録だったため")


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
    act, form = current_act(), request.form
    day, outcome, note = (form.get(name, "") for name in ("reviewed_on", "outcome", "note"))
    wrong = refused_by(
        lambda: reviews.check_marked(_chosen()),
        lambda: reviews.check_reviewed_on(act, read_needed_day(day, _DAY)),
        lambda: reviews.check_outcome(outcome),
        lambda: reviews.checked_note(note),
    )
    if wrong:
        return _page(wrong), wrong[0].http_status
    said = Looked(read_needed_day(day, _DAY), outcome, note, with_drafts="with_drafts" in form)
    try:
        done = record(act, _chosen(), said)
    except (InputRefused, NotAllowed, PathNotFound) as refused:
        return _page(refused), refused.http_status
    flash(_said(said, done), "success")
    return redirect(url_for("yearly_reviews.show"), _DONE)


@blueprint.get("/list.<fmt>")
@signed_in
def download(fmt: str) -> ResponseReturnValue:
    """Send what was recorded in a 年度 as a workbook or as CSV."""
    if fmt not in _WRITERS:
        hint = "選べるのはExcel（xlsx）とCSVです。"
        raise PathNotFound("その形式のファイルはありません", hint=hint)
    year = read_year(request.args.get("year", ""), today())
    with store().reading() as work:
        recorded = recorded_in(work, year.year, current_actor())
    write, media_type = _WRITERS[fmt]
    data = write(reviews_sheet(recorded, year.year, today()))
    return download_answer(data, saved_name("評価書の見直し", "", year.title, fmt), media_type)


@blueprint.route("/<int:number>/withdraw", methods=["GET", "POST"])
@needs(*REVIEWERS, Role.ADMINISTRATOR)
@body_limit("4MB")
def withdraw(number: int) -> ResponseReturnValue:
    """Ask why a 見直し is to count no more, and keep it; who may not is told before they write."""
    with store().reading() as work:
        one = review_of(work, number)
        if request.method != "POST":
            reviews.refuse_withdrawal(one, current_actor())
        dossier = work.dossiers.get(one.dossier_id)
        task = work.ownership.task(dossier.task_id).name
    form = WithdrawForm()
    return answered(
        form,
        title=f"{to_wareki(one.reviewed_on)}の見直しの記録を取り消す",
        trail=[
            ("年間の予定", url_for("yearly.show")),
            ("評価書の見直し", url_for("yearly_reviews.show")),
            ("記録の取消し", ""),
        ],
        words="記録を取り消す",
        style="danger",
        lead=f"評価書番号{dossier.number}「{task}」の「{OUTCOMES[one.outcome]}」です。"
        "取り消すと、次の期日の計算に使われません。記録は「取消」として一覧に残ります。",
        act=lambda: reviews.withdraw(current_act(), number, form.reason.data),
        done="見直しの記録を取り消しました。",
        to=url_for("yearly_reviews.show"),
    )


def _said(said: Looked, done: Recorded) -> str:
    begun = f"下書きを{len(done.drafts)}件作りました。" if done.drafts else ""
    return f"{done.count}件の「{OUTCOMES[said.outcome]}」を記録しました。{begun}"


def _chosen() -> tuple[int, ...]:
    """Return the marked 評価書. Raises InputRefused for what no page sends."""
    given = request.form.getlist("dossier")
    if not all(map(_is_key, given)) or len(given) > _MOST:
        raise InputRefused("送られた評価書が正しくありません", hint="画面を開き直してください。")
    return tuple(map(int, given))


def _page(error: Refused = None) -> str:
    year = read_year(request.args.get("year", ""), today())
    wanted = request.args.get("choose", "")
    with store().reading() as work:
        lines = lines_in(work, today())
        recorded = recorded_in(work, year.year, current_actor())
    if request.method == "POST":
        chosen = frozenset(int(text) for text in request.form.getlist("dossier") if _is_key(text))
    else:
        chosen = preselected(lines, wanted, today())
    form = request.form
    return render_template(
        "web/yearly/reviews.html",
        lines=to_review(lines, chosen, today()),
        recorded=recorded,
        counted=sum(one.withdrawn is None for one in recorded),
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
