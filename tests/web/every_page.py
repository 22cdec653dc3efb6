"""The sample city at work, and an address for every page of the application."""

import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from waitress import wasyncore  # type: ignore[import-untyped] # ships no types

from pia.accounts import sessions
from pia.approval.route import CONSULT, Route, Stage
from pia.operations import approvals, demo, routes, unsettled
from pia.operations.act import Act, civil_day
from pia.operations.approvals import Asked
from pia.operations.endorsing import Said, endorse
from pia.operations.reviewing import review
from pia.operations.unsettled import Place
from pia.store.records import UnsettledEdit
from pia.store.work import Store
from pia.web.app import create_app
from pia.web.pages import BLUEPRINTS
from pia.web.serve import address_of, open_server
from pia.web.settings import WebSettings
from tests.web import papers
from tests.web.conftest import Client, Clock
from tests.web.routes import ALL, ROUTES, SIGNED_IN

#: 令和8年11月20日 (a Friday) 10:32 in Japan: after every edition of the samples.
AT = datetime(2026, 11, 20, 1, 32, tzinfo=UTC)

#: Endpoints that answer with something else than a page of the application: why.
NO_PAGE = {
    "static": "styles, fonts and scripts",
    "health.show": "JSON for those who watch the machine",
    "icon.show": "an image",
    "approvals_looks.close": "asks while one who left owes a 後閲: approvals/test_leaving.py",
    "portfolio.download": "XLSX",
    "dossiers.download": "the file as it was handed in",
    "edition_history.download": "JSON",
    "edition_history.document": "a document, tested in tests/publication",
    "editions.document": "a document, tested in tests/publication",
    "editions.download": "a file of an edition",
    "drafts_files.preview": "a document, tested in tests/publication",
    "drafts_files.download": "a file of a draft",
    "drafts_beside.verdicts": "a part of the page of a section, which asks for it",
    "drafts_next.go": "leads to the page of a section",
    "inquiries.sheet": "XLSX",
    "compare.download": "the change table as a file",
    "compare.redline": "a redline as a file",
    "two_editions.redline": "a redline as a file",
    "compare.sides": "both sides as a file",
    "two_editions.sides": "both sides as a file",
    "publications.rendering": "a rendered file",
    "yearly_reviews.download": "XLSX",
    "workbooks.download": "XLSX",
    "site.page": "the public website, tested in tests/publication and test_site.py",
}

#: Endpoint → address, where its rule alone is none, or says too little.
ADDRESSES = {
    "answers.show": "/drafts/{draft}/answers",
    "approvals.show": "/drafts/{on_route}/approval",
    "approvals_sheet.show": "/drafts/{on_route}/approval/sheet",
    "comments.item": "/drafts/{draft}/comments/item?path={storage}",
    "comments.show": "/drafts/{draft}/comments",
    "compare.row": "/drafts/{draft}/rows/{row}",
    "compare.show": "/drafts/{draft}/compare",
    "dossier_history.show": "/dossiers/{dossier}/history",
    "dossiers.show": "/dossiers/{dossier}",
    "drafts.new": "/dossiers/new?edition={edition}",
    "drafts.show": "/drafts/{draft}",
    "drafts_edit.show": "/drafts/{draft}/sections/basics",
    "drafts_remove.ask": "/drafts/{draft}/sections/basics/remove?thing={system}",
    "drafts_settle.ask": "/drafts/{draft}/sections/basics/settle",
    "drafts_undo.ask": "/drafts/{draft}/undo",
    "drafts_undo.save": "/drafts/{draft}/saves/1",
    "drafts_withheld.item": "/drafts/{draft}/withheld/item?path={storage}",
    "drafts_withheld.show": "/drafts/{draft}/withheld",
    "edition_history.show": "/editions/{edition}/history",
    "editions.show": "/editions/{edition}",
    "inquiries.new": "/drafts/{draft}/inquiries/new",
    "inquiries.show": "/drafts/{draft}/inquiries",
    "memo.show": "/drafts/{on_route}/memo",
    "names.withdraw": "/admin/names/1/withdraw",
    "ownership.division": "/admin/ownership/divisions/1",
    "ownership.end_division": "/admin/ownership/divisions/1/end",
    "ownership.task": "/admin/ownership/tasks/1",
    "readings.show": "/editions/{edition}/reading",
    "registration.look": "{look}",
    "restoring.show": "/editions/{old_edition}/restore",
    "routes.edit": "/admin/routes/1",
    "search.show": "/search?words=委託",
    "two_editions.show": "/dossiers/{dossier}/compare?old=2&new=3",
    "users.ask_password": "/admin/users/2/password",
    "users.email": "/admin/users/2/email",
    "users.show": "/admin/users/2",
    "workbooks.draft": "/drafts/{draft}/workbook",
    "workbooks.edition": "/editions/{edition}/workbook",
    "yearly.plan": "/year/plans/1",
    "yearly_reviews.withdraw": "/year/reviews/1/withdraw",
}

#: Who may do most there, where several may.
_FIRST = ("editor", "publisher", "approver", "administrator", "viewer")
_NAMES = {
    "editor": "henshu1",
    "publisher": "kohyo",
    "approver": "shonin",
    "administrator": "kanri",
    "viewer": "etsuran",
}
#: Pages on which somebody else does most.
_BETTER = {"approvals.show": "kacho", "notices.show": "shonin", "unsaved.show": "henshu2"}
#: Who only reads, and what they read most.
READER = _NAMES["viewer"]
READ = (
    "portfolio.show", "dossiers.show", "editions.show", "drafts.show", "drafts_edit.show",
    "compare.show", "approvals.show", "comments.show",
)  # fmt: skip


def pages():
    """Every endpoint that answers a GET with a page, and who opens it; "" is nobody in particular."""
    bare = Flask("pia", static_folder=None)
    for blueprint in BLUEPRINTS:
        bare.register_blueprint(blueprint)
    for endpoint in sorted({rule.endpoint for rule in bare.url_map.iter_rules() if _is_read(rule)}):
        if endpoint not in NO_PAGE:
            yield endpoint, _name(endpoint)
            if endpoint in READ:
                yield endpoint, READER


def _is_read(rule):
    return "GET" in (rule.methods or ())


def _name(endpoint):
    who = ROUTES[endpoint]
    if who == ALL:
        return ""
    roles = _FIRST if who == SIGNED_IN else [role for role in _FIRST if role in who]
    return _BETTER.get(endpoint) or _NAMES[roles[0]]


@dataclass
class World:
    """The sample city behind the application, as it is served."""

    app: Any
    address: str
    clock: Clock
    known: dict[str, Any] = field(default_factory=dict)
    #: Tokens of sessions, by name of the user.
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def store(self):
        return self.app.extensions["pia.store"]

    def url(self, endpoint):
        """The address of a page. Raises KeyError where none is known."""
        rules = [rule for rule in self.app.url_map.iter_rules(endpoint) if _is_read(rule)]
        bare = [rule.rule for rule in rules if not rule.arguments]
        path = ADDRESSES[endpoint] if endpoint in ADDRESSES or not bare else bare[0]
        return self.at(path)

    def at(self, path):
        """The address of a path, in which `{draft}` stands for its number."""
        return self.address.rstrip("/") + path.format(**self.known)

    def token(self, name):
        if name not in self.tokens:
            with self.store.reading() as work:
                user = work.users.named(name)
            lengths = self.app.extensions["pia.settings"].lengths
            self.tokens[name] = sessions.start(self.store, user, {}, self.clock(), lengths).token
        return self.tokens[name]

    def client(self, name):
        """A browser without screen in the session of somebody."""
        client = self.app.test_client()
        client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.token(name))
        return client

    def act(self, name):
        with self.store.reading() as work:
            actor = work.users.named(name).actor
        return Act(self.store, actor, self.clock(), civil_day(self.clock()))

    def cookie(self, name):
        return {
            "name": self.app.config["SESSION_COOKIE_NAME"],
            "value": self.token(name),
            "url": self.address,
        }


@contextmanager
def served(home, store, clock):
    """Serve what is in a store until the end: the application and its address."""
    app = create_app(WebSettings(home=home), store, clock)
    app.test_client_class = Client
    server = open_server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield World(app, address_of(server), clock)
    finally:
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()
        store.close()


@contextmanager
def world_at(home, address_of_store):
    """Serve the sample city from a folder, with something in each of its pages."""
    store, clock = Store.at(address_of_store), Clock()
    clock.at = AT
    demo.fill(store, home / "site", AT)
    with served(home, store, clock) as world:
        _fill(world)
        yield world


def _fill(world):
    """Do what the sample city has not done, and keep the numbers of what is in it."""
    with world.store.reading() as work:
        lines = {line.dossier.number: line for line in work.dossiers.lines()}
        mine, theirs = lines["12"], lines["3"]
        newest, older = work.editions.of(mine.dossier.id)[:2]
        document = work.drafts.get(mine.draft_id).document
    file = document.answers["files"][0]
    _stand_in(world, theirs)
    world.known |= {
        "dossier": mine.dossier.id,
        "draft": mine.draft_id,
        "on_route": theirs.draft_id,
        "edition": newest.id,
        "old_edition": older.id,
        "storage": f"files[@{file['@id']}].storage",
        "system": f"systems[@{document.answers['systems'][0]['@id']}]",
        "row": _undecided(world, mine.draft_id),
    }
    _leave_unsettled(world)
    _come_too_late(world)
    world.known["look"] = _sent_in(world.client("henshu1"))


def _sent_in(client):
    """The page on which a document that was sent in is looked over."""
    return papers.send(client, ("評価書.json", papers.stored(number="31"))).location


def _undecided(world, draft_id):
    """The name of a row that somebody must judge: the first row leads to it."""
    client, name = world.client("henshu1"), r'/rows/([0-9a-f]+)"'
    first = re.findall(name, client.get(f"/drafts/{draft_id}/compare").text)[0]
    page = client.get(f"/drafts/{draft_id}/rows/{first}").text
    return re.findall(name + "[^>]*>次の要判断の行", page)[0]


def _stand_in(world, line):
    """Let the draft that is asked for go over a route, with a 代決 for its last stage."""
    with world.store.reading() as work:
        clerk, legal, head = (work.users.named(name).id for name in ("kakari", "shonin", "kacho"))
    stages = (
        Stage("係長", (clerk,)),
        Stage("総務課", (legal,), kind=CONSULT),
        Stage("課長", (head,), (clerk,)),
    )
    routes.set_route(world.act("kanri"), line.dossier.organisation_id, Route(stages))
    editor, draft = world.act("henshu2"), line.draft_id
    approvals.act_on(editor, draft, Asked("recall", review(editor, draft).digest, "経路の変更"))
    seen = review(editor, draft).digest
    approvals.act_on(editor, draft, Asked("request", seen, "確認をお願いします。"))
    for name, stage, what in (("kakari", 1, "approve"), ("shonin", 2, "consent")):
        endorse(world.act(name), draft, Said(stage, what, seen, "確かめました。"))
    endorse(world.act("kakari"), draft, Said(3, "stand_in", seen))


def _leave_unsettled(world):
    """Let somebody have written of an item that another changed too."""
    place = Place(world.known["draft"], "0a1b2c3d", "basics", "0")
    edits = [UnsettledEdit("department", "市民生活部国保年金課", "new", "国保年金課")]
    for name in ("henshu1", "henshu2"):
        unsettled.note(world.act(name), place, edits, ())


def _come_too_late(world):
    """Send a form a night too late, and log in: `/unsaved` shows it. All other sessions end."""
    client = world.app.test_client()
    name = world.app.config["SESSION_COOKIE_NAME"]
    client.send("/login", {"name": "henshu2", "password": demo.PASSWORD})
    address = f"/drafts/{world.known['draft']}/comments"
    token = client.token()
    world.clock.forward(hours=9)
    client.post(address, data={"csrf_token": token, "path": "department", "text": "確かめます。"})
    client.send("/login", {"name": "henshu2", "password": demo.PASSWORD})
    world.tokens = {"henshu2": client.get_cookie(name).value}
