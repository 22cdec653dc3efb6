"""What every answer says to the browser, and which requests are not answered."""

from http import HTTPStatus

import pytest
from flask import request

from pia.errors import UsageRefused
from pia.web.app import create_app
from pia.web.security import secret_of
from pia.web.settings import WebSettings

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/login", "/healthz", "/nowhere", "/trial/defect"])
def test_every_answer_carries_the_headers(trial, path, caplog):
    headers = trial.test_client().get(path).headers
    assert SAFE.items() <= dict(headers).items()
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy)
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers


def test_styles_are_kept_by_the_browser_under_an_address_of_their_content(app, client):
    with app.test_request_context():
        address = app.url_for("static", filename="tokens.css")
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert SAFE.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("name", ["LICENSE", "..%2Fapp.py", "README.md", "none.css"])
def test_only_styles_and_scripts_are_served(app, client, name):
    with app.test_request_context():
        address = app.url_for("static", filename="base.css")
    assert client.get(address.replace("base.css", name)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "[::1]:5000"])
def test_the_application_answers_to_its_names(client, host):
    assert client.get("/login", headers={"Host": host}).status_code == HTTPStatus.OK


@pytest.mark.parametrize("host", ["example.com", "localhost.example.com", "a b", ""])
def test_the_application_does_not_answer_to_other_names(client, host):
    answer = client.get("/login", headers={"Host": host})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "このアドレスでは利用できません" in answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_sent_from_another_site_is_refused(client, site):
    answer = client.send("/login", {"name": "kanri"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "ほかのサイトから送られた操作は受け付けません" in answer.text


def test_a_link_from_another_site_opens_the_page(client):
    answer = client.get("/login", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == HTTPStatus.OK


@pytest.mark.parametrize(("believed", "scheme"), [(True, "https"), (False, "http")])
def test_a_proxy_is_believed_only_where_the_settings_say_so(tmp_path, store, believed, scheme):
    app = create_app(WebSettings(home=tmp_path, behind_proxy=believed), store)
    with app.test_client() as client:
        client.get("/healthz", headers={"X-Forwarded-Proto": "https"})
        assert request.scheme == scheme


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    home = tmp_path / "home"
    assert secret_of(home) == secret_of(home)
    assert len(secret_of(home)) == 32
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600


def test_an_emptied_secret_is_refused(tmp_path, store):
    (tmp_path / "secret.key").write_bytes(b"")
    with pytest.raises(UsageRefused, match="秘密鍵がないか短すぎます"):
        create_app(WebSettings(home=tmp_path), store)


def test_an_application_without_trusted_names_is_refused(tmp_path, store):
    with pytest.raises(UsageRefused, match="答えてよいホスト名がありません"):
        create_app(WebSettings(home=tmp_path, trusted_hosts=()), store)
