"""`make run`: the application with the sample city, on PORT or the first free port from 8765."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

FIRST, TRIES = 8765, 100


def free_port() -> int:
    """The first port from 8765 on which nobody listens."""
    for port in range(FIRST, FIRST + TRIES):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"no free port from {FIRST} to {FIRST + TRIES - 1}: set PORT")


def main() -> int:
    program = shutil.which("pia", path=Path(sys.executable).parent)
    if program is None:
        sys.exit("pia is not installed: make venv")
    port = os.environ.get("PORT") or str(free_port())
    try:
        return subprocess.call([program, "demo", "--port", port])
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
