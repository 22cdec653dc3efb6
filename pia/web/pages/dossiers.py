"""One 評価書: its editions, drafts, the 基礎項目評価書 beside it, files handed in."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import InputRefused, PathNotFound
from pia.operations import dossiers
from pia.operations.approvals import HandedIn
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store
from pia.web.documents import download_answer
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.refusals import Refused, refused_by, tried
from pia.web.uploads import sent_file
from pia.web.views.dossiers import dossier_page
from pia.web.views.drafts import read_day
from pia.web.views.drafts_head import address

blueprint = Blueprint("dossiers", __name__, url_prefix="/dossiers/<int:dossier_id>")

_DONE = 303


@blueprint.get("")
@signed_in
def show(dossier_id: int) -> ResponseReturnValue:
    """Show everything that belongs to a 評価書."""
    return _page(dossier_id)


@blueprint.post("/basic")
@needs(Role.EDITOR, Role.PUBLISHER)
@body_limit("25MB")
def attach_basic(dossier_id: int) -> ResponseReturnValue:
    """Keep the 基礎項目評価書 of the same 事務."""
    act = current_act()
    file, no_file = tried(lambda: sent_file("file"))
    conducted_on, no_first = tried(lambda: _day("conducted_on", "実施日"))
    published_on, no_second = tried(lambda: _day("published_on", "公表日"))
    checks = [lambda: dossiers.check_published(act, published_on, conducted_on)]
    if not no_first:
        checks.insert(0, lambda: dossiers.check_conducted(act, conducted_on))
    wrong = (*no_file, *no_first, *no_second, *refused_by(*checks))
    if file is None or wrong:
        return _page(dossier_id, wrong), wrong[0].http_status
    try:
        handed = HandedIn(file.name, "application/octet-stream", file.data)
        dossiers.attach_basic(act, dossier_id, handed, conducted_on, published_on)
    except PathNotFound:
        raise  # there is no such page to show it on
    except InputRefused as refused:
        return _page(dossier_id, refused), refused.http_status
    flash("基礎項目評価書を加えました。", "success")
    return redirect(url_for("dossiers.show", dossier_id=dossier_id) + "#basic", _DONE)


@blueprint.get("/files/<int:file_id>")
@signed_in
def download(dossier_id: int, file_id: int) -> ResponseReturnValue:
    """Send a file that was handed in."""
    with store().reading() as work:
        kept = work.attachments.get(file_id)
        if kept.dossier_id != dossier_id:
            raise PathNotFound("ファイルが見つかりません", hint="一覧から選び直してください。")
        return download_answer(work.attachments.data(file_id), kept.file_name)


def _day(name: str, title: str) -> date | None:
    return read_day(request.form.get(name, ""), title)


def _page(dossier_id: int, error: Refused = None) -> str:
    with store().reading() as work:
        page = dossier_page(work, dossier_id, current_actor())
    return render_template(
        "web/dossiers/show.html",
        page=page,
        error=error,
        typed={name: request.form.get(name, "") for name in ("conducted_on", "published_on")},
        start=address("drafts.start", dossier_id=dossier_id) if page.may_start else None,
        draft_address=lambda number: address("drafts.show", draft_id=number),
    )
