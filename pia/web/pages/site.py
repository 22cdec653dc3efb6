"""The public site as it was written, for those who look at it here: public bytes alone."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.publication.names import is_safe
from pia.web.access import open_to_all
from pia.web.context import settings
from pia.web.documents import page_answer

blueprint = Blueprint("site", __name__)

_MISSING = 404
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".xml": "application/xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: Its pages are looked at, its files saved; they are of an origin of their own, so that nothing in
#: them could reach the session of a reader. No script runs, by `default-src`: were it the sandbox
#: that forbids scripts, tools that check a page could not look at it either.
_SANDBOX = "sandbox allow-scripts allow-downloads allow-popups"
#: What such a page may load, and be: it is of another origin, and it isolates no window.
_OPEN = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Opener-Policy": "unsafe-none",
}


def site_folder() -> Path:
    """Return the folder that the public site is written to."""
    return settings().home / "site"


@blueprint.get("/site/", defaults={"path": ""})
@blueprint.get("/site/<path:path>")
@open_to_all
def page(path: str) -> ResponseReturnValue:
    """Send a file of the site; of a folder its page."""
    if not (site_folder() / "index.html").is_file():
        return render_template("web/site/empty.html"), (_MISSING if path else 200)
    parts = [part for part in path.split("/") if part]
    file = site_folder().joinpath(*parts) if all(map(is_safe, parts)) else None
    try:
        if file is not None and file.is_dir():
            if path and not path.endswith("/"):
                return redirect(url_for("site.page", path=f"{path}/"))
            file = file / "index.html"
        data = file.read_bytes() if file else None
    except OSError:  # none, a longer name than any, or a site that is being swapped
        data = None
    if file is None or data is None:
        return render_template("web/site/missing.html"), _MISSING
    return _sent(data, file.suffix)


def _sent(data: bytes, suffix: str) -> Response:
    """Return a file with what a browser may do with it, to be asked for anew each time."""
    if suffix == ".html":
        answer = page_answer(data, styles="'self'", sandbox=_SANDBOX)
    else:
        answer = Response(data, content_type=_TYPES.get(suffix, "application/octet-stream"))
    answer.add_etag()
    answer.headers.update(_OPEN)
    answer.cache_control.public = True
    answer.cache_control.no_cache = True
    answer.make_conditional(request)
    return answer
