"""A mail server for tests: takes letters on a free port and says what it was told."""

import base64
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

PASSWORD = "right"  # noqa: S105 - of this server alone


@dataclass
class Mailbox:
    """What a server took, and how it is to answer."""

    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    #: User and password of each log-in.
    logins: list[tuple[str, str]] = field(default_factory=list)
    #: What it answers to a recipient; None: it takes them.
    refusal: bytes | None = None
    #: Certificate for STARTTLS; None: it does not offer it.
    context: ssl.SSLContext | None = None
    port: int = 0


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    box: Mailbox


class _Talk(socketserver.StreamRequestHandler):
    """One connection."""

    timeout = 10
    server: _Server

    def handle(self):
        self.box = self.server.box
        self.say(b"220 localhost")
        while (line := self.rfile.readline().strip()) and self.answer(line):
            pass

    def finish(self):
        super().finish()
        self.connection.close()  # the socket that STARTTLS made is ours

    def say(self, *lines):
        self.wfile.write(b"".join(line + b"\r\n" for line in lines))

    def answer(self, line):
        word = line.split()[0].upper()
        getattr(self, f"on_{word.decode().lower()}", self.on_other)(line)
        return word != b"QUIT"

    def on_ehlo(self, line):
        offers = [b"250-STARTTLS"] if self.box.context else []
        self.say(b"250-localhost", *offers, b"250-AUTH PLAIN", b"250 SIZE 1000000")

    def on_starttls(self, line):
        assert self.box.context
        self.say(b"220 go on")
        self.connection = self.box.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)

    def on_auth(self, line):
        _, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
        self.box.logins.append((user, password))
        self.say(b"235 welcome" if password == PASSWORD else b"535 wrong password")

    def on_rcpt(self, line):
        if self.box.refusal:
            self.say(self.box.refusal)
            return
        self.box.recipients.append(line.decode().partition("<")[2].partition(">")[0])
        self.say(b"250 ok")

    def on_data(self, line):
        self.say(b"354 go on")
        lines = []
        while (one := self.rfile.readline()) != b".\r\n":
            lines.append(one.removeprefix(b".") if one.startswith(b"..") else one)
        self.box.letters.append(message_from_bytes(b"".join(lines), policy=default))
        self.say(b"250 taken")

    def on_quit(self, line):
        self.say(b"221 bye")

    def on_other(self, line):
        self.say(b"250 ok")


class MailServer:
    """A running server: `with MailServer() as box: box.port`."""

    def __init__(self, **given):
        self.box = Mailbox(**given)

    def __enter__(self):
        self.server = _Server(("127.0.0.1", 0), _Talk)
        self.server.box = self.box
        self.box.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()
        return self.box

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join(10)
        self.server.server_close()
