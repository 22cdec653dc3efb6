"""A form in which one field has two texts: refused with both of them, where a view would take one.

No page of ours sends that; a browser that filled in by itself, or a proxy, may. Boxes come several
times under one name and are keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue

from pia.errors import InputRefused

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])

#: What a box or a button sends: a key, a number, the path of an item.
_KEY = re.compile(r"[\w\[\]@.:-]*", re.ASCII)


def tells_twice(view: _View) -> _View:
    """Let a view have two texts of one field: it tells so at the field."""
    view.tells_twice = True  # type: ignore[attr-defined] # read back by `_check`
    return view


def configure_twice(app: Flask) -> None:
    """Refuse them behind the access and the token of the form."""
    app.before_request(_check)


def _check() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method != "POST" or getattr(view, "tells_twice", False):
        return
    for texts in request.form.listvalues():
        if len(set(texts)) > 1 and not all(map(_KEY.fullmatch, texts)):
            hint = "下に両方を残してあります。画面を開き直して、どちらかを入れてください。"
            raise InputRefused("同じ欄に2つの内容が送られました", hint=hint)
