"""The settings: one table for the environment, the help and the documentation."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from pia.errors import UsageRefused
from pia.web.settings import SETTINGS, WebSettings, from_environment


def test_the_table_names_each_setting_of_the_environment_once():
    assert [one.variable for one in SETTINGS] == [
        "PIA_HOME",
        "PIA_DATABASE_URL",
        "PIA_TRUSTED_HOSTS",
        "PIA_SECURE_COOKIES",
        "PIA_BEHIND_PROXY",
        "PIA_SESSION_IDLE_HOURS",
        "PIA_SESSION_HOURS",
        "PIA_BASE_URL",
        "PIA_SMTP_HOST",
        "PIA_SMTP_PORT",
        "PIA_SMTP_SECURITY",
        "PIA_SMTP_USER",
        "PIA_SMTP_PASSWORD",
        "PIA_SMTP_PASSWORD_FILE",
        "PIA_MAIL_FROM",
    ]
    assert all(one.help for one in SETTINGS)
    names = [one.name for one in fields(WebSettings)]
    assert names == [*(one.name for one in SETTINGS), "demo_logins"]


def test_an_empty_environment_gives_the_defaults_of_the_table():
    settings = from_environment({})
    assert settings == WebSettings()
    assert all(one.read(one.default) == getattr(settings, one.name) for one in SETTINGS)


def test_the_database_stands_in_the_home_unless_said_otherwise(tmp_path):
    at_home = from_environment({"PIA_HOME": str(tmp_path)})
    assert at_home.database_address == f"sqlite:///{tmp_path.as_posix()}/pia.sqlite3"
    shared = from_environment({"PIA_DATABASE_URL": "postgresql://db/pia"})
    assert shared.database_address == "postgresql://db/pia"


def test_an_option_wins_over_the_environment():
    assert from_environment({"PIA_HOME": "a"}, home=Path("b")).home == Path("b")


def test_hosts_hours_and_switches_are_read():
    given = {
        "PIA_TRUSTED_HOSTS": "pia.city.example, .example.jp",
        "PIA_SESSION_IDLE_HOURS": "0.5",
        "PIA_SECURE_COOKIES": "yes",
    }
    settings = from_environment(given)
    assert settings.trusted_hosts == ("pia.city.example", ".example.jp")
    assert settings.lengths.idle == timedelta(minutes=30)
    assert settings.secure_cookies


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("PIA_SECURE_COOKIES", "はい"),
        ("PIA_SESSION_HOURS", "0"),
        ("PIA_SESSION_HOURS", "一日"),
        ("PIA_SESSION_HOURS", "nan"),
        ("PIA_SESSION_HOURS", "1e99"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_by_name(variable, text):
    with pytest.raises(UsageRefused, match=variable):
        from_environment({variable: text})
