"""What an earlier edition said, brought back into the draft: the whole of it, or one item."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed, PathNotFound, PiaError
from pia.operations.restoring import Restored, restore
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store
from pia.web.pages.drafts import current_act
from pia.web.views.dossiers import edition_title
from pia.web.views.restoring import restore_page

blueprint = Blueprint("restoring", __name__, url_prefix="/editions/<int:edition_id>/restore")

_DONE = 303
_UNDO = "下書きの「保存の記録」から取り消せます。"


@blueprint.get("")
@signed_in
def show(edition_id: int) -> ResponseReturnValue:
    """Show what the edition says otherwise, with what may come back."""
    return _page(edition_id)


@blueprint.post("")
@needs(Role.EDITOR)
def take(edition_id: int) -> ResponseReturnValue:
    """Bring back what stands at `path`; with `whole` the whole edition."""
    path, whole = request.form.get("path", ""), "whole" in request.form
    try:
        _check_asked(path, whole=whole)
        done = restore(current_act(), edition_id, path)
    except PathNotFound as refused:
        if not path:
            raise  # there is no such edition
        return _page(edition_id, refused), refused.http_status
    except (InputRefused, NotAllowed) as refused:
        return _page(edition_id, refused), refused.http_status
    flash(_said(done, _title(edition_id)), "success" if done.changed else "info")
    if whole:
        return redirect(url_for("drafts.show", draft_id=done.draft.id), _DONE)
    page = request.args.get("page", 1, int)
    return redirect(url_for(".show", edition_id=edition_id, page=page), _DONE)


def _check_asked(path: str, *, whole: bool) -> None:
    """Raise InputRefused for a form that asks for nothing, or for both."""
    if bool(path) == whole:
        raise InputRefused("戻すものが選ばれていません", hint="画面を開き直してください。")


def _title(edition_id: int) -> str:
    with store().reading() as work:
        return edition_title(work.editions.get(edition_id))


def _said(done: Restored, title: str) -> str:
    begun = "新しい下書きを作り、" if done.is_new else ""
    if not done.changed:
        return f"{begun}記載を比べましたが、戻すものはありませんでした。"
    left = len(done.moved.left) if done.moved else 0
    told = f"様式が違うため戻せなかった記載が{left}件あります。" if left else ""
    return f"{begun}{title}の記載を下書きに戻しました。{told}{_UNDO}"


def _page(edition_id: int, error: PiaError | None = None) -> str:
    number = request.args.get("page", 1, int)
    with store().reading() as work:
        page = restore_page(work, edition_id, current_actor(), number)
    return render_template("web/restoring/show.html", page=page, error=error)
