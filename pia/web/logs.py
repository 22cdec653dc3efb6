"""One line of JSON per request and per defect: when, what, how long, who; never what was written.

An address is logged as its rule, an exception as its class and the places it passed: messages of
exceptions quote values, and those may be text of a document.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
from datetime import UTC, datetime
from time import perf_counter
from traceback import extract_tb
from typing import Any

from flask import Flask, Response, g, request, session

from pia.web.sessions import BrowserSession

LOGGER = logging.getLogger("pia.web")


class JsonLines(logging.Formatter):
    """A record as one line; of other libraries' records only the template of the message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": at, "level": record.levelname, "event": str(record.msg)}
        line |= getattr(record, "fields", {"logger": record.name})
        if record.exc_info and record.exc_info[1]:
            line |= places_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def log_to_stderr() -> None:
    """Send every log of the process to standard error, as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    LOGGER.setLevel(logging.INFO)


def configure_logs(app: Flask) -> None:
    """Log each request once it is answered."""
    app.before_request(_begin)
    app.after_request(_log)


def request_id() -> str:
    """Return the number of a request, which the page of a defect shows."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(6)
    return str(g.request_id)


def log_defect(error: BaseException) -> None:
    """Log an error that is a defect of the program."""
    LOGGER.error("defect", extra={"fields": {"id": request_id()} | places_of(error)})


def _begin() -> None:
    g.begun = perf_counter()


def _log(answer: Response) -> Response:
    begun = g.get("begun")
    fields = {
        "id": request_id(),
        "method": request.method,
        "rule": request.url_rule.rule if request.url_rule else None,
        "status": answer.status_code,
        "ms": round((perf_counter() - begun) * 1000, 1) if begun else None,
        "user": _user_id(),
    }
    LOGGER.info("request", extra={"fields": fields})
    return answer


def _user_id() -> int | None:
    """Return who is signed in, without asking the store where nobody else did."""
    if not isinstance(session, BrowserSession) or not session.is_opened:
        return None
    return session.user.id if session.user else None


def places_of(error: BaseException) -> dict[str, Any]:
    """Return the class of an error and where it came from, without its words."""
    frames = [f"{one.filename}:{one.lineno} {one.name}" for one in extract_tb(error.__traceback__)]
    return {"error": type(error).__name__, "places": frames}
