"""Errors as pages: what happened, what to do, and nothing lost of what was written.

Whoever asks for JSON (the autosave of the edit page) gets `{"error": {…}}` instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped] # ships no types
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from pia.errors import NotAllowed, PiaError
from pia.web.context import current_user
from pia.web.kept import kept_texts, same_form
from pia.web.limits import largest_file
from pia.web.logs import log_defect, request_id
from pia.web.security import ForeignPost, UntrustedHost
from pia.web.unsaved import is_of_another, keep_unsaved


class SessionMissing(NotAllowed):
    """Nobody is signed in, or no longer."""

    code = "signed-out"
    http_status = 401

    def __init__(self) -> None:
        hint = "もう一度ログインしてください。"
        super().__init__("ログインしていないか、ログインの有効時間が過ぎました", hint=hint)


@dataclass(frozen=True)
class Sentence:
    """What a page says about an error that is not ours."""

    code: str
    message: str
    hint: str = ""


#: The code of a form whose token is of another session: it can be sent once more.
_EXPIRED = "form-expired"
_OTHER = Sentence("refused", "この要求には答えられません", "前のページに戻ってやり直してください。")
_SENTENCES = {
    404: Sentence(
        "not-found", "ページが見つかりません", "アドレスを確かめるか、一覧から選び直してください。"
    ),
    405: Sentence(
        "method", "この操作はこのアドレスではできません", "前のページに戻ってやり直してください。"
    ),
    413: Sentence("too-large", "送られた内容が大きすぎます", "分けて送ってください。"),
    500: Sentence(
        "defect",
        "プログラムの不具合で処理できませんでした",
        "番号を添えて管理者に知らせてください。",
    ),
}
_SPECIAL = {
    UntrustedHost: Sentence(
        "host",
        "このアドレスでは利用できません",
        "管理者に、設定PIA_TRUSTED_HOSTSを確かめてもらってください。",
    ),
    ForeignPost: Sentence("foreign", "ほかのサイトから送られた操作は受け付けません"),
    CSRFError: Sentence(
        _EXPIRED,
        "入力画面の有効期限が切れています",
        "ログインし直した後などに起こります。",
    ),
}
_OF_ANOTHER = Sentence(
    _EXPIRED,
    "ほかの利用者がログインしていたときに開いた画面です",
    "必要な内容を写してから、画面を開き直してください。",
)


def configure_errors(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(PiaError, _answer_ours)
    app.register_error_handler(HTTPException, _answer_http)


def wants_json() -> bool:
    """Return whether the request asks for JSON rather than a page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.is_json or best == "application/json"


def _answer_ours(error: PiaError) -> ResponseReturnValue:
    if error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log_defect(error)
    return _page(error, error.http_status)


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return error  # a redirect of the routing
    if isinstance(error, CSRFError) and request.endpoint == "login.take":
        flash("ログインの画面の有効期限が切れていました。もう一度入れてください。", "warning")
        return redirect(url_for("login.sign_in", next=request.form.get("next") or None))
    said = _SPECIAL.get(type(error)) or _SENTENCES.get(status, _OTHER)
    if isinstance(error, CSRFError) and current_user() and is_of_another():
        said = _OF_ANOTHER
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and request.mimetype == "multipart/form-data":
        said = Sentence("too-large", "ファイルが大きすぎます", _file_hint())
    # Werkzeug's own refusal comes in the middle of the reading: the rest is gone.
    is_lost = type(error) is RequestEntityTooLarge
    return _page(PiaError(said.message, hint=said.hint), status, code=said.code, is_lost=is_lost)


def _file_hint() -> str:
    size = largest_file()
    limit = f"ファイルは{size}MBまでです。" if size > 0 else ""
    return f"{limit}小さくするか分けてから、前の画面で選び直してください。"


def _page(
    error: PiaError, status: int, *, code: str = "", is_lost: bool = False
) -> ResponseReturnValue:
    """Return the page of an error, or its JSON."""
    is_defect = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    number = request_id() if is_defect else ""
    waits = isinstance(error, SessionMissing) and keep_unsaved()
    if wants_json():
        said = error.as_json() | {"code": code or error.code}
        return jsonify(error=said | ({"number": number} if number else {})), status
    g.bare = is_defect  # such a page asks the store nothing
    can_be_sent_again = code == _EXPIRED and current_user() and not is_of_another()
    page = render_template(
        "web/error.html",
        error=error,
        status=status,
        kept=None if is_lost else kept_texts(),
        again=same_form() if can_be_sent_again else None,
        waits=waits,
        number=number,
    )
    if waits and "HX-Request" in request.headers:
        # The whole page goes to the log-in, behind which the text stands again.
        return page, status, {"HX-Redirect": url_for("login.sign_in")}
    return page, status
