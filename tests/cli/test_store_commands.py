"""`pia db`, `pia backup`, `pia serve`, and homes that cannot be opened."""

import os
import signal
import socket
import sqlite3
import subprocess
import urllib.request

import pytest

from pia.store.migrating import newest
from tests.cli.homes import looking, things
from tests.cli.running import PIA, pia, sentence

#: Every command that opens a store with accounts.
OPENING = [
    ("user", "list", "--as", "kanri"),
    ("register", "doc.json", "--as", "kanri"),
    ("backup", "-o", "copy.sqlite3", "--as", "kanri"),
    ("serve",),
]


def with_revision(home, revision):
    """Make the database of a home one of another program."""
    with sqlite3.connect(home / "pia.sqlite3") as connection:
        connection.execute("UPDATE pia_revision SET version_num = ?", [revision])
    connection.close()


def read(address):
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
        return answer.read()


@pytest.mark.parametrize("command", OPENING, ids=lambda command: command[0])
def test_without_any_account_the_command_to_type_is_said(empty_home, command):
    assert sentence(pia(*command), code=4) == (
        f"まだ利用者がいません（{empty_home}）。"
        "pia user add 利用者名 --role administrator で、最初の管理者を作ってください。"
    )
    assert things(empty_home) == set()


@pytest.mark.parametrize("command", OPENING, ids=lambda command: command[0])
def test_an_older_database_is_to_be_upgraded_first(home, command):
    with_revision(home, "0000")
    assert sentence(pia(*command), code=4) == (
        f"データベースがこのプログラムより古い形です（データベース 0000、プログラム {newest()}）。"
        "pia db upgrade を実行してください。"
    )


@pytest.mark.parametrize("command", [*OPENING, ("db", "upgrade")], ids=lambda c: c[0])
def test_a_newer_database_is_left_alone(home, command):
    with_revision(home, "9999")
    said = sentence(pia(*command), code=4)
    assert said.startswith("データベースがこのプログラムより新しいため開けません")
    assert said.endswith("新しいプログラムを使ってください。")


@pytest.mark.parametrize("command", [*OPENING, ("db", "upgrade")], ids=lambda c: c[0])
def test_the_database_of_something_else_is_left_alone(empty_home, command):
    empty_home.mkdir()
    with sqlite3.connect(empty_home / "pia.sqlite3") as connection:
        connection.execute("CREATE TABLE letters (id INTEGER)")
    connection.close()
    assert sentence(pia(*command)).startswith("本製品のデータベースではありません（")


def test_a_damaged_database_is_one_sentence(empty_home):
    empty_home.mkdir()
    (empty_home / "pia.sqlite3").write_bytes("壊れたファイル".encode() * 100)
    said = sentence(pia("user", "list", "--as", "kanri"))
    assert said.startswith("データベースを開けません（")


def test_an_upgrade_of_the_newest_database_says_so(home):
    done = pia("db", "upgrade")
    assert (done.code, done.err) == (0, f"データベースは最新です({newest()})。\n")


def test_an_upgrade_without_database_makes_none(empty_home):
    said = sentence(pia("db", "upgrade"), code=4)
    assert said.startswith("データベースがまだありません（")
    assert things(empty_home) == set()


def test_a_backup_is_a_database_of_its_own_and_stands_in_the_audit(home, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    done = pia("backup", "-o", copy, "--as", "kanri")
    assert (done.code, done.err) == (0, f"{copy} に控えを取りました。\n")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM account").fetchone() == (2,)
    connection.close()
    with looking(home) as work:
        entry = work.audit.entries(1)[0]
    assert (entry.action, entry.actor) == ("store-backup", "kanri")
    assert sentence(pia("backup", "-o", copy, "--as", "kanri")) == (
        "控えの名前のファイルがすでにあります（copy.sqlite3）。別の名前を指定してください。"
    )


def test_a_backup_needs_an_administrator_and_a_file(home, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    assert pia("backup", "-o", copy, "--as", "henshu").code == 4
    assert sentence(pia("backup", "-o", "-", "--as", "kanri"), code=2) == (
        "控えは標準出力には書けません。ファイルの名前を指定してください。"
    )
    assert not copy.exists()


def test_other_machines_are_served_by_known_names_only(home):
    assert sentence(pia("serve", "--host", "0.0.0.0"), code=2) == (  # noqa: S104 - refused
        "ほかの端末に開くにはホスト名が要ります（0.0.0.0）。"
        "--trusted-host で、利用者がブラウザに入れるホスト名を指定してください。"
    )


def test_a_port_that_cannot_be_is_a_usage_error(home):
    said = sentence(pia("serve", "--port", "70000"), code=2)
    assert said == "そのポートはありません（--port）。0 から 65535 までの数を指定してください。"


def test_a_port_in_use_is_one_sentence(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [PIA, "serve", "--port", str(port)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    words = f"このアドレスでは待ち受けられません（127.0.0.1 のポート {port}）。"
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(words)
    assert len(done.stderr.splitlines()) == 1


def test_it_prints_its_address_when_it_answers_and_stops_when_told(home):
    command = [PIA, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        address = process.stdout.readline().decode("utf-8").strip()
        assert read(address + "healthz") == b"ok\n"
        assert "お試し用" not in read(address + "login").decode("utf-8")
        os.kill(process.pid, signal.SIGTERM)
        rest, _ = process.communicate(timeout=60)
    assert (process.returncode, rest) == (0, b"")
    assert address.startswith("http://127.0.0.1:")
