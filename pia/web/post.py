"""The door to the mail server: hands over what waits in the outbox, beside the requests.

A letter is text alone. Its head is made by the standard library from checked addresses and one
line, so that nothing typed can become a further address or a further line of the head.
"""

from __future__ import annotations

import smtplib
import ssl
import threading
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from pia.errors import UsageRefused
from pia.operations.mailing import Send, deliver
from pia.store.records import Letter
from pia.store.work import Store
from pia.web.logs import LOGGER
from pia.web.settings import WebSettings

#: Seconds between two looks into the outbox, the longest wait for the mail server, and for the
#: thread at the end.
_EVERY, _PATIENCE, _FAREWELL = 15.0, 20.0, 3.0


class Postman(threading.Thread):
    """Sends what is due until it is told to stop."""

    def __init__(
        self, store: Store, send: Send, clock: Callable[[], datetime], every: float = _EVERY
    ) -> None:
        super().__init__(name="postman", daemon=True)
        self.store, self.send, self.clock, self.every = store, send, clock, every
        self._ended = threading.Event()

    def run(self) -> None:
        """Look, send, wait; a defect is logged and ends nothing."""
        while not self._ended.is_set():
            try:
                sent = deliver(self.store, self.send, self.clock)
                if sent:
                    LOGGER.info("mail", extra={"fields": {"sent": sent}})
            except Exception:  # noqa: BLE001 - the outermost door of this thread
                LOGGER.exception("mail")
            self._ended.wait(self.every)

    def stop(self) -> None:
        """Stop after the letter that is on its way, or leave it behind after a moment."""
        self._ended.set()
        self.join(_FAREWELL)


def sender(given: WebSettings) -> Send:
    """Return what hands a letter to the mail server of an installation. Raises UsageRefused."""
    if not given.mail_from:
        hint = "差出人のアドレスを入れてください。"
        raise UsageRefused("通知のメールの差出人がありません", where="PIA_MAIL_FROM", hint=hint)
    password = _password(given)

    def send(letter: Letter) -> None:
        with _connected(given) as server:
            if given.smtp_user:
                server.login(given.smtp_user, password)
            server.send_message(message(letter, given.mail_from))

    return send


def message(letter: Letter, mail_from: str) -> EmailMessage:
    """Return a letter as it goes out; sent twice, it has the same Message-ID."""
    made = EmailMessage(policy=SMTP)
    made["From"] = mail_from
    made["To"] = letter.address
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(letter.made_at)
    number = f"pia-{letter.id}-{int(letter.made_at.timestamp())}"
    made["Message-ID"] = f"<{number}@{mail_from.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.body, charset="utf-8", cte="base64")
    return made


def _connected(given: WebSettings) -> smtplib.SMTP:
    where = given.smtp_host, given.smtp_port
    if given.smtp_security == "ssl":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(*where, timeout=_PATIENCE, context=context)
    server = smtplib.SMTP(*where, timeout=_PATIENCE)
    if given.smtp_security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except OSError:
            server.close()
            raise
    return server


def _password(given: WebSettings) -> str:
    if not given.smtp_password_file:
        return given.smtp_password
    try:
        return Path(given.smtp_password_file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        hint = "場所と権限を確かめてください。"
        where = "PIA_SMTP_PASSWORD_FILE"
        raise UsageRefused(
            "メールのパスワードのファイルを読めません", where=where, hint=hint
        ) from error
