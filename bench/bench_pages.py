"""Server time of pages with 60 assessments in the store.

The figures are of the whole request inside the program (no network), signed in, on one thread.
"""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
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
from pia.operations import drafts, registrations
from pia.operations.act import Act, civil_day
from pia.settings import data_path
from pia.store.engine import sqlite_address
from pia.store.work import Store
from pia.web.app import create_app
from pia.web.settings import WebSettings

COUNT = 60
PASSWORD = "measured-at-noon"  # noqa: S105 - of a store that lives for this run alone
AT = datetime(2026, 4, 1, 3, tzinfo=UTC)
TODAY = civil_day(AT)


def cases() -> list[Case]:
    home = Path(tempfile.mkdtemp(prefix="pia-bench-"))
    store = Store.at(sqlite_address(home / "pia.sqlite3"))
    store.prepare()
    act = _act(store)
    ids = [_registered(act, number) for number in range(1, COUNT + 1)]
    draft = drafts.start(act, ids[0])
    client = _signed_in(store, home)
    document = draft.document
    page = next(s for s in sections(document.form, document.answers) if "outsourcing" in s.key)
    paths = {
        f"the list of {COUNT}": "/",
        "a section with its things": f"/drafts/{draft.id}/sections/{page.key}",
        "the map of a draft": f"/drafts/{draft.id}",
        "the change table": f"/drafts/{draft.id}/compare",
        "one dossier": f"/dossiers/{ids[0]}",
    }
    return [_case(client, name, path) for name, path in paths.items()]


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
