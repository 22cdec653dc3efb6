"""The public site as it was written, open to all."""

from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.operations import rendering
from tests.web import papers


@pytest.fixture
def issued(signed_in, monkeypatch):
    monkeypatch.setattr(rendering, "RENDERED", ("html", "csv", "json"))
    publisher = signed_in(Role.PUBLISHER)
    papers.register(publisher, kind="first")
    publisher.send("/editions/1/issue")
    return publisher


def test_before_anything_is_published_the_site_says_so(client):
    answer = client.get("/site/")
    assert answer.status_code == HTTPStatus.OK
    assert "公表した評価書はまだありません" in answer.text
    assert client.get("/site/3/").status_code == HTTPStatus.NOT_FOUND


def test_strangers_read_the_pages_and_the_public_files(client, issued):
    index = client.get("/site/")
    assert "個人住民税の賦課に関する事務" in index.text
    assert client.get("/site/3").location == "/site/3/"
    assert "令和5年11月6日" in client.get("/site/3/").text
    assert client.get("/site/style.css").mimetype == "text/css"
    assert client.get("/site/data.json").mimetype == "application/json"


def test_a_page_may_load_its_styles_and_nothing_else(client, issued):
    for path in ("/site/", "/site/3/2023-11-06/3-2023-11-06-public.html"):
        answer = client.get(path)
        assert answer.status_code == HTTPStatus.OK, path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "style-src 'self'" in policy
        assert "sandbox" in policy
        assert "unsafe" not in policy
    assert "'sha256-" in policy


def test_what_has_not_changed_is_not_sent_again(client, issued):
    for path in ("/site/", "/site/style.css"):
        first = client.get(path)
        assert "no-cache" in first.headers["Cache-Control"]
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == HTTPStatus.NOT_MODIFIED


@pytest.mark.parametrize(
    "path",
    [
        *("nowhere", "3/nowhere/", ".pia-site.json", "../pia.sqlite3", "..%2Fsecret.key"),
        *("%2e%2e/secret.key", "3/..%2f..%2fsecret.key", "/etc/passwd", "%00", "..\\secret.key"),
        *("index.html/", "con", "a/" * 3_000),
    ],
)
def test_nothing_beside_the_site_is_ever_sent(client, issued, path):
    answer = client.get(f"/site/{path}", follow_redirects=True)
    assert answer.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.OK}
    if answer.status_code == HTTPStatus.OK:
        assert answer.text == client.get("/site/").text
    else:
        assert "見つかりません" in answer.text


def test_the_site_is_accessible_and_its_styles_are_loaded(live, page, axe, issued):
    page.goto(f"{live.address}/site/")
    axe(page)
    assert page.evaluate("getComputedStyle(document.querySelector('table')).width") != "auto"
    assert page.evaluate("document.styleSheets.length") > 1
    page.get_by_role("link", name="個人住民税").first.click()
    page.wait_for_url("**/site/3/**")
    page.goto(f"{live.address}/site/nowhere")
    axe(page)
