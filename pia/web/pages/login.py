"""Coming in and going out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.accounts import signing_in
from pia.errors import NotAllowed
from pia.web.access import open_to_all, signed_in
from pia.web.context import browser_session, current_user, now, settings, store
from pia.web.unsaved import unsaved

blueprint = Blueprint("login", __name__)


@blueprint.get("/login")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Ask for name and password."""
    if current_user():
        return redirect(_afterwards())
    return _form("")


@blueprint.post("/login")
@open_to_all
def take() -> ResponseReturnValue:
    """Sign in, or say in one sentence that it cannot be."""
    name, password = request.form.get("name", ""), request.form.get("password", "")
    try:
        user = signing_in.sign_in(store(), name, password, now())
    except NotAllowed as refused:
        return _form(name, refused), refused.http_status
    browser_session().begin(user)
    return redirect(url_for("unsaved.show") if unsaved() else _afterwards())


@blueprint.post("/logout")
@signed_in
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    browser_session().end()
    flash("ログアウトしました。", "success")
    return redirect(url_for("login.sign_in"))


def _form(name: str, error: NotAllowed | None = None) -> str:
    return render_template(
        "web/login.html",
        name=name,
        error=error,
        next=_afterwards(),
        demo_logins=settings().demo_logins,
    )


def _afterwards() -> str:
    """Return the page to go to: only an address of ours, whatever a link says."""
    wanted = request.values.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours and wanted.isprintable() else url_for("portfolio.show")
