"""`pia demo`: the sample city, in a home of its own alone."""

import shutil
import subprocess
import urllib.request
from datetime import date, timedelta

import pytest
from alembic import command
from argon2 import PasswordHasher

from pia.accounts import passwords
from pia.accounts.signing_in import sign_in
from pia.approval.roles import Role
from pia.cli.home import now
from pia.operations import demo, rendering
from pia.operations.act import Act, civil_day
from pia.operations.demo.year import PlannedPlan
from pia.operations.reviewing import review
from pia.store.engine import sqlite_address
from pia.store.migrating import migration, newest
from pia.store.work import Store
from tests.cli.homes import looking, things
from tests.cli.running import PIA, pia, sentence

WHOLE = {"pia.sqlite3", "site", "demo-filled"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A filled home, in few formats."""
    home = tmp_path_factory.mktemp("demo") / "home"
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PIA_DATABASE_URL", raising=False)
        patch.setenv("PIA_HOME", str(home))
        patch.setattr(passwords, "HASHER", quick)
        patch.setattr(rendering, "RENDERED", ("html", "json"))
        done = pia("demo", "--no-serve")
    return home, done


@pytest.fixture
def demo_home(filled, empty_home):
    """A copy of it for each test."""
    shutil.copytree(filled[0], empty_home)
    return empty_home


@pytest.fixture
def quickly(monkeypatch):
    """Fill in no time, but with something."""

    def fill(store, site, at):
        site.mkdir()
        store.prepare()

    monkeypatch.setattr("pia.cli.commands.demo.fill", fill)


def test_users_and_their_password_are_printed(filled):
    _, done = filled
    assert done.code == 0
    assert done.out.splitlines() == [
        "kanri\tmihon-demo-2025\t管理者\t伊藤 裕子",
        "henshu1\tmihon-demo-2025\t編集者\t佐藤 美咲",
        "henshu2\tmihon-demo-2025\t編集者\t田中 健一",
        "shonin\tmihon-demo-2025\t承認者\t鈴木 恵子",
        "kakari\tmihon-demo-2025\t承認者\t山本 直子",
        "kacho\tmihon-demo-2025\t承認者\t小林 正",
        "kohyo\tmihon-demo-2025\t公表担当\t高橋 直樹",
        "etsuran\tmihon-demo-2025\t閲覧者\t渡辺 誠",
    ]
    assert done.err == "見本を用意しています。少しお待ちください。\n"


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 11, 22), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_what_would_come_on_a_weekend_comes_on_the_monday_after(today, day):
    assert PlannedPlan("3", "移行", "", effective_in=0).day(today) == day


def test_every_user_comes_in_with_it_and_every_role_has_somebody(demo_home):
    store = Store.at(sqlite_address(demo_home / "pia.sqlite3"))
    users = [sign_in(store, user.name, demo.PASSWORD, now()) for user in demo.USERS]
    store.close()
    assert not any(user.one_time for user in users)
    assert {role for user in users for role in user.roles} == set(Role)


def test_the_password_is_one_that_people_may_choose():
    for user in demo.USERS:
        passwords.require_good(demo.PASSWORD, user.name)


def test_the_city_has_its_editions_in_the_order_of_their_days(filled):
    with looking(filled[0]) as work:
        for line in work.dossiers.lines():
            editions = work.editions.of(line.dossier.id)
            assert [edition.number for edition in editions] == [3, 2, 1]
            assert {edition.origin for edition in editions} == {"adopted"}
            assert len({edition.document.lineage for edition in editions}) == 1
        sources = [file for n in (1, 2, 3) for file in work.attachments.of(n)]
        assert {(file.role, len(file.sha256)) for file in sources} == {("source", 64)}
        assert len(sources) == 9
        assert list(work.audit.broken()) == []


def test_the_site_shows_every_edition(filled):
    site = filled[0] / "site"
    assert {path.name for path in (site / "12").iterdir() if path.is_dir()} == {
        *("2022-03-25", "2023-10-02", "2025-06-30")
    }
    assert {"3", "12", "21"} <= {path.name for path in site.iterdir()}


def test_a_renamed_division_handed_its_task_to_its_successor(filled):
    with looking(filled[0]) as work:
        divisions = {division.name: division for division in work.ownership.divisions()}
        lines = {line.dossier.number: line for line in work.dossiers.lines()}
        organisations = [organisation.name for organisation in work.ownership.organisations()]
    before, after = divisions["税務部市民税課"], divisions["財務部市民税課"]
    assert before.successors == (after.id,)
    assert before.ends_on == after.begins_on - timedelta(days=1)
    assert lines["3"].division == "財務部市民税課"
    assert organisations == ["みほん市長", "みほん市教育委員会"]


def test_there_is_something_to_do_in_every_role(demo_home):
    store = Store.at(sqlite_address(demo_home / "pia.sqlite3"))
    with store.reading() as work:
        lines = work.dossiers.lines()
        editor = work.users.all()[1].actor
    act = Act(store, editor, now(), civil_day(now()))
    found = {line.dossier.number: review(act, line.draft_id or 0) for line in lines}
    store.close()
    states = {number: reviewed.draft.state for number, reviewed in found.items()}
    assert states == {"3": "review", "12": "draft", "21": "approved"}
    assert {blocker.id for blocker in found["12"].blockers} == {
        "planned-on",
        "undecided",
        "comment",
        "answers",
    }
    assert found["3"].blockers == found["21"].blockers == ()
    assert {reviewed.kind for reviewed in found.values()} == {"reassessment"}


def test_started_again_it_leaves_everything_as_it_is(demo_home):
    before = (demo_home / "pia.sqlite3").read_bytes()
    done = pia("demo", "--no-serve")
    assert (done.code, done.err) == (0, "")
    assert things(demo_home) == WHOLE
    assert (demo_home / "pia.sqlite3").read_bytes() == before


def test_the_sample_of_an_older_program_is_upgraded_and_a_copy_kept(demo_home):
    """Whoever fetches a newer version and runs it again needs no other command."""
    with migration(Store.at(sqlite_address(demo_home / "pia.sqlite3")).engine) as config:
        command.downgrade(config, "0004")
    assert pia("demo", "--no-serve").code == 0
    store = Store.at(sqlite_address(demo_home / "pia.sqlite3"))
    assert store.revision() == newest()
    assert len(things(demo_home)) == len(WHOLE) + 1


def test_a_home_of_people_is_refused(home):
    before = (home / "pia.sqlite3").read_bytes()
    assert sentence(pia("demo", "--no-serve"), code=4) == (
        f"このフォルダには見本でないデータがあります（{home}）。"
        "PIA_HOME に、まだないフォルダか空のフォルダを指定してください。"
    )
    assert things(home) == {"pia.sqlite3"}
    assert (home / "pia.sqlite3").read_bytes() == before


@pytest.mark.parametrize("name", ["site", "secret.key"])
def test_whatever_a_home_holds_is_left_alone(empty_home, name):
    (empty_home / name).mkdir(parents=True)
    assert pia("demo", "--no-serve").code == 4
    assert things(empty_home) == {name}


def test_what_is_not_ours_may_stand_beside_it(empty_home, quickly):
    empty_home.mkdir()
    (empty_home / "メモ.txt").write_text("残すもの", encoding="utf-8")
    assert pia("demo", "--no-serve").code == 0
    assert things(empty_home) == WHOLE | {"メモ.txt"}


def test_a_half_filled_home_of_its_own_is_filled_anew(empty_home, quickly, monkeypatch):
    def stop(store, site, at):
        site.mkdir()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pia.cli.commands.demo.fill", stop)
        assert pia("demo", "--no-serve").code == 1
    assert things(empty_home) == {"pia.sqlite3", "site", "demo-filling"}
    assert pia("demo", "--no-serve").code == 0
    assert things(empty_home) == WHOLE


def test_two_at_once_do_not_fill_one_home(empty_home, quickly, monkeypatch):
    def second(store, site, at):
        said = sentence(pia("demo", "--no-serve"), code=5)
        assert said.startswith("ほかの pia demo が見本を用意しています（")

    monkeypatch.setattr("pia.cli.commands.demo.fill", second)
    assert pia("demo", "--no-serve").code == 0


def test_other_machines_and_other_databases_are_refused(empty_home, monkeypatch):
    assert sentence(pia("demo", "--host", "192.0.2.1"), code=4) == (
        "見本は、この端末の中だけで動かせます（192.0.2.1）。"
    )
    monkeypatch.setenv("PIA_DATABASE_URL", "postgresql://city.example/pia")
    assert sentence(pia("demo"), code=2).startswith(
        "見本は、ほかのデータベースには入れられません。"
    )
    assert things(empty_home) == set()


def test_it_serves_with_its_users_on_the_log_in(demo_home):
    command = [PIA, "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        lines = [process.stdout.readline().decode("utf-8") for _ in (*demo.USERS, "address")]
        with urllib.request.urlopen(lines[-1].strip() + "login", timeout=60) as answer:  # noqa: S310 - our own server
            page = answer.read().decode("utf-8")
        process.terminate()
        process.communicate(timeout=60)
    assert [line.startswith("http://") for line in lines] == [False] * len(demo.USERS) + [True]
    assert all(f"{user.name}</td>" in page for user in demo.USERS)
