"""Server time of pages with 60 assessments in the store.

The figures are of the whole request inside the program (no network), signed in, on one thread.
"""

import tempfile
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from http import HTTPStatus
from itertools import count
from pathlib import Path

from flask.testing import FlaskClient

from bench.run import Case
from pia.accounts.signing_in import change_password
from pia.accounts.users import add_user
from pia.approval.roles import Role
from pia.assessment import Assessment, canonical, read_assessment
from pia.assessment.edit import edited, set_typed
from pia.forms.sections import sections
from pia.imports import SourceFile
from pia.operations import approvals, drafts, planning, registrations, reviewing
from pia.operations.act import Act, civil_day
from pia.operations.approvals import Asked
from pia.operations.portfolio import portfolio_lines
from pia.settings import data_path
from pia.store.engine import sqlite_address
from pia.store.records import Draft
from pia.store.work import Store
from pia.web.app import create_app
from pia.web.settings import WebSettings

COUNT = 60
SECTION = "a section with its things"
#: As many things as the form itself has boxes for, in these lists; what is measured of such a form.
FULL = 20
FULL_LISTS = ("systems", "outsourcing", "provisions", "transfers")
FULL_PAGES = (
    *("the map of a draft", SECTION, "the change table", "新旧対照表", "approval"),
    *("a new sheet", "withheld parts", "as it will be printed"),
)
PASSWORD = "measured-at-noon"  # noqa: S105 - of a store that lives for this run alone
AT = datetime(2026, 4, 1, 3, tzinfo=UTC)
TODAY = civil_day(AT)


def pages(draft: Draft, dossier_id: int) -> dict[str, str]:
    """Every page that is measured: its name and its address. A new page of the desk adds a line."""
    at, form = f"/drafts/{draft.id}", draft.document.form
    page = next(s for s in sections(form, draft.document.answers) if "outsourcing" in s.key)
    return {
        f"the first page, {COUNT} assessments": "/",
        "what is near on it": "/?due=near&order=due",
        "the same list for Excel": "/portfolio.xlsx",
        "search": "/search?words=委託先",
        "notices": "/notices",
        "the map of a draft": at,
        SECTION: f"{at}/sections/{page.key}",
        "the change table": f"{at}/compare",
        "新旧対照表": f"{at}/compare?view=sides",
        "見え消し, a Word file": f"{at}/redline.docx",
        "as it will be printed": f"{at}/preview",
        "the draft as a PDF": f"{at}/files/pdf",
        "a workbook of the city, to be filled": f"{at}/workbook",
        "one save": f"{at}/saves/{draft.sequence}",
        "approval": f"{at}/approval",
        "approval sheet": f"{at}/approval/sheet",
        "起案文": f"{at}/memo",
        "comments": f"{at}/comments",
        "sheets for the 所管課": f"{at}/inquiries",
        "a new sheet": f"{at}/inquiries/new",
        "answers of the 所管課": f"{at}/answers",
        "withheld parts": f"{at}/withheld",
        "one dossier": f"/dossiers/{dossier_id}",
        "its history": f"/dossiers/{dossier_id}/history",
        "an edition": f"/editions/{draft.base_id}",
        "an edition as printed": f"/editions/{draft.base_id}/document",
        "reading what an edition says": f"/editions/{draft.base_id}/reading",
        "earlier editions from 別添2": f"/editions/{draft.base_id}/history",
        "bringing an edition back": f"/editions/{draft.base_id}/restore",
        "two editions": (f"/dossiers/{dossier_id}/compare?old={draft.base_id}&new=draft"),
        "the year": "/year",
        "見直し": "/year/reviews",
    }


def cases() -> list[Case]:
    home = Path(tempfile.mkdtemp(prefix="pia-bench-"))
    store = Store.at(sqlite_address(home / "pia.sqlite3"))
    store.prepare()
    act = _act(store)
    ids = [_registered(act, number) for number in range(1, COUNT + 1)]
    begun = [_changed(act, drafts.start(act, number)) for number in ids[::3]]
    for draft in begun[1::4]:
        approvals.act_on(act, draft.id, Asked("request", reviewing.review(act, draft.id).digest))
    client = _signed_in(store, home)
    addresses = pages(begun[0], ids[0])
    addresses |= {
        "what a save changed beside it": _live(client, addresses[SECTION]),
        "one row": _row(client, addresses["the change table"]),
    }
    full, dossier_id = _full(act)
    of_full = pages(full, dossier_id)
    addresses |= {f"{name}, a full form": of_full[name] for name in FULL_PAGES}
    found = [_case(client, *page) for page in addresses.items()]
    days = (TODAY + timedelta(days=ahead) for ahead in count(1))
    return [*found, Case("the list on the first look of a day", lambda: _look(store, next(days)))]


def _live(client: FlaskClient, section: str) -> str:
    """Return what a section page asks for after a save of its own: it says so itself."""
    page = client.get(section).get_data(as_text=True)
    return unescape(page.split('id="live" hx-get="', 1)[1].split('"', 1)[0])


def _row(client: FlaskClient, table: str) -> str:
    """Return the page of the first row of a change table, which links to it."""
    page = client.get(table).get_data(as_text=True)
    return unescape(page[page.index(f"{table.rpartition('/')[0]}/rows/") :].split('"', 1)[0])


def _look(store: Store, day: date) -> object:
    """All checks of all documents: what they say is remembered until the next day."""
    return portfolio_lines(store, day)


def _changed(act: Act, draft: Draft) -> Draft:
    """A draft with a change and a 公表予定日, ready to be asked for."""
    ops = set_typed(draft.document, "department", "市民生活部窓口年金課")
    saved = drafts.save(act, draft.id, draft.sequence, ops).draft
    return planning.plan(act, saved.id, TODAY + timedelta(days=14), "amendment")


def _case(client: FlaskClient, name: str, path: str) -> Case:
    answer = client.get(path)
    if answer.status_code != HTTPStatus.OK:
        raise SystemExit(f"{path}: {answer.status}")
    return Case(name, lambda: client.get(path), note=f"{len(answer.data) / 1000:.0f} kB")


def _act(store: Store) -> Act:
    admin, one_time = add_user(store, "bench", "計測", [Role.ADMINISTRATOR], AT, None)
    change_password(store, admin, one_time, PASSWORD, AT)
    with store.writing() as work:
        work.users.give_roles(admin.id, Role)
        actor = work.users.get(admin.id).actor
    return Act(store, actor, AT, TODAY)


def _registered(act: Act, number: int) -> int:
    source = max(data_path("samples", "kokumin-nenkin").glob("*.json"))
    document = read_assessment(source.read_text(encoding="utf-8"), source.name)
    other = _numbered(document, number)
    file = SourceFile(f"{number}.json", canonical(other).encode("utf-8"))
    return registrations.register(act, [file], registrations.Adoption()).dossier.id


def _full(act: Act) -> tuple[Draft, int]:
    """Return a draft on a form with `FULL` things in each list, in which every vendor changed."""
    source = max(data_path("samples", "kokumin-nenkin").glob("*.json"))
    document = read_assessment(source.read_text(encoding="utf-8"), source.name)
    other = _numbered(document, COUNT + 1)
    answers = deepcopy(other.answers)
    for owner in (answers, answers["files"][0]):
        for key, things in owner.items():
            if key in FULL_LISTS and things:
                owner[key] = [deepcopy(things[0]) | {"@id": f"{key}{n}"} for n in range(FULL)]
    file = SourceFile("full.json", canonical(replace(other, answers=answers)).encode("utf-8"))
    dossier = registrations.register(act, [file], registrations.Adoption()).dossier
    draft = drafts.start(act, dossier.id)
    ops = [
        op
        for n in range(1, FULL + 1)
        for op in set_typed(
            draft.document, f"files[1].outsourcing[{n}].contractor", f"みほん{n}商会"
        )
    ]
    saved = drafts.save(act, draft.id, draft.sequence, ops).draft
    return planning.plan(act, saved.id, TODAY + timedelta(days=14), "amendment"), dossier.id


def _numbered(document: Assessment, number: int) -> Assessment:
    name = f"{number}番目の事務"
    ops = set_typed(document, "number", str(100 + number)) + set_typed(document, "task_name", name)
    return replace(edited(document, ops), lineage=f"bench{number}")


def _signed_in(store: Store, home: Path) -> FlaskClient:
    app = create_app(WebSettings(home=home), store)
    client = app.test_client()
    page = client.get("/login").get_data(as_text=True)
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    form = {"csrf_token": token, "name": "bench", "password": PASSWORD}
    client.post("/login", data=form)
    return client
