"""Coming in, going out, the password, in the test client and in a real browser."""

from http import HTTPStatus

import pytest

from pia.accounts.signing_in import MOST_FAILURES
from pia.accounts.users import add_user
from pia.approval.roles import Role
from pia.web.app import create_app
from pia.web.settings import DemoLogin, WebSettings
from tests.web.conftest import BEGINNING, Client

NEW = "あさひがわの桜は五月に咲く"


@pytest.fixture
def newcomer(store):
    """Log-in of the first administrator, as it is handed over on paper."""
    return add_user(store, "kanri", "見本 花子", [Role.ADMINISTRATOR], BEGINNING, None)


def log_in(client, user, password, **more):
    return client.send("/login", {"name": user.name, "password": password} | more)


def test_a_newcomer_changes_the_password_and_comes_to_the_first_page(client, newcomer):
    assert log_in(client, *newcomer).location == "/"
    assert client.get("/").location == "/password"
    fields = {"old_password": newcomer[1], "new_password": NEW, "new_password_again": NEW}
    assert client.send("/password", fields).location == "/"
    page = client.get("/").text
    assert "パスワードを変更しました" in page
    assert "見本 花子" in page


def test_the_token_changes_at_log_in_and_the_one_before_is_worth_nothing(client, newcomer):
    client.get("/login")
    before = client.get_cookie("pia").value
    log_in(client, *newcomer)
    assert client.get_cookie("pia").value != before
    client.set_cookie("pia", before)
    assert client.get("/password").location.startswith("/login")


def test_a_token_that_somebody_planted_is_not_taken_over(client):
    client.set_cookie("pia", "planted")
    client.get("/login")
    assert client.get_cookie("pia").value != "planted"


def test_a_wrong_password_gives_one_sentence_and_keeps_the_name(client, newcomer):
    answer = log_in(client, newcomer[0], "chigau-password")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "利用者名またはパスワードが違います" in answer.text
    assert 'value="kanri"' in answer.text
    assert "chigau-password" not in answer.text


def test_after_ten_failures_the_page_says_until_when(client, newcomer):
    for _ in range(MOST_FAILURES):
        log_in(client, newcomer[0], "chigau-password")
    answer = log_in(client, *newcomer)
    assert "令和7年4月1日 10:47までログインできません" in answer.text


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/password", "/password"),
        ("https://example.com/", "/"),
        ("//example.com/", "/"),
        ("/\\example.com", "/"),
        ("/\t/example.com", "/"),
        ("", "/"),
    ],
)
def test_the_log_in_leads_to_pages_of_ours_only(client, newcomer, wanted, led):
    assert log_in(client, *newcomer, next=wanted).location == led


def test_whoever_is_signed_in_needs_no_log_in(signed_in):
    assert signed_in(Role.EDITOR).get("/login?next=/password").location == "/password"


def test_going_out_ends_the_session_in_the_store_too(signed_in):
    client = signed_in(Role.EDITOR)
    token = client.get_cookie("pia").value
    assert client.send("/logout").location == "/login"
    assert "ログアウトしました" in client.get("/login").text
    client.set_cookie("pia", token)
    assert client.get("/password").location.startswith("/login")


def test_without_a_request_for_eight_hours_the_session_ends(signed_in, clock):
    client = signed_in(Role.EDITOR)
    clock.forward(hours=7)
    assert client.get("/password").status_code == HTTPStatus.OK
    clock.forward(hours=7)
    assert client.get("/password").status_code == HTTPStatus.OK
    clock.forward(hours=8)
    assert client.get("/password").location.startswith("/login")


def test_two_new_passwords_that_differ_are_refused(client, newcomer):
    log_in(client, *newcomer)
    fields = {"old_password": newcomer[1], "new_password": NEW, "new_password_again": "x"}
    answer = client.send("/password", fields)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "二つの新しいパスワードが違います" in answer.text


def test_a_new_password_ends_the_sessions_of_other_browsers(app, client, newcomer):
    other = app.test_client()
    log_in(client, *newcomer)
    log_in(other, *newcomer)
    fields = {"old_password": newcomer[1], "new_password": NEW, "new_password_again": NEW}
    client.send("/password", fields)
    assert client.get("/password").status_code == HTTPStatus.OK
    assert other.get("/password").location.startswith("/login")


def test_over_https_the_cookie_is_bound_to_the_host(tmp_path, store, clock):
    app = create_app(WebSettings(home=tmp_path, secure_cookies=True), store, clock)
    answer = app.test_client().get("/login", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-pia=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_over_https_a_form_without_referer_is_taken(tmp_path, store, clock, newcomer):
    app = create_app(WebSettings(home=tmp_path, secure_cookies=True), store, clock)
    app.test_client_class = Client
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    assert log_in(client, *newcomer).status_code == HTTPStatus.FOUND


def test_demo_users_stand_on_the_log_in_page_only_in_a_demo(tmp_path, store, client):
    demo = WebSettings(home=tmp_path, demo_logins=(DemoLogin("editor", "sakura-mori", "編集者"),))
    page = create_app(demo, store).test_client().get("/login").text
    assert "sakura-mori" in page
    assert "お試し" not in client.get("/login").text


def test_an_officer_logs_in_with_a_real_browser(live, page, axe, newcomer):
    page.goto(live.address)
    axe(page)
    page.get_by_label("利用者名").fill("ＫＡＮＲＩ")
    page.get_by_label("パスワード").fill(newcomer[1])
    page.get_by_role("button", name="ログイン").click()
    page.wait_for_url("**/password")
    axe(page)
    page.get_by_role("button", name="ログアウト").click()
    page.get_by_role("status").get_by_text("ログアウトしました。").wait_for()
