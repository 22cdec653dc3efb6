"""Start of the command: `pia --help` as a whole process, against a bare interpreter."""

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.run import Case


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def cases() -> list[Case]:
    program = shutil.which("pia", path=Path(sys.executable).parent) or "pia"
    return [
        Case("python -c pass", partial(run, sys.executable, "-c", "pass")),
        Case("pia --help", partial(run, program, "--help"), peer="python -c pass"),
    ]
