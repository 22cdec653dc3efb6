"""Pages and files that we made or were given, sent as they are: what a browser may do with them."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from io import BytesIO

from flask import Response, send_file

from pia.assessment.wareki import to_wareki
from pia.web.uploads import safe_name

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_UNKNOWN = "application/octet-stream"


def page_answer(page: bytes, *, styles: str = "", sandbox: str = "") -> Response:
    """Return a document's page: nothing but its own styles, and `styles` ('self'), is let in."""
    answer = Response(page, mimetype="text/html")
    text = page.decode("utf-8")
    answer.headers["Content-Security-Policy"] = document_policy(text, styles, sandbox)
    return answer


def document_policy(page: str, styles: str = "", sandbox: str = "") -> str:
    """Return the policy of a page: its own style sheets by their hashes, no script, no form."""
    hashes = (f"'sha256-{_hash(style)}'" for style in _STYLE.findall(page))
    sources = " ".join(filter(None, (styles, *hashes))) or "'none'"
    rules = (
        "default-src 'none'",
        f"style-src {sources}",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        sandbox,
    )
    return "; ".join(filter(None, rules))


def download_answer(data: bytes, name: str, media_type: str = _UNKNOWN) -> Response:
    """Return a file to be saved, never shown: what people handed in is no page of ours."""
    answer = send_file(BytesIO(data), as_attachment=True, download_name=safe_name(name))
    answer.headers["Content-Type"] = media_type
    return answer


def saved_name(what: str, number: str, when: date | str, ending: str) -> str:
    """Return what a file is called that a person saves: 変更箇所_12_令和8年11月23日.docx.

    `number` is the 評価書番号, "" for a file about many; published files have names of their own.
    """
    plain = re.sub(r"[^\w-]+", "-", number).strip("-")
    day = when if isinstance(when, str) else to_wareki(when)
    return f"{'_'.join(filter(None, (what, plain, day)))}.{ending}"


def _hash(style: str) -> str:
    return b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
