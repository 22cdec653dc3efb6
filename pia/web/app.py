"""The application: made of steps, and refused where it would not be safe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from flask import Flask

from pia.errors import UsageRefused
from pia.store.work import Store
from pia.web.access import configure_access, rule_of
from pia.web.assets import configure_assets
from pia.web.context import system_clock
from pia.web.errors import configure_errors
from pia.web.limits import configure_limits
from pia.web.logs import configure_logs, log_defect
from pia.web.navigation import NAVIGATION
from pia.web.pages import BLUEPRINTS
from pia.web.security import configure_csrf, configure_security
from pia.web.sessions import configure_sessions
from pia.web.settings import WebSettings
from pia.web.templating import configure_templates
from pia.web.twice import configure_twice
from pia.web.unsaved import configure_unsaved

_SHORTEST_SECRET = 32


class Application(Flask):
    """Flask, whose own log of a defect would quote messages with text of documents."""

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Log a defect by its class and places."""
        if exc_info[1]:
            log_defect(exc_info[1])


def create_app(
    settings: WebSettings, store: Store, clock: Callable[[], datetime] = system_clock
) -> Flask:
    """Return the application of a store. Raises UsageRefused where it would not be safe.

    The checks of a request run in the order of the steps: where it comes from, how large it is,
    who may, and whether its form is one of ours.
    """
    app = Application("pia", template_folder="templates", static_folder=None)
    app.extensions |= {"pia.settings": settings, "pia.store": store}
    app.config["CLOCK"] = clock
    configure_templates(app)
    configure_assets(app)
    configure_sessions(app, store, settings.lengths, secure=settings.secure_cookies)
    configure_errors(app)
    configure_logs(app)
    configure_security(app, settings)
    configure_limits(app)
    configure_access(app)
    configure_csrf(app)
    configure_twice(app)
    configure_unsaved(app)
    configure_pages(app)
    validate(app, settings)
    return app


def configure_pages(app: Flask) -> None:
    """Register the pages."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def validate(app: Flask, settings: WebSettings) -> None:
    """Raise UsageRefused where the application would not be safe."""
    unruled = sorted(name for name in app.view_functions if rule_of(app, name) is None)
    missing = [entry.endpoint for entry in NAVIGATION if entry.endpoint not in app.view_functions]
    secret = app.secret_key or b""
    faults = {
        f"アクセスの規則がない画面があります: {'、'.join(unruled)}": bool(unruled),
        f"メニューの行き先がありません: {'、'.join(missing)}": bool(missing),
        "デバッグの設定が有効です": app.debug,
        "秘密鍵がないか短すぎます": len(secret) < _SHORTEST_SECRET,
        "答えてよいホスト名がありません": not settings.trusted_hosts,
    }
    if wrong := [text for text, is_wrong in faults.items() if is_wrong]:
        raise UsageRefused("この設定では起動できません", where="。".join(wrong))
