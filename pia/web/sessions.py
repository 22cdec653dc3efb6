"""Flask's session over the sessions of `accounts`: a token in the cookie, all else in the store.

Nothing is read before a view or a template asks for it: static files, `/healthz` and the page of a
broken database do without the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from pia.accounts import sessions
from pia.accounts.sessions import Lengths, Opened
from pia.errors import ChangedMeanwhile
from pia.store.records import User
from pia.store.work import Store

#: That a browser was seen is written down at most this often.
_SEEN_EVERY = timedelta(minutes=1)
#: Where the token of forms lies (Flask-WTF's name), and a form that came while nobody was signed in.
FORM_TOKEN, UNSAVED = "csrf_token", "unsaved"


class BrowserSession(SessionMixin):
    """The session of one browser during one request."""

    new = False

    def __init__(
        self, store: Store, token: str, clock: Callable[[], datetime], lengths: Lengths
    ) -> None:
        self.token = self.came_with = token
        self.modified = False
        self._changed: set[str] = set()
        self._store, self._clock, self._lengths = store, clock, lengths

    @cached_property
    def opened(self) -> Opened | None:
        """The session as the store knows it, None for a browser without a living one."""
        return sessions.find(self._store, self.token, self._clock()) if self.token else None

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the session holds; the token of forms belongs to it from its birth."""
        return _form_token(self.opened) | self.opened.session.data if self.opened else {}

    @property
    def is_opened(self) -> bool:
        """Whether this request has asked for it."""
        return "opened" in self.__dict__

    @property
    def user(self) -> User | None:
        """Who is signed in."""
        return self.opened.user if self.opened else None

    def begin(self, user: User) -> None:
        """Sign a user in: a new token and an empty session; the old one ends.

        Only a form that this very user could not save is carried over.
        """
        held = self.data.get(UNSAVED)
        self.end()
        self.data = {UNSAVED: held} if held and held["owner"] == user.id else {}
        self._start(user)
        del self.__dict__["data"]  # read anew

    def end(self) -> None:
        """Sign out."""
        if self.opened:
            sessions.end(self._store, self.opened, self._clock())
        self.opened, self.data, self.token, self.modified = None, {}, "", False

    def finish(self) -> None:
        """Keep what the request changed, and that the browser was seen."""
        if not self.is_opened:
            return
        if self.opened is None:
            if self.modified:
                self._start(None)
        elif self.modified:
            session = replace(self.opened.session, data=self.data)
            sessions.keep(self._store, session, self._clock(), self._lengths, self._changed)
        elif self._clock() - self.opened.session.seen_at >= _SEEN_EVERY:
            with suppress(ChangedMeanwhile):  # the next request says it again
                sessions.keep(self._store, self.opened.session, self._clock(), self._lengths)

    def _start(self, user: User | None) -> None:
        self.opened = sessions.start(self._store, user, self.data, self._clock(), self._lengths)
        self.token = self.opened.token

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.data[key] = value
        self._changed.add(key)
        self.modified = True

    def __delitem__(self, key: str) -> None:
        del self.data[key]
        self._changed.add(key)
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


def _form_token(opened: Opened) -> dict[str, str]:
    """Return the token of the forms of a session, by its key: made of its own, so that it is one.

    Two first requests at once would else make one each, and the page of the first be refused. It
    names the user, so that a form tells to whom it was shown.
    """
    secret = sha256(f"form {opened.token}".encode()).hexdigest()
    return {FORM_TOKEN: f"{secret}.{opened.user.id if opened.user else ''}"}


class StoredSessions(SessionInterface):
    """Opens the session of a request's cookie, and sets the cookie where the token changed."""

    def __init__(self, store: Store, lengths: Lengths) -> None:
        self._store, self._lengths = store, lengths

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        """Return the session of a request."""
        token = request.cookies.get(self.get_cookie_name(app), "")
        return BrowserSession(self._store, token, app.config["CLOCK"], self._lengths)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session; the cookie lives until the browser is closed."""
        if not isinstance(session, BrowserSession):
            return
        session.finish()
        name, attributes = self.get_cookie_name(app), _attributes(app)
        if session.token and session.token != session.came_with:
            response.set_cookie(name, session.token, **attributes)
        elif session.came_with and not session.token:
            response.delete_cookie(name, **attributes)


def _attributes(app: Flask) -> dict[str, Any]:
    secure = app.config["SESSION_COOKIE_SECURE"]
    return {"path": "/", "httponly": True, "samesite": "Lax", "secure": secure}


def configure_sessions(app: Flask, store: Store, lengths: Lengths, *, secure: bool) -> None:
    """Keep sessions in the store; over https the cookie is bound to this very host."""
    app.config["SESSION_COOKIE_SECURE"] = secure
    app.config["SESSION_COOKIE_NAME"] = "__Host-pia" if secure else "pia"
    app.session_interface = StoredSessions(store, lengths)
