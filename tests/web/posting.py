"""Every form of the application as a browser finds it, and posts of it that no browser should make."""

import html
import inspect
import io
import json
import re
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_plus, urlencode

from werkzeug.exceptions import HTTPException
from werkzeug.test import encode_multipart

#: Names that a view takes from its form, as its module is written.
_ASKED = re.compile(r'form(?:\.get|\.getlist)?[(\[]\s*f?"([a-z_]+)["-]')
_QUERIED = re.compile(r'(?:args|values)(?:\.get|\.getlist)?[(\[]\s*"([a-z_]+)"')
#: Pages of one endpoint that are looked at, and endpoints that answer with something else.
_PAGES_OF_EACH = 2
_FILES = ("download", "document", "preview", "rendering", "static", "sheet", "page")
#: Answers that can show a text.
_SHOWN = ("text/html", "application/json")
#: What a person typed, and must not lose.
TYPED = "消えては困る文"


@dataclass
class Form:
    """A form: where it goes, what it holds, and which of its fields a person types in."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    #: What stands beside a password is not shown again.
    is_secret: bool = False


@dataclass
class Sent:
    """A body with its type, and the texts that must be on a page of refusal."""

    data: bytes
    kind: str = "application/x-www-form-urlencoded"
    kept: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self, address):
        super().__init__(convert_charrefs=True)
        self.address, self.found, self.here, self.area = address, [], None, None
        self.links = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].partition("#")[0])
        if tag == "form" and given.get("method", "").lower() == "post":
            self.here = Form(given.get("action") or self.address)
            self.found.append(self.here)
        if self.here is None or not given.get("name"):
            return
        if tag == "textarea":
            self.area = [given["name"], ""]
            if "hidden" not in given:
                self.here.texts.append(given["name"])
        elif tag == "input":
            kind = given.get("type", "text")
            if kind not in ("radio", "checkbox", "file") or "checked" in given:
                self.here.fields.append((given["name"], given.get("value", "")))
            if kind == "text":
                self.here.texts.append(given["name"])
            self.here.is_secret |= kind == "password"
        elif tag in ("button", "select"):
            self.here.fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.here = None
        if tag == "textarea" and self.area and self.here:
            self.here.fields.append(tuple(self.area))
            self.area = None


def forms_of(app, client, addresses):
    """The first form that posts to each endpoint, on these pages and those they lead to."""
    found: dict[str, Form] = {}
    seen: Counter[str] = Counter()
    waiting = list(addresses)
    while waiting:
        address = waiting.pop(0)
        endpoint = endpoint_of(app, address, "GET")
        if endpoint.endswith(_FILES) or seen[endpoint] == _PAGES_OF_EACH:
            continue
        seen[endpoint] += 1
        page = client.get(address)
        if page.status_code != 200 or page.mimetype != "text/html":
            continue
        reader = _Forms(address)
        reader.feed(page.text)
        waiting += reader.links
        for form in reader.found:
            found.setdefault(endpoint_of(app, form.action, "POST"), form)
    return found


def endpoint_of(app, address, method):
    """The endpoint of an address, "static" where it is none of ours."""
    try:
        return app.url_map.bind("localhost").match(address.partition("?")[0], method=method)[0]
    except HTTPException:
        return "static"


def asked_names(view, *, query=False):
    """The names that the module of a view reads from forms, or from the query of its address."""
    source = inspect.getsource(sys.modules[inspect.unwrap(view).__module__])
    return list(dict.fromkeys((_QUERIED if query else _ASKED).findall(source)))


def is_sentence(answer, *, redirected=False):
    """Whether an answer says something in Japanese, on a page or in JSON; or leads to one."""
    if redirected and answer.status_code in (302, 303):
        return True
    words = answer.text
    if answer.is_json:
        words = json.dumps(answer.json, ensure_ascii=False)
    elif "<h1" not in words:
        return False
    return re.search(r"[ぁ-んァ-ヶ一-龠]{3,}", words) is not None


def lost(answer, kept, is_stored):
    """The texts that neither the answered page shows nor the store has."""
    shown = html.unescape(_words(answer)).replace("\r\n", "\n")
    kept = [text.replace("\r\n", "\n") for text in kept]
    return [text[:20] for text in kept if text not in shown and not is_stored(text)]


def _words(answer):
    """What an answer says: a page, JSON, or a file of an office program."""
    if answer.mimetype in _SHOWN:
        return answer.text
    if not zipfile.is_zipfile(file := io.BytesIO(answer.data)):
        return ""
    with zipfile.ZipFile(file) as parts:
        return "".join(
            parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")
        )


# --- posts that no browser should make --------------------------------------------------------
# What is typed in one field differs from what is typed in any other. One field of them, another
# with each kind of post, holds what is hostile; the others must be kept beside it.


def nothing(token, form):
    return _coded([("csrf_token", token)])


def every_value_odd(token, form):
    sent = _coded(_with(token, form, lambda name, _: _odd(form, name)))
    sent.kept = [_odd(form, name) for name in _kept_of(form)]
    return sent


def huge_numbers(token, form):
    sent = _coded(_with(token, form, lambda name, _: _number(form, name)))
    sent.kept = [_number(form, name) for name in _kept_of(form)]
    return sent


def every_field_twice(token, form):
    pairs, typed = _with(token, form), _typed_in(form)
    first = [(name, typed.get(name, value)) for name, value in pairs]
    again = [(name, f"{typed[name]}二度目" if name in typed else value) for name, value in pairs]
    sent = _coded(first + again)
    sent.kept = [f"{typed[name]}{more}" for name in _kept_of(form) for more in ("", "二度目")]
    return sent


def unknown_fields(token, form):
    sent = _hostile(token, form, 0, f"{TYPED}の欄")
    sent.data += (
        b"&" + urlencode([("strange", "x"), ("strange[]", ""), ("", "x"), ("あ", "い")]).encode()
    )
    return sent


def huge_text(token, form):
    more = "x" * 600_000
    sent = _hostile(token, form, 1, f"{TYPED}HUGE", kept=TYPED + more)
    sent.data = sent.data.replace(b"HUGE", more.encode())
    return sent


def control_characters(token, form):
    return _hostile(token, form, 0, f"{TYPED}\x07\x1b\x00あ")


def half_signs(token, form):
    sent = _hostile(token, form, 1, f"{TYPED}半分SIGN", kept=f"{TYPED}半分")
    sent.data = sent.data.replace(b"SIGN", b"%ED%A0%80%FF")
    return sent


def half_width_kana_bidi_marks_and_tabs(token, form):
    seen = f"{TYPED}ﾐﾎﾝｼ\u202eあいう\u2066\u200f"
    return _hostile(token, form, 2, f"{seen}\tあ\tい", kept=seen)


def as_multipart(token, form):
    fields = dict(_with(token, form, _as_typed(_typed_in(form))))
    boundary, body = encode_multipart(fields)
    return Sent(body, f"multipart/form-data; boundary={boundary}", _kept_texts(form))


def as_broken_multipart(token, form):
    return Sent(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n', "multipart/form-data")


def as_json(token, form):
    return Sent(json.dumps(dict(_with(token, form))).encode(), "application/json")


def broken_json(token, form):
    return Sent(b'{"a": "\xff', "application/json")


KINDS = [
    nothing, every_value_odd, huge_numbers, every_field_twice, unknown_fields, huge_text, control_characters,
    half_signs, half_width_kana_bidi_marks_and_tabs, as_multipart, as_broken_multipart, as_json,
    broken_json,
]  # fmt: skip


#: Posts in which nobody typed anything.
TEXTLESS = (nothing, as_broken_multipart, as_json, broken_json)


def _hostile(token, form, turn, text, *, kept=None):
    """What is typed, with a hostile text in the field whose turn it is."""
    typed = _typed_in(form)
    name = _names(form)[turn % len(_names(form))]
    sent = _coded(_with(token, form, _as_typed(typed | {name: text})))
    if form.texts and not form.is_secret:
        sent.kept = [kept or text, *(typed[other] for other in typed if other != name)]
    return sent


def _names(form):
    """The fields that a person types in; of a form without any its last one."""
    return list(dict.fromkeys(form.texts or [name for name, _ in form.fields[-1:]])) or [""]


def _typed_in(form):
    return {name: f"{TYPED}{n}番" for n, name in enumerate(dict.fromkeys(form.texts))}


def _kept_of(form):
    return [] if form.is_secret else list(dict.fromkeys(form.texts))


def _kept_texts(form):
    return [] if form.is_secret else list(_typed_in(form).values())


def _odd(form, name):
    return f"なにか{_turn(form, name)}" + "x" * 40


def _number(form, name):
    return "9" * 40 + str(_turn(form, name))


def _turn(form, name):
    return form.texts.index(name) if name in form.texts else ""


def _as_typed(typed):
    return typed.get


def _with(token, form, changed=lambda _, value: value):
    ours = ("csrf_token",)
    fields = [(name, changed(name, value)) for name, value in form.fields if name not in ours]
    return [("csrf_token", token), *fields]


def _coded(pairs):
    return Sent(urlencode(pairs, quote_via=quote_plus).encode())
