"""Changing one's own password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.accounts import signing_in
from pia.accounts.passwords import LEAST
from pia.errors import InputRefused, NotAllowed, PiaError
from pia.store.records import User
from pia.web.access import signed_in
from pia.web.context import browser_session, current_user, now, store
from pia.web.errors import SessionMissing
from pia.web.unsaved import unsaved

blueprint = Blueprint("password", __name__)


@blueprint.get("/password")
@signed_in
def change() -> ResponseReturnValue:
    """Ask for the old and the new password."""
    return _form(_person())


@blueprint.post("/password")
@signed_in
def take() -> ResponseReturnValue:
    """Change it, end all other sessions, and give this browser a new one."""
    user, old = _person(), request.form.get("old_password", "")
    try:
        signing_in.change_password(store(), user, old, _new_password(), now())
    except (InputRefused, NotAllowed) as refused:
        return _form(user, refused), refused.http_status
    browser_session().begin(user)
    flash("パスワードを変更しました。ほかの端末からはログアウトされています。", "success")
    waits = user.one_time and unsaved()
    return redirect(url_for("unsaved.show" if waits else "portfolio.show"))


def _new_password() -> str:
    new = request.form.get("new_password", "")
    if new != request.form.get("new_password_again", ""):
        hint = "同じものを二度入力してください。"
        raise InputRefused("二つの新しいパスワードが違います", hint=hint)
    return new


def _form(user: User, error: PiaError | None = None) -> str:
    return render_template("web/password.html", user=user, error=error, least=LEAST)


def _person() -> User:
    user = current_user()
    if user is None:
        raise SessionMissing
    return user
