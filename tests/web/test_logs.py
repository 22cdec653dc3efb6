"""One line per request: who, what, how long; never what was written."""

import json
import logging

import pytest

from pia.approval.roles import Role
from pia.web.logs import JsonLines

PLANTED = "極秘の本文"


@pytest.fixture
def lines(caplog):
    """The log as it goes to standard error."""
    caplog.set_level(logging.INFO)
    return lambda: [JsonLines().format(record) for record in caplog.records]


def test_a_request_is_one_line_with_its_rule_and_its_user(app, signed_in, lines):
    client = signed_in(Role.EDITOR)
    client.get("/password")
    (line,) = map(json.loads, lines())
    assert set(line) == {"time", "level", "event", "id", "method", "rule", "status", "ms", "user"}
    assert (line["method"], line["rule"], line["status"]) == ("GET", "/password", 200)
    assert line["user"] == client.user.id


def test_nothing_that_was_written_stands_in_the_log(trial, signed_in, lines):
    client = signed_in(Role.EDITOR, app=trial)
    client.send(f"/trial/stale?q={PLANTED}", {"text": PLANTED})
    client.send("/trial/defect", {"text": PLANTED}, headers={"User-Agent": PLANTED.encode().hex()})
    client.get(f"/{PLANTED}")
    client.send("/login", {"name": PLANTED, "password": PLANTED})
    text = "\n".join(lines())
    assert "ValueError" in text
    assert "trial.py" in text
    assert PLANTED not in text
    assert PLANTED.encode().hex() not in text


def test_of_other_libraries_only_the_template_of_a_message_is_logged():
    record = logging.LogRecord("waitress", logging.WARNING, "", 0, "bad %s", (PLANTED,), None)
    line = json.loads(JsonLines().format(record))
    assert (line["event"], line["logger"]) == ("bad %s", "waitress")


def test_health_and_styles_ask_the_store_nothing(app, store, client, monkeypatch):
    monkeypatch.setattr(store, "reading", None)
    client.set_cookie("pia", "x")
    assert client.get("/healthz").text == "ok\n"
