"""How much a request may carry, decided before any of it is read.

A text that is too long must not be lost: up to `HARD` it is read after all, so that the page of
refusal can show it again.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from typing import IO, Any, TypeVar
from urllib.parse import parse_qsl

from flask import Flask, Request, current_app, g, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser, MultiPartParser
from werkzeug.routing import IntegerConverter

from pia.forms.typed import MAX_TEXT
from pia.settings import MAX_FILE_BYTES
from pia.web.context import current_user

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])

_UNITS = {"kB": 1_000, "MB": 1_000_000}
#: What a view takes that does not say more.
DEFAULT = 200_000
#: What a page of refusal still reads to give it back: four million Japanese signs.
HARD = 40_000_000
#: The same with files, which are read past: what the server takes at all.
HARD_WITH_FILES = 64_000_000
#: The same for whoever is not signed in: giving back costs several times the text in memory.
HARD_FOR_STRANGERS = 8_000_000
#: Fields and files of one multipart body; forms of text are sent urlencoded.
MOST_PARTS = 1_000


#: Stands for bytes that are no text (half a sign): `keep_typed` refuses it at its field, and it can
#: be written into a page. Werkzeug alone would leave 「%ED%A0%80」 as if somebody had typed that.
BROKEN = "\uffff"
_HANDLER = "pia.broken"
codecs.register_error(_HANDLER, lambda error: (BROKEN, error.end))  # type: ignore[attr-defined] # of decoding alone


class FormParser(FormDataParser):
    """Reads a form, and marks what is no UTF-8 in it."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """Return stream, fields and files."""
        if mimetype != "application/x-www-form-urlencoded":
            return super().parse(stream, mimetype, content_length, options)
        raw = stream.read().decode(errors=_HANDLER)
        pairs = parse_qsl(raw, keep_blank_values=True, errors=_HANDLER)
        return stream, self.cls(pairs), self.cls()


class FormRequest(Request):
    """A request whose forms `FormParser` reads."""

    form_data_parser_class = FormParser


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
    app.request_class = FormRequest
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


def texts_beside_files() -> MultiDict[str, str] | None:
    """Read the texts of a form whose files are too large; None where it is too large for that too.

    Raises RequestEntityTooLarge where the texts alone are, or the fields are too many.
    """
    is_known = not g.get("bare", False) and current_user() is not None
    length = request.content_length or 0
    if length > (HARD_WITH_FILES if is_known else HARD_FOR_STRANGERS):
        return None
    request.max_content_length = HARD_WITH_FILES
    boundary = request.mimetype_params.get("boundary", "").encode("latin-1", "replace")
    parser = MultiPartParser(
        stream_factory=_nowhere,
        max_form_memory_size=HARD_FOR_STRANGERS,
        max_form_parts=MOST_PARTS,
    )
    try:
        return parser.parse(request.stream, boundary, length)[0]
    except ValueError:  # no multipart body after all
        return MultiDict()


def largest_file() -> int:
    """Return how many megabytes a file on this page may have."""
    return min(_limit() - _UNITS["MB"], MAX_FILE_BYTES) // _UNITS["MB"]


def _nowhere(
    total_content_length: int | None,  # noqa: ARG001 - as Werkzeug calls it
    content_type: str | None,  # noqa: ARG001
    filename: str | None,  # noqa: ARG001
    content_length: int | None = None,  # noqa: ARG001
) -> io.BytesIO:
    return _Nowhere()


class _Nowhere(io.BytesIO):
    """Where a file goes that nobody asks for."""

    def write(self, data: Any, /) -> int:
        """Forget the bytes."""
        return len(data)


def _limit() -> int:
    view = current_app.view_functions.get(request.endpoint or "")
    limit: int = getattr(view, "body_limit", DEFAULT)
    return limit


def _check() -> None:
    limit = _limit()
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
