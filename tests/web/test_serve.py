"""Serving: one line with the address, answers from another process, a clean stop."""

import json
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

SERVED = """
import signal
import sys
from pathlib import Path
from pia.store.engine import sqlite_address
from pia.store.work import Store
from pia.web.app import create_app
from pia.web.serve import serve
from pia.web.settings import WebSettings

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background ignores it
settings = WebSettings(home=Path(sys.argv[1]))
serve(create_app(settings, Store.at(settings.database_address)), "127.0.0.1", 0)
"""


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_served_application_says_its_address_and_stops_when_asked(tmp_path, store, stop):
    command = [sys.executable, "-c", SERVED, str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        with urlopen(f"{address}healthz", timeout=60) as answer:  # noqa: S310 - our own
            assert answer.read() == b"ok\n"
            assert "Server" not in answer.headers
        process.send_signal(stop)
        try:
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert address.startswith("http://127.0.0.1:")
    assert (process.returncode, out) == (0, "")
    (line,) = [json.loads(one) for one in err.splitlines()]
    assert (line["event"], line["rule"]) == ("request", "/healthz")


def test_connections_that_browsers_hold_open_keep_nobody_out(live):
    """Twenty browsers with some tabs each: far more connections than requests."""
    at = urlsplit(live.address)
    with ExitStack() as held:
        for _ in range(120):
            held.enter_context(socket.create_connection((at.hostname, at.port), timeout=5))
        with urlopen(f"{live.address}healthz", timeout=5) as answer:  # noqa: S310 - our own
            assert answer.read() == b"ok\n"
