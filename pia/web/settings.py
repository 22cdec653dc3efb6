"""What an installation may decide: one table that feeds the environment, the help and the docs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from pia.accounts.addresses import checked_address
from pia.accounts.sessions import Lengths
from pia.errors import InputRefused, UsageRefused
from pia.store.engine import sqlite_address

_LAST_PORT = 65_535
#: An address that is safe in a letter: no white space, no other scheme.
_BASE_URL = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True)
class DemoLogin:
    """A demo user as the log-in page shows it; only `pia demo` has any."""

    name: str
    password: str
    title: str


@dataclass(frozen=True)
class Setting:
    """One row of the table: its name in the environment, its default there, what it does."""

    name: str
    variable: str
    default: str
    help: str
    read: Callable[[str], Any]


def _yes_or_no(text: str) -> bool:
    words = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
    return words[text.casefold()]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().casefold() for word in text.split(",") if word.strip())


def _hours(text: str) -> timedelta:
    hours = timedelta(hours=float(text))
    if hours <= timedelta():
        raise ValueError(text)
    return hours


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port <= _LAST_PORT:
        raise ValueError(text)
    return port


def _security(text: str) -> str:
    return {"starttls": "starttls", "ssl": "ssl", "none": "none"}[text.casefold()]


def _sender(text: str) -> str:
    try:
        return checked_address(text) if text else ""
    except InputRefused as refused:
        raise ValueError(text) from refused


def _base_url(text: str) -> str:
    if text and not _BASE_URL.fullmatch(text):
        raise ValueError(text)
    return text.rstrip("/")


#: The table, in the order in which it is shown.
SETTINGS = (
    Setting("home", "PIA_HOME", "./var", "データベースと公表したファイルを置くフォルダー", Path),
    Setting(
        "database",
        "PIA_DATABASE_URL",
        "",
        "データベース(postgresql://…)。空ならPIA_HOMEの中のSQLite",
        str,
    ),
    Setting(
        "trusted_hosts",
        "PIA_TRUSTED_HOSTS",
        "localhost,127.0.0.1,[::1]",
        "この名前で呼ばれたときだけ答える(コンマ区切り。先頭の「.」は下位の名前も含む)",
        _words,
    ),
    Setting(
        "secure_cookies",
        "PIA_SECURE_COOKIES",
        "no",
        "httpsで使う(Cookieをhttpsに限り、HSTSを付ける)",
        _yes_or_no,
    ),
    Setting(
        "behind_proxy",
        "PIA_BEHIND_PROXY",
        "no",
        "前段のプロキシ一つが付けるX-Forwarded-*を信じる",
        _yes_or_no,
    ),
    Setting("idle", "PIA_SESSION_IDLE_HOURS", "8", "操作がないとログアウトする時間", _hours),
    Setting("whole", "PIA_SESSION_HOURS", "24", "ログインが続く最長の時間", _hours),
    Setting(
        "base_url", "PIA_BASE_URL", "", "利用者が開くアドレス(https://…)。メールに書く", _base_url
    ),
    Setting("smtp_host", "PIA_SMTP_HOST", "", "メールサーバー。空なら通知のメールを送らない", str),
    Setting("smtp_port", "PIA_SMTP_PORT", "587", "メールサーバーのポート", _port),
    Setting(
        "smtp_security",
        "PIA_SMTP_SECURITY",
        "starttls",
        "メールサーバーとの通信の暗号化(starttls、ssl、none)",
        _security,
    ),
    Setting("smtp_user", "PIA_SMTP_USER", "", "メールサーバーの利用者名。空なら認証しない", str),
    Setting("smtp_password", "PIA_SMTP_PASSWORD", "", "そのパスワード", str),
    Setting(
        "smtp_password_file",
        "PIA_SMTP_PASSWORD_FILE",
        "",
        "そのパスワードだけを書いたファイル(PIA_SMTP_PASSWORDの代わり)",
        str,
    ),
    Setting("mail_from", "PIA_MAIL_FROM", "", "通知のメールの差出人のアドレス", _sender),
)
_DEFAULTS: dict[str, Any] = {one.name: one.read(one.default) for one in SETTINGS}


@dataclass(frozen=True)
class WebSettings:
    """The settings of a web application, each a row of the table."""

    home: Path = _DEFAULTS["home"]
    database: str = _DEFAULTS["database"]
    trusted_hosts: tuple[str, ...] = _DEFAULTS["trusted_hosts"]
    secure_cookies: bool = _DEFAULTS["secure_cookies"]
    behind_proxy: bool = _DEFAULTS["behind_proxy"]
    idle: timedelta = _DEFAULTS["idle"]
    whole: timedelta = _DEFAULTS["whole"]
    base_url: str = _DEFAULTS["base_url"]
    smtp_host: str = _DEFAULTS["smtp_host"]
    smtp_port: int = _DEFAULTS["smtp_port"]
    smtp_security: str = _DEFAULTS["smtp_security"]
    smtp_user: str = _DEFAULTS["smtp_user"]
    smtp_password: str = field(default=_DEFAULTS["smtp_password"], repr=False)
    smtp_password_file: str = _DEFAULTS["smtp_password_file"]
    mail_from: str = _DEFAULTS["mail_from"]
    demo_logins: tuple[DemoLogin, ...] = ()

    @property
    def database_address(self) -> str:
        """The address of the database."""
        return self.database or sqlite_address(self.home / "pia.sqlite3")

    @property
    def lengths(self) -> Lengths:
        """How long a session lives."""
        return Lengths(idle=self.idle, whole=self.whole)

    @property
    def has_mail(self) -> bool:
        """Whether notices are mailed."""
        return bool(self.smtp_host)


def from_environment(environment: Mapping[str, str], **given: Any) -> WebSettings:
    """Return the settings of an environment; `given` ones (from options) win.

    Raises UsageRefused.
    """
    read = {
        s.name: _read(s, environment[s.variable]) for s in SETTINGS if s.variable in environment
    }
    return WebSettings(**{**read, **given})


def _read(setting: Setting, text: str) -> Any:
    try:
        return setting.read(text)
    except (KeyError, OverflowError, ValueError) as error:
        hint = f"{setting.help}。既定は「{setting.default}」です。"
        raise UsageRefused(f"「{text}」は使えません", where=setting.variable, hint=hint) from error
