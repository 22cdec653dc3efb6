"""Two homes for `every_state.py`: one where nobody has done anything, one with very little and very much."""

from contextlib import contextmanager

import pytest

from pia.accounts.passwords import hash_password
from pia.accounts.signing_in import MOST_FAILURES
from pia.approval.roles import Role
from pia.assessment import Op
from pia.assessment.edit import add_thing, edited, set_typed
from pia.operations import comments, demo, drafts, planning, yearly
from pia.store.engine import sqlite_address
from pia.store.records import User
from pia.store.work import Store
from pia.web import app as app_module
from pia.web.pages import BLUEPRINTS
from pia.web.views.compare_rows import name_of
from tests.operations.city import BEGINNING, TODAY, City
from tests.web import trial
from tests.web.conftest import Clock
from tests.web.every_page import served

PASSWORD = "mihon-no-sakura-2025"  # noqa: S105 - of users of this test alone
#: A user whose password was never changed, and one who gave a wrong one too often.
NEWCOMER, LOCKED = "kacho", "henshu2"

#: 12,000 signs in paragraphs; 500 without a place to break; a name as long as one may be.
LONG = "〈みほん市における措置〉\n" + ("申告書と課税資料の記載を照合し、二人で確かめる。\n" * 499)
UNBROKEN = "https://" + "mihon" * 100
TITLE = ("個人住民税の賦課、徴収及び証明に関する事務並びにこれらに附帯する事務" * 9)[:290]
LONG_TITLE = f"{TITLE}　重点項目評価書"[:300]
MANY = 40
_OUTSOURCING = "files[1].outsourcing"


@contextmanager
def homes_at(folder, prepared):
    """Serve both homes until the end: `{"empty": world, "city": world}`."""
    with _home(folder / "empty", prepared) as empty, _home(folder / "city", prepared) as city:
        city.known |= _fill(City(city.store, _people(city.store), folder / "site"))
        _people(empty.store)
        for _ in range(MOST_FAILURES):
            client = city.app.test_client()
            client.send("/login", {"name": LOCKED, "password": "chigau-password"})
        yield {"empty": empty, "city": city}


@contextmanager
def _home(folder, prepared):
    folder.mkdir()
    file = folder / "pia.sqlite3"
    file.write_bytes(prepared.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_module, "BLUEPRINTS", (*BLUEPRINTS, trial.blueprint))
        with served(folder, Store.at(sqlite_address(file)), Clock()) as world:
            yield world


def _people(store):
    """Users of the sample city: one for each role, who has chosen a password, and two without luck."""
    made: dict[Role, User] = {}
    chosen = hash_password(PASSWORD)
    with store.writing() as work:
        for user in demo.USERS:
            if user.role not in made or user.name in {NEWCOMER, LOCKED}:
                one_time = user.name == NEWCOMER
                given = (user.name, user.display_name, chosen, [user.role])
                added = work.users.add(*given, one_time=one_time, at=BEGINNING)
                made.setdefault(user.role, added)
    return made


def _fill(city):
    """Begin drafts in several states; return the numbers of what is in the city."""
    city.open()
    still = city.started()
    known = {"dossier": city.dossier.id, "edition": city.edition.id, "still": still.id}
    file = still.document.answers["files"][0]
    known["storage"] = f"files[@{file['@id']}].storage"
    fresh = city.first(number="9", title="予防接種に関する事務　重点項目評価書")
    known |= {"fresh": fresh.id, "fresh_dossier": fresh.dossier_id}
    for number, name in (("5", "met"), ("6", "stale"), ("7", "asked")):
        known[name] = _changed(city, number).id
    known["row"] = name_of(city.review(known["met"]).ruled.rows[0])
    city.do(Role.EDITOR, known["asked"], "request", comment="確認をお願いします。")
    known |= _heavy(city) | _many(city)
    act = city.act(Role.EDITOR)
    yearly.plan_change(
        act, city.dossier.id, "標準準拠システムへの移行", "", TODAY.replace(year=2026)
    )
    return known


def _begun(city, number, **answers):
    """A draft on a published 評価書 of its own."""
    adopted = city.adopt(number=number, **answers)
    city.dossier, city.edition = adopted.dossier, adopted.edition
    return city.started()


def _changed(city, number):
    """The same with a change, ready to be asked for."""
    draft = city.edited(_begun(city, number).id, department="税務部市民税課")
    return planning.plan(city.act(Role.EDITOR), draft.id, TODAY, "amendment")


def _heavy(city):
    """A draft with long texts and words without a place to break, and much said about it."""
    draft = _begun(city, "8", title=LONG_TITLE, task_name=TITLE)
    draft = city.edited(draft.id, task_content=LONG, storage=UNBROKEN, department="部" * 300)
    act, approver = city.act(Role.EDITOR), city.act(Role.APPROVER)
    comments.add(approver, draft.id, "task_content", f"{UNBROKEN}\n{LONG[:2000]}")
    planning.plan(act, draft.id, TODAY, "amendment", LONG[:1500])
    row = next(one for one in city.review(draft.id).ruled.rows if UNBROKEN in one.after)
    return {
        "heavy": draft.id,
        "heavy_dossier": city.dossier.id,
        "heavy_edition": city.edition.id,
        "heavy_row": name_of(row),
    }


def _many(city):
    """A draft with many 委託事項."""
    draft = _begun(city, "10")
    document = draft.document
    ops: tuple[Op, ...] = ()
    for n in range(2, MANY + 1):
        made = add_thing(document, _OUTSOURCING, f"many{n:04}")
        document = edited(document, made)
        made += set_typed(document, f"{_OUTSOURCING}[{n}].title", f"入力業務その{n}")
        document, ops = edited(document, made[-1:]), ops + made
    drafts.save(city.act(Role.EDITOR), draft.id, draft.sequence, ops)
    return {"many": draft.id, "many_file": document.answers["files"][0]["@id"]}
