"""Any two editions of a 評価書, or an edition and the open draft, compared; nothing is changed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.errors import InputRefused, PathNotFound, PiaError
from pia.exports import FORMATS
from pia.exports.docx import redline_of
from pia.operations.comparing import Between, State, between, state_of, states_of
from pia.store.work import Work
from pia.web.access import signed_in
from pia.web.context import store, today
from pia.web.documents import download_answer, saved_name
from pia.web.views.compare_sides import SIDES_FORMATS, sides_file, sides_of
from pia.web.views.compare_wanted import read_wanted
from pia.web.views.two_editions import TwoView, file_title, heads, state_choice, state_day, two_view

blueprint = Blueprint("two_editions", __name__, url_prefix="/dossiers/<int:dossier_id>/compare")


@blueprint.get("")
@signed_in
def show(dossier_id: int) -> ResponseReturnValue:
    """Show what became of `old` in `new`; without them only the choice."""
    with store().reading() as work:
        dossier, states = work.dossiers.get(dossier_id), states_of(work, dossier_id)
        title = work.ownership.task(dossier.task_id).name
        found = _found(work, states) if {"old", "new"} & set(request.args) else None
    view = _view(dossier_id, found) if isinstance(found, Between) else None
    refused = found if isinstance(found, PiaError) else None
    page = render_template(
        "web/compare/two.html",
        name=f"{dossier.number} {title}",
        dossier_id=dossier_id,
        states=[state_choice(state) for state in states],
        old=view.old.key if view else request.args.get("old", ""),
        new=view.new.key if view else request.args.get("new", ""),
        is_turned=view is not None and view.old.key != request.args.get("old"),
        refused=refused,
        view=view,
        table=view.table if view else None,
        may_judge=False,
        promoted=(),
        downloads=_downloads(dossier_id, view) if view else (),
    )
    return (page, refused.http_status) if refused else page


@blueprint.get("/sides.<fmt>")
@signed_in
def sides(dossier_id: int, fmt: str) -> ResponseReturnValue:
    """Send the whole 新旧対照表 of two states."""
    if fmt not in SIDES_FORMATS:
        raise PathNotFound("その形式の表はありません", hint="比較の画面から選んでください。")
    with store().reading() as work:
        dossier = work.dossiers.get(dossier_id)
        old, new = _chosen(states_of(work, dossier_id))
        found = between(work, old, new, today())
        title = work.ownership.task(dossier.task_id).name
    table = found.comparison
    rows, head = sides_of(table, found.recorded), file_title(found, title)
    data, media = sides_file(table, heads(found), rows, head, fmt)
    days = f"{state_day(old)}から{state_day(new)}"
    return download_answer(data, saved_name("新旧対照表", dossier.number, days, fmt), media)


@blueprint.get("/redline.docx")
@signed_in
def redline(dossier_id: int) -> ResponseReturnValue:
    """Send the newer state as a Word file with what became of the older one as tracked changes."""
    with store().reading() as work:
        dossier = work.dossiers.get(dossier_id)
        old, new = _chosen(states_of(work, dossier_id))
        found = between(work, old, new, today())
    days = f"{state_day(old)}から{state_day(new)}"
    what = "見え消し（様式移行・未確認）" if found.moved else "見え消し"
    name = saved_name(what, dossier.number, days, "docx")
    return download_answer(redline_of(found.comparison), name, FORMATS["docx"].media_type)


def _found(work: Work, states: tuple[State, ...]) -> Between | PiaError:
    """Return the comparison that is asked for, or what stands in its way."""
    try:
        return between(work, *_chosen(states), today())
    except (InputRefused, PathNotFound) as refused:
        return refused


def _chosen(states: tuple[State, ...]) -> tuple[State, State]:
    """Return what is asked for, the older one first. Raises PathNotFound or InputRefused."""
    one, other = (state_of(states, request.args.get(name, "")) for name in ("old", "new"))
    if one == other:
        raise InputRefused("同じ版が選ばれています", hint="違う版を2つ選んでください。")
    new, old = sorted((one, other), key=states.index)
    return old, new


def _view(dossier_id: int, found: Between) -> TwoView:
    pair: dict[str, Any] = {"old": found.old.key, "new": found.new.key}

    def address(query: Any) -> str:
        return url_for(".show", dossier_id=dossier_id, **pair, **query)

    return two_view(found, read_wanted(request.args, found.comparison.new.form), address)


def _downloads(dossier_id: int, view: TwoView) -> list[tuple[str, str]]:
    pair: dict[str, Any] = {"dossier_id": dossier_id, "old": view.old.key, "new": view.new.key}
    tables = [
        (url_for(".sides", fmt=fmt, **pair), f"新旧対照表：{title}")
        for fmt, title in SIDES_FORMATS.items()
    ]
    return [
        *tables,
        (url_for(".redline", **pair), "変更履歴つきの評価書（見え消し）：Word(DOCX)"),
    ]
