"""What others made is shipped as they made it, and served from here."""

import re
from hashlib import sha256
from http import HTTPStatus

import pytest

from pia.web.assets import PACKAGE

VENDOR = PACKAGE / "vendor"
LISTED = re.findall(
    r"^\| `([^`]+)` \|.*`([0-9a-f]{64})` \|$",
    (VENDOR / "README.md").read_text("utf-8"),
    re.MULTILINE,
)


def test_every_file_of_others_is_listed():
    files = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}
    assert {file for file in files if not file.endswith(("LICENSE", "README.md"))} == {
        name for name, _ in LISTED
    }


@pytest.mark.parametrize(("name", "digest"), LISTED)
def test_it_is_unmodified_and_has_its_licence(name, digest):
    file = VENDOR / name
    assert sha256(file.read_bytes()).hexdigest() == digest
    assert (file.parent / "LICENSE").read_text("utf-8").strip()


def test_the_browser_gets_htmx_from_here_and_it_evaluates_no_text(app, client):
    with app.test_request_context():
        address = app.url_for("static", filename="htmx.min.js")
    assert client.get(address).status_code == HTTPStatus.OK
    assert '"allowEval": false' in client.get("/login").text
