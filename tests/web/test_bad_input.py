"""Whatever is posted to whatever address: never a defect, a sentence, nothing lost, nothing written.

A new route is posted to by itself; what its page shows as a form is filled in by itself too.
"""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pysqlite3
import pytest
from werkzeug.routing import IntegerConverter

from pia.accounts import sessions
from pia.approval.roles import Role
from pia.operations import comments
from pia.store.engine import sqlite_address
from pia.store.work import Store
from pia.web.app import create_app
from pia.web.settings import WebSettings
from tests.operations.city import City, people
from tests.web.conftest import Client, Clock
from tests.web.drafting import outsourcing, storage_of
from tests.web.posting import (
    KINDS,
    TEXTLESS,
    Form,
    asked_names,
    forms_of,
    is_sentence,
    lost,
)

#: What stands in the address of a route, by the name of its argument; numbers are 1.
ARGUMENTS = {"key": "basics", "action": "request", "name": "x", "token": "x"}
#: What stands nowhere: of a number, of a name.
NOWHERE = {True: (0, 10**30), False: ("あ" * 400, "x\x00")}
#: So many forms are found at least, and with a field to type in: else the pages were not read.
_FORMS, _WITH_TEXTS = 30, 25
#: Fields that no page of this city shows.
FIELDS = {
    "drafts_settle.settle": {
        "first": "0", "base": "0", "at-1": "department", "mine-1": '"税務課"', "choice-1": "new",
        "text-1": "税務部",
    },
}  # fmt: skip
#: Routes that write although they refuse: why.
WRITING = {
    "drafts_edit.save": "what is right on a page is saved, what is not comes back",
    "login.take": "each failure counts",
    "password.take": "each failure counts",
}


@dataclass
class World:
    """A city behind the application, and what it was before anybody posted."""

    app: Any
    client: Any
    token: str
    file: Path
    before: Path
    forms: dict[str, Form]
    session: str

    def post(self, form, sent):
        """Post as somebody with every role, whatever the post before did to the browser."""
        self.client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.session)
        headers = {"X-CSRFToken": self.token}
        return self.client.post(
            form.action, data=sent.data, content_type=sent.kind, headers=headers
        )

    def posts(self):
        """Each route that takes a post, with its form."""
        for route in self.app.url_map.iter_rules():
            if "POST" in (route.methods or ()):
                yield route.endpoint, self.form(route)

    def form(self, route):
        """The form of a page, with what its view reads besides."""
        found = self.forms.get(route.endpoint) or Form(address(self.app, route))
        named = {name for name, _ in found.fields}
        view = self.app.view_functions[route.endpoint]
        more = [(name, "x") for name in asked_names(view) if name not in named]
        more += FIELDS.get(route.endpoint, {}).items()
        texts = found.texts or [name for name in FIELDS.get(route.endpoint, {}) if "text" in name]
        return Form(found.action, [*found.fields, *more], texts, found.is_secret)

    def audited(self):
        with closing(pysqlite3.connect(self.file)) as connection:
            return connection.execute("select count(*) from audit").fetchone()[0]

    def stores(self, text):
        """Whether some column of some table has a text."""
        with closing(pysqlite3.connect(self.file)) as connection:
            for table, columns in _texts_in(connection):
                wanted = " or ".join(f'instr("{column}", ?1)' for column in columns)
                if connection.execute(f'select 1 from "{table}" where {wanted}', [text]).fetchone():  # noqa: S608 - names of ours
                    return True
        return False

    def begin_anew(self):
        """Bring the store back to what it was."""
        copy(self.before, self.file)


def copy(old, new):
    """Copy a store that is in use, by its own library: another one would undo its locks."""
    with closing(pysqlite3.connect(old)) as source, closing(pysqlite3.connect(new)) as target:
        source.backup(target)


def _texts_in(connection):
    """Every table with its columns of text."""
    tables = connection.execute("select name from sqlite_schema where type = 'table'").fetchall()
    for (table,) in tables:
        known = connection.execute(f'pragma table_info("{table}")').fetchall()
        columns = [name for _, name, kind, *_ in known if kind.startswith(("VARCHAR", "TEXT"))]
        if columns:
            yield table, columns


def address(app, route, **given):
    """An address of a route."""
    values = {name: ARGUMENTS.get(name, 1) for name in route.arguments} | given
    with app.test_request_context("/"):
        return app.url_for(route.endpoint, **values)


@pytest.fixture(scope="module")
def world(prepared, tmp_path_factory):
    home = tmp_path_factory.mktemp("bad-input")
    file, before = home / "pia.sqlite3", home / "before.sqlite3"
    shutil.copy(prepared, file)
    store, clock = Store.at(sqlite_address(file)), Clock()
    city = City(store, people(store), home / "site")
    city.open()
    draft = city.planned(department="税務部市民税課")
    comments.add(city.act(Role.APPROVER), draft.id, "department", "確かめてください。")
    app = create_app(WebSettings(home=home), store, clock)
    app.test_client_class = Client
    with store.writing() as work:
        work.users.give_roles(city.people[Role.EDITOR].id, Role)
        everything = work.users.get(city.people[Role.EDITOR].id)
    lengths = app.extensions["pia.settings"].lengths
    opened = sessions.start(store, everything, {}, clock(), lengths)
    client: Any = app.test_client()
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], opened.token)
    token = client.token()
    pages = [
        address(app, route)
        for route in app.url_map.iter_rules()
        if "GET" in (route.methods or ()) and not route.rule.startswith("/static")
    ]
    pages += [
        f"/drafts/{draft.id}/withheld/item?path={storage_of(city)}",
        f"/drafts/{draft.id}/sections/files/remove?thing={outsourcing(city)}",
    ]
    world = World(app, client, token, file, before, forms_of(app, client, pages), opened.token)
    assert len(world.forms) > _FORMS
    copy(file, before)
    yield world
    store.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_post_is_a_defect_and_what_is_refused_is_said_kept_and_not_written(world, kind):
    faults, told = [], 0
    for endpoint, form in world.posts():
        sent = kind(world.token, form)
        before = world.audited()
        answer = world.post(form, sent)
        found = _faults(world, endpoint, answer, sent, before)
        faults += [f"{endpoint}: {fault}" for fault in found]
        told += bool(sent.kept)
        if answer.status_code < 400 or world.audited() != before:
            world.begin_anew()
    assert faults == []
    assert told >= _WITH_TEXTS or kind in TEXTLESS


def test_a_text_that_is_neither_on_the_page_nor_in_the_store_is_found(world):
    page = world.client.get("/")
    assert lost(page, ["評価書一覧", "税務部市民税課", "どこにもない文"], world.stores) == [
        "どこにもない文"
    ]


def test_no_address_with_wrong_numbers_or_names_is_a_defect(world):
    faults = []
    for route in world.app.url_map.iter_rules():
        for name in route._converters if route.endpoint != "static" else ():
            for value in NOWHERE[isinstance(route._converters[name], IntegerConverter)]:
                faults += _wrong_address(world, route, {name: value})
    assert faults == []


@pytest.mark.parametrize("odd", ["9" * 40, "-1", "あ", "\x00", "x" * 5_000])
def test_no_query_is_a_defect(world, odd):
    faults = []
    for route in world.app.url_map.iter_rules():
        view = world.app.view_functions[route.endpoint]
        if "POST" not in route.methods and (names := asked_names(view, query=True)):
            faults += _wrong_address(world, route, dict.fromkeys(names, odd), usual=True)
    assert faults == []


def _wrong_address(world, route, given, *, usual=False):
    wrong, before = address(world.app, route, **given), world.audited()
    form, is_posted = Form(wrong), "POST" in route.methods
    sent = KINDS[0](world.token, form)
    answer = world.post(form, sent) if is_posted else world.client.get(wrong)
    is_said = (usual and answer.status_code == 200) or is_sentence(answer, redirected=True)
    if answer.status_code >= 500 or not is_said:
        yield f"{route.rule} {given}: {answer.status_code}"
    if world.audited() != before:
        yield f"{route.rule} {given}: has written"
        world.begin_anew()


def _faults(world, endpoint, answer, sent, before):
    if answer.status_code >= 500 or answer.status_code == 401:
        yield f"{answer.status_code}"
    elif answer.status_code >= 400:
        if not is_sentence(answer):
            yield f"{answer.status_code} says nothing"
        if endpoint not in WRITING and world.audited() != before:
            yield f"{answer.status_code} has written"
    if gone := lost(answer, sent.kept, world.stores):
        yield f"{answer.status_code} loses {gone}"
