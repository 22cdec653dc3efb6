"""Letters go out by SMTP as text in Japanese, to one address, and never in the way of an act."""

import shutil
import smtplib
import ssl
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pia.approval.roles import Role
from pia.errors import UsageRefused
from pia.store.records import Letter
from pia.web.post import Postman, message, sender
from pia.web.settings import WebSettings, from_environment
from tests.web.fake_smtp import PASSWORD, MailServer

AT = datetime(2025, 4, 1, 1, 32, tzinfo=UTC)
LETTER = Letter(
    id=7,
    account_id=1,
    address="suzuki@city.example.jp",
    subject="【評価書】承認の順番です：3 個人住民税の賦課に関する事務（令和7年度の見直しによる修正）",
    body="鈴木 恵子 様\n\n承認の順番です。\n.\nhttps://pia.city.example.jp/drafts/1/approval\n",
    made_at=AT,
    sent_at=None,
    tries=0,
    error="",
)


def settings(box, **more):
    usual = {
        "smtp_host": "localhost",
        "smtp_port": box.port,
        "smtp_security": "none",
        "mail_from": "pia@city.example.jp",
    }
    return WebSettings(**(usual | more))


def test_a_letter_arrives_as_it_was_written():
    with MailServer() as box:
        sender(settings(box))(LETTER)
    (got,) = box.letters
    assert box.recipients == ["suzuki@city.example.jp"]
    assert got["Subject"] == LETTER.subject
    assert (got["From"], got["To"]) == ("pia@city.example.jp", "suzuki@city.example.jp")
    assert got.get_content().replace("\r\n", "\n") == LETTER.body
    assert got.get_content_type() == "text/plain"
    assert got["Date"].datetime == AT
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"] == message(LETTER, "pia@city.example.jp")["Message-ID"]
    assert box.logins == []


def test_the_head_is_ascii_alone_and_no_line_of_it_is_too_long():
    head = message(LETTER, "pia@city.example.jp").as_bytes().partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78


BROKEN = "a@b.jp\r\nBcc: c@d.jp"


@pytest.mark.parametrize(
    "broken", [replace(LETTER, subject=BROKEN), replace(LETTER, address=BROKEN)]
)
def test_a_line_break_never_becomes_a_line_of_the_head(broken):
    with pytest.raises(ValueError, match=r"linefeed|newline|Invalid"):
        message(broken, "pia@city.example.jp")


def test_the_password_comes_from_the_setting_or_from_a_file(tmp_path):
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    with MailServer() as box:
        sender(settings(box, smtp_user="pia", smtp_password=PASSWORD))(LETTER)
        sender(settings(box, smtp_user="pia", smtp_password_file=str(file)))(LETTER)
    assert box.logins == [("pia", PASSWORD)] * 2
    assert len(box.letters) == 2
    assert PASSWORD not in repr(settings(box, smtp_password=PASSWORD))


def test_a_wrong_password_a_refused_address_and_no_server_are_failures():
    with MailServer() as box:
        with pytest.raises(smtplib.SMTPAuthenticationError):
            sender(settings(box, smtp_user="pia", smtp_password=PASSWORD[1:]))(LETTER)
        box.refusal = b"550 no such user"
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            sender(settings(box))(LETTER)
    with pytest.raises(OSError, match="refused"):
        sender(settings(box))(LETTER)
    assert box.letters == []


def test_without_encryption_where_it_is_wanted_nothing_is_sent():
    with MailServer() as box:
        for wanted in ("starttls", "ssl"):
            given = settings(box, smtp_security=wanted, smtp_user="pia", smtp_password=PASSWORD)
            with pytest.raises(OSError):  # noqa: PT011 - of whichever kind
                sender(given)(LETTER)
    assert (box.logins, box.letters) == ([], [])


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A context of a server named localhost, whose certificate this process trusts."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [
            *(program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", str(key), "-out", str(cert), "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
        ],
        check=True,
        capture_output=True,
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    return context


def test_a_letter_goes_out_encrypted_by_starttls(certificate):
    with MailServer(context=certificate) as box:
        given = settings(box, smtp_security="starttls", smtp_user="pia", smtp_password=PASSWORD)
        sender(given)(LETTER)
    assert len(box.letters) == 1
    assert box.logins == [("pia", PASSWORD)]


def test_a_server_with_a_certificate_of_nobody_gets_nothing(certificate, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with MailServer(context=certificate) as box:
        given = settings(box, smtp_security="starttls")
        with pytest.raises(ssl.SSLCertVerificationError):
            sender(given)(LETTER)
    assert box.letters == []


def test_wrong_settings_are_refused_before_the_start(tmp_path):
    with pytest.raises(UsageRefused, match="PIA_MAIL_FROM"):
        sender(WebSettings(smtp_host="localhost"))
    given = WebSettings(
        smtp_host="localhost",
        mail_from="pia@city.example.jp",
        smtp_password_file=str(tmp_path / "missing"),
    )
    with pytest.raises(UsageRefused, match="PIA_SMTP_PASSWORD_FILE"):
        sender(given)


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("PIA_SMTP_PORT", "0"),
        ("PIA_SMTP_PORT", "７x"),
        ("PIA_SMTP_SECURITY", "tls"),
        ("PIA_MAIL_FROM", "市民税課 <a@b.jp>"),
        ("PIA_BASE_URL", "pia.example.jp"),
        ("PIA_BASE_URL", "https://pia.example.jp/\nBcc: a@b.jp"),
    ],
)
def test_a_setting_of_mail_that_cannot_be_read_is_refused_by_name(variable, text):
    with pytest.raises(UsageRefused, match=variable):
        from_environment({variable: text})


def test_the_settings_of_mail_are_read():
    given = {"PIA_SMTP_HOST": "mail", "PIA_SMTP_SECURITY": "SSL", "PIA_SMTP_PORT": "465"}
    read = from_environment({**given, "PIA_BASE_URL": "https://pia.city.example.jp/"})
    assert read.has_mail
    assert (read.smtp_security, read.smtp_port) == ("ssl", 465)
    assert read.base_url == "https://pia.city.example.jp"


def test_the_postman_sends_what_waits_and_survives_a_defect(store, add, caplog):
    user = add(Role.EDITOR)
    with store.writing() as work:
        work.notices.write(user.id, "sato@city.example.jp", "件名", "本文\n", at=AT)
    tries = []

    def send(letter):
        tries.append(letter.subject)
        if len(tries) == 1:
            raise RuntimeError("a defect")

    postman = Postman(store, send, lambda: AT, every=0.01)
    postman.start()
    until = time.monotonic() + 60
    while len(tries) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    postman.stop()
    assert not postman.is_alive()
    assert tries == ["件名", "件名"]
    assert [record.levelname for record in caplog.records][:1] == ["ERROR"]
    with store.reading() as work:
        assert work.notices.newest()[0].sent_at == AT
