"""A form that came after the session had ended: kept until its person is back, never saved by itself.

It lies in the session of the same browser and ends with it. The token of the form, which we signed,
says to whom the page was shown; nobody else gets the text. Passwords and files are never kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, Response, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from pia.web.context import browser_session, current_user
from pia.web.kept import kept_texts, same_form
from pia.web.sessions import FORM_TOKEN, UNSAVED

#: How much of one form is kept, in characters: as much as the largest page of a draft takes.
_MOST = 2_000_000
#: Flask-WTF's own: the token of a form is the session's, signed with our key under this salt.
_SALT: Final = "wtf-csrf-token"
_SAVED = 303


@dataclass(frozen=True)
class Unsaved:
    """A form as it came: where to, and what."""

    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def posted(self) -> MultiDict[str, str]:
        """The fields as a request has them."""
        return MultiDict(self.fields)


def configure_unsaved(app: Flask) -> None:
    """Forget what was kept as soon as the page that showed it again is saved."""
    app.after_request(_forget_saved)


def keep_unsaved() -> bool:
    """Keep the form of this request for its person; return whether it is kept.

    It is not where nobody wrote anything, where it is too large, or where we cannot tell whose it
    is: a page that was shown to nobody in particular, or that is not ours.
    """
    form = same_form()
    owner = owner_of(request.form.get(FORM_TOKEN, "")) if form else None
    if form is None or owner is None or not kept_texts():
        return False
    if sum(len(name) + len(text) for name, text in form.fields) > _MOST:
        return False
    # As one text: PostgreSQL's JSON takes no NUL, which somebody may have pasted.
    fields = json.dumps(form.fields, ensure_ascii=False)
    browser_session()[UNSAVED] = {"owner": owner, "address": form.address, "fields": fields}
    return True


def unsaved() -> Unsaved | None:
    """Return what waits for whoever is signed in."""
    user, held = current_user(), browser_session().get(UNSAVED)
    if user is None or not held or held["owner"] != user.id:
        return None
    fields = json.loads(held["fields"])
    return Unsaved(held["address"], tuple((name, text) for name, text in fields))


def is_of_another() -> bool:
    """Return whether the form of this request was shown to another than who is signed in."""
    user, owner = current_user(), owner_of(request.form.get(FORM_TOKEN, ""))
    return owner is not None and (user is None or owner != user.id)


def owner_of(token: str) -> int | None:
    """Return the user whom a form with this token was shown to, None where we cannot tell."""
    signer = URLSafeTimedSerializer(current_app.secret_key or b"", salt=_SALT)
    try:
        said = signer.loads(token)
    except BadData:
        return None
    number = re.fullmatch(r"[0-9a-f]+\.(\d{1,18})", said) if isinstance(said, str) else None
    return int(number[1]) if number else None


def _forget_saved(answer: Response) -> Response:
    if request.method == "POST" and _is_saved(answer) and (held := unsaved()):
        is_its = request.script_root + request.path == held.address.partition("?")[0]
        if is_its and request.form.get("base") == held.posted.get("base"):
            del browser_session()[UNSAVED]
    return answer


def _is_saved(answer: Response) -> bool:
    """Return whether all of a form was taken: by a page that leads on, or by the autosave."""
    if answer.status_code == _SAVED:
        return True
    said: Any = answer.get_json(silent=True) if answer.is_json else None
    return isinstance(said, Mapping) and said.get("errors") == {} and said.get("conflict") is False
