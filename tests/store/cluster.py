"""A PostgreSQL of the tests' own: in a temporary folder, reached by its socket alone."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from functools import cached_property
from pathlib import Path

import psycopg

_FRESH = ("-U", "pia", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")


def postgresql_programs() -> Path | None:
    """The newest installed PostgreSQL, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _version(initdb: Path) -> int:
    return int(initdb.parent.parent.name)


class Cluster:
    """A running server; `stop` ends it and removes its folder."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pia-pg-"))
        run, data = _as_ordinary_user(self.folder), str(self.folder / "data")
        initdb = [str(programs / "initdb"), "-D", data, *_FRESH]
        subprocess.run([*run, *initdb], check=True, cwd="/", stdout=subprocess.DEVNULL)
        settings = (f"unix_socket_directories={self.folder}", "listen_addresses=", *_QUICK)
        given = [word for setting in settings for word in ("-c", setting)]
        server = [*run, str(programs / "postgres"), "-D", data, *given]
        self.server = subprocess.Popen(server, cwd="/", stderr=subprocess.DEVNULL)

    def address(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://pia@/{database}?host={self.folder}"

    @cached_property
    def manager(self) -> psycopg.Connection:
        """A connection that makes databases; waits until the server answers."""
        until = time.monotonic() + 30
        while True:
            try:
                return psycopg.connect(self.address("postgres"), autocommit=True)
            except psycopg.OperationalError:
                assert self.server.poll() is None, "PostgreSQL did not start"
                assert time.monotonic() < until, "PostgreSQL did not answer"
                time.sleep(0.02)

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database and return its address."""
        self.manager.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.address(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is in it."""
        self.manager.execute(f'DROP DATABASE "{database}" WITH (FORCE)')

    def stop(self) -> None:
        """End the server."""
        self.manager.close()
        self.server.send_signal(3)  # SIGQUIT: at once
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _as_ordinary_user(folder: Path) -> list[str]:
    """What a command starts with, so that it ends with us and does not run as root."""
    run = ["setpriv", "--pdeathsig=QUIT"] if shutil.which("setpriv") else []
    if os.geteuid() != 0:
        return run
    names = {user.pw_name: user for user in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return [*run, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
