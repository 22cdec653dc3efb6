"""What a request stands on: the store, the person, the clock. Nowhere else reads the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import cast

from flask import Flask, current_app, session

from pia.accounts.japan_time import JST
from pia.approval.roles import Actor
from pia.operations.letters import MailLetters
from pia.store.records import User
from pia.store.work import Store
from pia.web.sessions import BrowserSession
from pia.web.settings import WebSettings


def store() -> Store:
    """Return the store of the application."""
    return store_of(current_app)


def store_of(app: Flask) -> Store:
    """Return the store of an application, also outside a request."""
    return cast(Store, app.extensions["pia.store"])


def settings() -> WebSettings:
    """Return the settings of the application."""
    return cast(WebSettings, current_app.extensions["pia.settings"])


def browser_session() -> BrowserSession:
    """Return the session of the browser."""
    return cast(BrowserSession, session._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - as Werkzeug's documentation says


def letters() -> MailLetters | None:
    """Return who writes letters about acts, None where no mail server is set."""
    given = settings()
    return MailLetters(given.base_url) if given.has_mail else None


def current_user() -> User | None:
    """Return who is signed in, or None."""
    return browser_session().user


def current_actor() -> Actor:
    """Return who acts; for views behind `@signed_in` and `@needs` only."""
    user = current_user()
    if user is None:
        raise RuntimeError("a view without access rule asked who acts")
    return user.actor


def now() -> datetime:
    """Return the present instant in UTC; tests put their own CLOCK into the configuration."""
    clock: Callable[[], datetime] = current_app.config["CLOCK"]
    return clock()


def today() -> date:
    """Return today's civil date in Japan."""
    return now().astimezone(JST).date()


def system_clock() -> datetime:
    """Return the instant of this machine."""
    return datetime.now(UTC)  # noqa: TID251 - this is the door
