"""Our styles and scripts, at an address that changes with their content."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, abort

import pia

PACKAGE = Path(pia.__file__).parent
_A_YEAR = 31_536_000
#: Folders that are served under one address: ours, and what others made.
FOLDERS = (
    PACKAGE / "web" / "static",
    PACKAGE / "vendor" / "design-tokens",
    PACKAGE / "vendor" / "htmx",
)
#: Kinds of files that are served, and nothing else in the folders.
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}


def files() -> dict[str, bytes]:
    """Return every served file by its name."""
    found = (file for folder in FOLDERS for file in sorted(folder.iterdir()))
    return {file.name: file.read_bytes() for file in found if file.suffix in KINDS}


def version(served: dict[str, bytes]) -> str:
    """Return a short digest of all served files."""
    digest = sha256()
    for name, data in sorted(served.items()):
        digest.update(name.encode("utf-8") + b"\0" + data + b"\0")
    return digest.hexdigest()[:12]


def configure_assets(app: Flask) -> None:
    """Serve them: `url_for("static", filename="base.css")`."""
    served = files()

    def static(filename: str) -> Response:
        if filename not in served:
            abort(HTTPStatus.NOT_FOUND)
        answer = Response(served[filename], mimetype=KINDS[Path(filename).suffix])
        answer.cache_control.public = answer.cache_control.immutable = True
        answer.cache_control.max_age = _A_YEAR
        return answer

    app.add_url_rule(f"/static/{version(served)}/<filename>", "static", static)
