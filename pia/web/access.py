"""Who may open which page: refused unless the view says otherwise.

Each view function carries one rule: `@open_to_all`, `@signed_in` or `@needs(Role.EDITOR, …)`. Whose
password is a one-time one can only go and change it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Actor, Role
from pia.errors import NotAllowed
from pia.web.context import current_user
from pia.web.errors import SessionMissing, wants_json
from pia.web.unsaved import keep_unsaved

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])

#: Where a person with a one-time password may go.
_BEFORE_PASSWORD = frozenset({"password.change", "password.take", "login.sign_out"})
_LOOKING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Access:
    """The rule of a view: open to all, or for anybody signed in who has one of the roles."""

    is_open: bool = False
    #: Empty: whatever the roles.
    roles: frozenset[Role] = frozenset()


def open_to_all(view: _View) -> _View:
    """Let anybody open a view."""
    return _ruled(view, Access(is_open=True))


def signed_in(view: _View) -> _View:
    """Let anybody with an account open a view."""
    return _ruled(view, Access())


def needs(*roles: Role) -> Callable[[_View], _View]:
    """Let persons with one of the roles open a view."""
    return lambda view: _ruled(view, Access(roles=frozenset(roles)))


def rule_of(app: Flask, endpoint: str) -> Access | None:
    """Return the rule of an endpoint, None where its view has none."""
    if endpoint == "static":
        return Access(is_open=True)
    return getattr(app.view_functions[endpoint], "access", None)


def configure_access(app: Flask) -> None:
    """Refuse every request that the rule of its view does not allow."""
    app.before_request(_check)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such page: the routing says so
    rule = rule_of(current_app, request.endpoint)
    if rule is None:
        raise NotAllowed("このページは公開されていません")
    if rule.is_open:
        return None
    user = current_user()
    if user is None:
        return _send_to_log_in()
    if user.one_time and request.endpoint not in _BEFORE_PASSWORD:
        return _send_to_password()
    if rule.roles:
        _need(user.actor, rule.roles)
    return None


def _need(actor: Actor, roles: frozenset[Role]) -> None:
    """Raise NotAllowed without one of the roles; who only looks is not told of an act."""
    try:
        actor.need(*sorted(roles))
    except NotAllowed as refused:
        if request.method not in _LOOKING:
            raise
        said = "このページを開く権限がありません"
        raise NotAllowed(said, where=refused.where, hint=refused.hint) from None


def _send_to_log_in() -> ResponseReturnValue:
    """Send a reader to the log-in; whoever posted gets back what they wrote."""
    # What htmx asks for is a part of a page: the log-in must not stand there.
    if request.method in _LOOKING and not wants_json() and "HX-Request" not in request.headers:
        return redirect(url_for("login.sign_in", next=request.full_path.rstrip("?")))
    raise SessionMissing


def _send_to_password() -> ResponseReturnValue:
    """Send whoever has a one-time password to change it; what they wrote waits for them."""
    if wants_json():
        raise NotAllowed("先にパスワードを変更してください")
    if request.method not in _LOOKING and keep_unsaved():
        flash("送られた内容は保存していません。パスワードを変更すると、続きができます。", "warning")
    return redirect(url_for("password.change"))


def _ruled(view: _View, rule: Access) -> _View:
    view.access = rule  # type: ignore[attr-defined] # read back by `rule_of`
    return view
