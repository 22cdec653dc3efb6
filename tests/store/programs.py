"""Starts programs of their own that write to a store."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine

_WRITER = Path(__file__).with_name("writer.py")


def writing(engine: Engine, draft: int, times: int, *, stay: bool = False) -> subprocess.Popen[str]:
    """A program that saves a draft; with `stay` it stays in the middle of one more save."""
    address = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, str(_WRITER), address, str(draft), str(times)]
    root = _WRITER.parents[2]
    more = ["stay"] if stay else []
    return subprocess.Popen([*command, *more], cwd=root, stdout=subprocess.PIPE, text=True)


def heard(program: subprocess.Popen[str], lines: int) -> list[str]:
    """What it said next."""
    assert program.stdout is not None
    return [program.stdout.readline().strip() for _ in range(lines)]
