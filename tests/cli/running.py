"""Runs the command line inside the test's own process."""

import io
import json
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from pia.cli.app import run

#: The command as it is installed.
PIA = shutil.which("pia", path=str(Path(sys.executable).parent)) or "pia"


@dataclass(frozen=True)
class Outcome:
    """What a command gave back: exit code, standard output and error."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def pia(*arguments, stdin=b""):
    """Run one command; `stdin` is what standard input holds."""
    out, err = _stream(), _stream()
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with patch.object(sys, "stdin", given), redirect_stdout(out), redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    return Outcome(code, _text(out), _text(err))


def _stream():
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)


def _text(stream):
    return stream.buffer.getvalue().decode("utf-8")


def sentence(outcome, code=3):
    """The one line that a command says when it is refused."""
    assert (outcome.code, outcome.out) == (code, ""), outcome
    assert outcome.err.endswith("\n")
    lines = outcome.err.splitlines()
    assert len(lines) == 1, outcome.err
    return lines[0]
