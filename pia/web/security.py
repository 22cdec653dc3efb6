"""What every answer says to the browser, and which requests are not answered at all."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from flask import Flask, Response, request
from flask_wtf import CSRFProtect  # type: ignore[import-untyped] # ships no types
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

from pia.web.context import settings
from pia.web.settings import WebSettings

#: Scripts and styles come only from our own files, and nothing is sent anywhere else.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_A_YEAR = 31_536_000
_SECRET_BYTES = 32
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
#: Where a browser says that another website's page sent the request.
_FOREIGN = frozenset({"cross-site", "same-site"})


class UntrustedHost(BadRequest):
    """The application was called by a name that is not in PIA_TRUSTED_HOSTS."""


class ForeignPost(BadRequest):
    """A form was sent from another website's page."""


def configure_security(app: Flask, given: WebSettings) -> None:
    """Check where a request comes from, and say what its answer may do."""
    app.config["DEBUG"] = False  # whatever FLASK_DEBUG says
    app.secret_key = secret_of(given.home)
    if given.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_host=1)  # type: ignore[method-assign] # Flask's way
    app.before_request(_check_source)
    app.after_request(_say)


def configure_csrf(app: Flask) -> None:
    """Refuse forms without the token of their session.

    Comes after the access: who was signed out reads just that. The token lives as long as the
    session, since an hour's typing must not be refused. No Referer is asked for over https, since
    our own pages send none.
    """
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_CSRF_SSL_STRICT"] = False
    CSRFProtect(app)


def secret_of(home: Path) -> bytes:
    """Return the secret of a home, made at the first start; only its owner may read the file."""
    file = home / "secret.key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(_SECRET_BYTES))
    return file.read_bytes()


def _check_source() -> None:
    if not any(_is_named(request.host, one) for one in settings().trusted_hosts):
        raise UntrustedHost
    if request.method not in _READING and request.headers.get("Sec-Fetch-Site") in _FOREIGN:
        raise ForeignPost


def _is_named(host: str, trusted: str) -> bool:
    """Return whether a host is the trusted one, its port aside (Werkzeug's own takes no IPv6)."""
    name = re.sub(r":\d+$", "", host.casefold())
    return name == trusted.removeprefix(".") or (trusted[0] == "." and name.endswith(trusted))


def _say(answer: Response) -> Response:
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)  # a view's own policy stands
    if settings().secure_cookies:
        answer.headers["Strict-Transport-Security"] = f"max-age={_A_YEAR}"
    if not (answer.cache_control.immutable or answer.cache_control.public):
        answer.headers["Cache-Control"] = "no-store"
    return answer
