"""A store, the application over it, and those who use it: a test client or a real browser."""

import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import FOUND

import pytest
from argon2 import PasswordHasher
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from waitress import wasyncore  # type: ignore[import-untyped] # ships no types
from werkzeug.routing import Rule

from pia.accounts import passwords, sessions
from pia.accounts.users import add_user
from pia.approval.roles import TITLES, Role
from pia.store.engine import sqlite_address
from pia.store.records import User
from pia.store.work import Store
from pia.web import app as app_module
from pia.web.app import create_app
from pia.web.pages import BLUEPRINTS
from pia.web.serve import address_of, open_server
from pia.web.settings import WebSettings
from tests.stores import opened
from tests.web import quick
from tests.web.trial import blueprint
from tests.web.waiting import context_of, settle

#: Of all applications of this process.
COMPILED = quick.Compiled()
#: 令和7年4月1日 10:32 in Japan.
BEGINNING = datetime(2025, 4, 1, 1, 32, tzinfo=UTC)


class Clock:
    """The clock of the application under test."""

    def __init__(self):
        self.at = BEGINNING

    def __call__(self):
        return self.at

    def forward(self, **span):
        self.at += timedelta(**span)


class Client(FlaskClient):
    """A browser without screen; `send` posts a form with the token of its session."""

    user = None

    def token(self):
        page = self.get("/login")
        if page.status_code == FOUND:
            page = self.get("/password")  # quicker than where a log-in leads
        return re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]

    def send(self, path, data=None, **options):
        fields = {"csrf_token": self.token()} | (data or {})
        return self.post(path, data=fields, **options)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords():
    """Hash quickly: what is tested here is not the strength of Argon2."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "HASHER", quick)
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_routes():
    """Make what spells an address once for all applications."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", quick.compile_builder)
        yield


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A database file with every table and nothing in them."""
    file = tmp_path_factory.mktemp("prepared") / "pia.sqlite3"
    store = Store.at(sqlite_address(file))
    store.prepare()
    store.close()
    return file


@pytest.fixture
def store(tmp_path, prepared):
    """A store of its own for each test, on a file."""
    store = opened(shutil.copy(prepared, tmp_path / "pia.sqlite3"))
    yield store
    store.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(tmp_path):
    return WebSettings(home=tmp_path)


@pytest.fixture
def app(settings, store, clock):
    """The application; an exception of a view comes through to the test."""
    app = create_app(settings, store, clock)
    app.testing = True
    app.test_client_class = Client
    app.jinja_env.bytecode_cache = COMPILED
    return app


@pytest.fixture
def trial(settings, store, clock, monkeypatch):
    """The application with the views of `trial.py`, answering defects as in service."""
    monkeypatch.setattr(app_module, "BLUEPRINTS", (*BLUEPRINTS, blueprint))
    app = create_app(settings, store, clock)
    app.test_client_class = Client
    app.jinja_env.bytecode_cache = COMPILED
    return app


@pytest.fixture
def client(app):
    """Nobody in particular."""
    return app.test_client()


@pytest.fixture
def add(store):
    """Make a user with roles who has chosen a password: `add(Role.EDITOR)`."""
    given = {}

    def add(*roles, name=""):
        name = name or "-".join(roles)
        if name not in given:
            given[name] = _named(store, name) or new(name, roles)
        return given[name]

    def new(name, roles):
        display_name = "見本 " + "・".join(TITLES[role] for role in roles)
        boss = _boss(store).actor
        user, _ = add_user(store, name, display_name, roles, BEGINNING, boss)
        return _chosen(store, user)

    return add


@pytest.fixture
def signed_in(app, add):
    """Return a client of somebody with roles: `signed_in(Role.EDITOR)`; `.user` is who."""

    def signed_in(*roles, name="", app=app):
        client = app.test_client()
        client.user = add(*roles, name=name)
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], _token(app, client.user))
        return client

    return signed_in


@dataclass
class Live:
    """The application as it is served."""

    app: Flask
    address: str
    add: Callable[..., User]

    def sign_in(self, page, *roles, name=""):
        """Let a page's browser be signed in as somebody with roles."""
        user = self.add(*roles, name=name)
        cookie = {"name": self.app.config["SESSION_COOKIE_NAME"], "value": _token(self.app, user)}
        page.context.add_cookies([cookie | {"url": self.address}])
        return user


@pytest.fixture
def serving():
    """Serve an application on a free port until the test ends; returns its address."""
    running = []

    def serving(app):
        server = open_server(app, "127.0.0.1", 0)
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread))
        return address_of(server)

    yield serving
    for server, thread in running:
        server.trigger.pull_trigger(lambda server=server: wasyncore.close_all(server._map))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()


@pytest.fixture
def live(app, add, serving):
    """The application on a free port: `live.address`, `live.sign_in(page, Role.EDITOR)`."""
    return Live(app, serving(app), add)


@pytest.fixture
def trial_live(trial, add, serving):
    """The same with the views of `trial.py`."""
    return Live(trial, serving(trial), add)


@pytest.fixture
def page(browser):
    """A page of a real browser, 1200 pixels wide."""
    context = context_of(browser, viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def axe():
    """Assert that a page is accessible: `axe(page)`."""

    def axe(page):
        settle(page)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return axe


def _token(app, user):
    store, lengths = app.extensions["pia.store"], app.extensions["pia.settings"].lengths
    return sessions.start(store, user, {}, app.config["CLOCK"](), lengths).token


def _boss(store):
    if boss := _named(store, "boss"):
        return boss
    roles = [Role.ADMINISTRATOR]
    return add_user(store, "boss", "見本 部長", roles, BEGINNING, None)[0]


def _named(store, name):
    with store.reading() as work:
        return work.users.named(name)


def _chosen(store, user):
    with store.writing() as work:
        return work.users.change(user.id, one_time=False)
