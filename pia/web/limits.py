"""How much a request may carry, decided before any of it is read.

A text that is too long must not be lost: up to `HARD` it is read after all, so that the page of
refusal can show it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.routing import IntegerConverter

from pia.forms.typed import MAX_TEXT
from pia.web.context import current_user

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])

_UNITS = {"kB": 1_000, "MB": 1_000_000}
#: What a view takes that does not say more.
DEFAULT = 200_000
#: What a page of refusal still reads to give it back: four million Japanese signs.
HARD = 40_000_000
#: The same for whoever is not signed in: giving back costs several times the text in memory.
HARD_FOR_STRANGERS = 8_000_000
#: Fields and files of one multipart body; forms of text are sent urlencoded.
MOST_PARTS = 1_000


class Number(IntegerConverter):
    """A number in an address that a database can look up; there is no page of a larger one."""

    regex = r"\d{1,15}"


class Unread(RequestEntityTooLarge):
    """A body is larger than its view takes; nothing of it was read yet."""


def body_limit(size: str) -> Callable[[_View], _View]:
    """Let a view take bodies up to `size`: "500kB", "20MB"."""
    number = _bytes(size)

    def limited(view: _View) -> _View:
        view.body_limit = number  # type: ignore[attr-defined] # read back by `_check`
        return view

    return limited


def configure_limits(app: Flask) -> None:
    """Refuse what is larger than its view takes."""
    app.config["MAX_CONTENT_LENGTH"] = DEFAULT
    app.config["MAX_FORM_PARTS"] = MOST_PARTS
    app.url_map.converters["int"] = Number
    app.jinja_env.globals["longest_text"] = MAX_TEXT  # editing.js says it before anything is sent
    app.before_request(_check)


def open_for_keeping() -> bool:
    """Let a body be read for the page that gives it back; False where it is too large."""
    is_known = not g.get("bare", False) and current_user() is not None
    hard = HARD if is_known else HARD_FOR_STRANGERS
    if (request.content_length or 0) > hard:
        return False
    _take(hard)
    return True


def _check() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    limit = getattr(view, "body_limit", DEFAULT)
    _take(limit)
    if (request.content_length or 0) > limit:
        raise Unread


def _take(limit: int) -> None:
    # The fields of a form together may fill the body: one limit, not Werkzeug's two.
    request.max_content_length = request.max_form_memory_size = limit


def _bytes(size: str) -> int:
    match = re.fullmatch(r"(\d+)(kB|MB)", size)
    if match is None:
        raise ValueError(size)
    return int(match[1]) * _UNITS[match[2]]
