"""Who may open what: refused unless a view says otherwise."""

from http import HTTPStatus

import pytest
from flask import Blueprint

from pia.approval.roles import Role
from pia.errors import UsageRefused
from pia.web import app as app_module
from pia.web.access import rule_of
from pia.web.app import create_app
from pia.web.navigation import Entry
from pia.web.pages import BLUEPRINTS
from tests.web.routes import ALL, ROUTES, SIGNED_IN


def said(rule):
    if rule.is_open:
        return ALL
    return {role.value for role in rule.roles} or SIGNED_IN


def test_each_route_has_the_rule_that_was_written_down_for_it(app):
    endpoints = {route.endpoint for route in app.url_map.iter_rules()}
    assert {name: said(rule_of(app, name)) for name in endpoints} == ROUTES


def test_every_page_that_is_not_open_sends_a_stranger_to_the_log_in(app, client):
    for route in app.url_map.iter_rules():
        if ROUTES[route.endpoint] == ALL or "GET" not in route.methods or route.arguments:
            continue
        answer = client.get(route.rule)
        assert answer.status_code == HTTPStatus.FOUND, route.rule
        assert answer.location == f"/login?next={route.rule}"


def test_a_number_that_no_row_can_have_leads_nowhere(app, signed_in):
    client = signed_in(*Role)
    for route in app.url_map.iter_rules():
        numbers = {name for name, kind in route._converters.items() if kind.regex == r"\d+"}
        if "GET" in route.methods and numbers:
            given = dict.fromkeys(route.arguments, "x") | dict.fromkeys(numbers, 10**30)
            address = app.url_map.bind("localhost").build(route.endpoint, given)
            assert client.get(address).status_code == HTTPStatus.NOT_FOUND, route.rule


def test_an_application_with_a_page_without_rule_does_not_start(settings, store, monkeypatch):
    forgotten = Blueprint("forgotten", __name__)
    forgotten.get("/forgotten")(lambda: "x")
    monkeypatch.setattr(app_module, "BLUEPRINTS", (*BLUEPRINTS, forgotten))
    with pytest.raises(UsageRefused, match="アクセスの規則がない画面があります: forgotten"):
        create_app(settings, store)


def test_a_page_without_rule_is_refused_even_if_it_slipped_in_later(app, signed_in):
    app.add_url_rule("/later", "later", lambda: "x")
    answer = signed_in(*Role).get("/later")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "このページは公開されていません" in answer.text


def test_an_application_with_a_menu_to_nowhere_does_not_start(settings, store, monkeypatch):
    monkeypatch.setattr(app_module, "NAVIGATION", (Entry("nowhere.show", "どこか"),))
    with pytest.raises(UsageRefused, match="メニューの行き先がありません: nowhere"):
        create_app(settings, store)


def test_a_debugging_application_is_refused(app, settings):
    app.debug = True
    with pytest.raises(UsageRefused, match="デバッグの設定が有効です"):
        app_module.validate(app, settings)


def test_the_environment_cannot_turn_debugging_on(settings, store, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    assert not create_app(settings, store).debug


def test_a_person_without_the_role_reads_who_may(trial, signed_in):
    answer = signed_in(Role.VIEWER, app=trial).send("/trial/stale")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "この操作をする権限がありません" in answer.text
    assert "できるのは編集者です" in answer.text


def test_a_page_for_others_says_that_it_cannot_be_opened(signed_in):
    answer = signed_in(Role.EDITOR).get("/admin")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "このページを開く権限がありません" in answer.text
    assert "できるのは管理者です" in answer.text


def test_roles_taken_away_count_from_the_next_request_on(trial, signed_in, store):
    client = signed_in(Role.EDITOR, app=trial)
    assert client.send("/trial/stale").status_code == HTTPStatus.CONFLICT
    with store.writing() as work:
        work.users.give_roles(client.user.id, [Role.VIEWER])
    assert client.send("/trial/stale").status_code == HTTPStatus.FORBIDDEN


def test_with_a_one_time_password_only_the_password_page_opens(app, signed_in, store):
    client = signed_in(Role.EDITOR)
    with store.writing() as work:
        work.users.change(client.user.id, one_time=True)
    assert client.get("/").location == "/password"
    assert client.get("/password").status_code == HTTPStatus.OK
    assert client.send("/logout").location == "/login"
