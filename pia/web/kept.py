"""What was posted and not taken, so that nothing is lost: said in the officer's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from pia.assessment import Path
from pia.errors import PathNotFound
from pia.official import Form, Item, editions, load_form
from pia.official.labels import fill, label_long
from pia.web.limits import open_for_keeping, texts_beside_files

_URLENCODED = "application/x-www-form-urlencoded"
_WITH_FILES = "multipart/form-data"
#: Taken in runs, and none without end: each round of a repeat is remembered until the run is over.
_ESCAPED = re.compile(rb"(?:%[0-9A-Fa-f]{2}){1,999}")
#: Fields that are told apart in a body that is too large: more than any page has.
_MOST = 10_000
#: Fields that nobody typed.
_NOT_TYPED = re.compile(
    r"base|button|csrf_token|first|next|page|path|thing|token|(?:at|choice)-\d+|.*password.*"
)
#: Fields of the page on which two texts are settled: the text belongs to the item of `at-1`.
_SETTLED = re.compile(r"(?:text|mine)-(\d+)")
#: A key or a number of ours, where no label is known.
_KEY = re.compile(r"[\w\[\]@.:-]{1,40}", re.ASCII)
#: Fields that no form of an assessment has.
_LABELS = {
    "body": "コメント",
    "conducted_on": "実施日",
    "name": "名称",
    "note": "依頼文",
    "planned_on": "公表予定日",
    "quote": "非公表にする部分",
    "reason": "理由",
    "subject": "件名",
}
_OTHER = "入力した内容"
#: From how many signs on a text comes first: short ones are quickly written again.
_LONG = 80


class KeptText(NamedTuple):
    """One text as it came, and what it belongs to."""

    label: str
    text: str


@dataclass(frozen=True)
class SameForm:
    """A form as it came, to be sent once more; without the token, which is made anew."""

    address: str
    fields: tuple[tuple[str, str], ...]


def kept_texts() -> tuple[KeptText, ...] | None:
    """Return what a person wrote, long texts first; None if it is too large to be read.

    Passwords are never shown again, nor is what nobody typed.
    """
    if request.method != "POST":
        return ()
    try:
        posted = _posted()
    except RequestEntityTooLarge:  # of too many parts, which only the reading finds
        return None
    return None if posted is None else texts_of(posted)


def texts_of(posted: MultiDict[str, str]) -> tuple[KeptText, ...]:
    """Return what a person wrote in a form, long texts first."""
    return tuple(sorted(_written(posted), key=lambda kept: len(kept.text) < _LONG))


def same_form() -> SameForm | None:
    """Return the form of this request to be sent again; None where it has files or passwords.

    It goes to the address that this request came to, and nowhere else; what another site sent is
    never offered.
    """
    has_secrets = any("password" in name for name in request.form)
    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if request.mimetype != _URLENCODED or has_secrets or not is_ours:
        return None
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    return SameForm(request.script_root + request.full_path.rstrip("?"), tuple(fields))


def _posted() -> MultiDict[str, str] | None:
    """Return the fields of the request, read now where they are not yet; None if too large."""
    if "form" in request.__dict__:
        return request.form
    if request.mimetype == _WITH_FILES:
        return texts_beside_files()
    if not open_for_keeping():
        return None
    if request.mimetype != _URLENCODED:
        return request.form
    pairs = (one.partition(b"=") for one in request.get_data(cache=False).split(b"&", _MOST))
    return MultiDict([(_decoded(name), _decoded(text)) for name, _, text in pairs])


def _decoded(raw: bytes) -> str:
    """Decode as `urllib.parse` does, which takes eighty times a Japanese text in memory."""
    plain = _ESCAPED.sub(
        lambda run: bytes.fromhex(run[0].replace(b"%", b"").decode()), raw.replace(b"+", b" ")
    )
    return plain.decode(errors="replace")


def _written(posted: MultiDict[str, str]) -> Iterator[KeptText]:
    for name, texts in posted.lists():
        if _NOT_TYPED.fullmatch(name):
            continue
        label, item = _place(name, posted)
        words = [_words(item, name, text) for text in texts if text.strip()]
        if label == _OTHER:
            words = [text for text in words if not _KEY.fullmatch(text)]
        # Several boxes of one item are one line; of anything else each is a text of its own.
        for text in ["、".join(words)] if item and item.kind == "boxes" and words else words:
            yield KeptText(label, text)


def _place(name: str, posted: MultiDict[str, str]) -> tuple[str, Item | None]:
    """Return the label of a field, and its item where its value may be a key of a choice."""
    settled = _SETTLED.fullmatch(name)
    at = posted.get(f"at-{settled[1]}", "") if settled else name
    path, _, detail = at.partition(".detail.")
    form, item = _item(path)
    if form is None or item is None:
        return _LABELS.get(name, _OTHER), None
    label = fill(label_long(form, item))
    if not detail:
        return label, item
    choice = item.choice(detail)
    return f"{label} {choice.words if choice else ''}".strip(), None


def _item(path: str) -> tuple[Form | None, Item | None]:
    """Return the item of a path in the newest form that has it."""
    try:
        pattern = Path.parse(path).pattern
    except PathNotFound:
        return None, None
    for edition in reversed(editions()):
        form = load_form(edition=edition)
        if isinstance(item := form.find(pattern), Item):
            return form, item
    return None, None


def _words(item: Item | None, name: str, text: str) -> str:
    """Return a posted value as a person reads it: of a choice its words, of a text itself."""
    choice = item.choice(text) if item else None
    if choice:
        return choice.words
    return _unpacked(text) if name.startswith("mine-") else text


def _unpacked(packed: str) -> str:
    """Return the text in what the page of two texts carries as JSON."""
    try:
        value = json.loads(packed)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a sign can be shown nowhere
    except (ValueError, RecursionError):
        return packed
    return value if isinstance(value, str) else packed
