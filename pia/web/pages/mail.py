"""The letters of the outbox, and one to try whether mail is set up rightly."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import NotAllowed
from pia.web.access import needs
from pia.web.context import current_user, letters, now, settings, store
from pia.web.pages.drafts import current_act
from pia.web.views.mail import letter_lines

blueprint = Blueprint("mail", __name__, url_prefix="/admin/mail")

_DONE = 303


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """List the newest letters, and how each fared."""
    user = current_user()
    with store().reading() as work:
        lines = letter_lines(work, now())
    return render_template(
        "web/admin/mail.html",
        lines=lines,
        settings=settings(),
        me=user,
        address=url_for("users.email", number=user.id) if user else "",
        trail=[("管理", url_for("admin.show")), ("通知のメール", "")],
    )


@blueprint.post("/trial")
@needs(Role.ADMINISTRATOR)
def trial() -> ResponseReturnValue:
    """Put a letter to the person into the outbox. Refuses where nothing could be sent."""
    writing, user = letters(), current_user()
    if writing is None:
        hint = "環境変数PIA_SMTP_HOSTなどを設定して、起動し直してください。"
        raise NotAllowed("メールサーバーが設定されていません", hint=hint)
    if user is None or not user.email:
        hint = "管理の「利用者」で、自分のメールアドレスを入れてください。"
        raise NotAllowed("あなたのメールアドレスがありません", hint=hint)
    writing.trial(current_act())
    flash(
        "試しのメールを送信待ちに入れました。しばらくしてからこの画面を開き直してください。",
        "success",
    )
    return redirect(url_for("mail.show"), _DONE)
