"""Prepare `.venv` from the lock, or do nothing when it is already as the lock says.

Run with the Python that `.venv` shall use, be it its own. Standard library only. The stamp is removed first and
written last, so that an interrupted installation is never taken for a finished one.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "pia-stamp"
INTERPRETER = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"


def wanted_stamp() -> str:
    """Digest of all that decides what `.venv` holds; settings of linters do not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    facts = [
        sys.implementation.cache_tag,
        sys.base_prefix,
        str(ROOT),
        LOCK.read_text(encoding="utf-8"),
        project["build-system"],
        project["project"],
        project["tool"]["hatch"],
    ]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def install() -> None:
    """Create `.venv` anew: dependencies by hash, then the project itself without network."""
    venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    pip = [str(INTERPRETER), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    quiet = [*pip, "install", "-qq"]
    for command in (
        [*quiet, "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)],
        [*quiet, "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)],
        [*pip, "check"],
    ):
        subprocess.run(command, cwd=ROOT, check=True)


def main() -> int:
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        name = f"python3.{sys.version_info.minor}-venv"
        print(
            f"{sys.executable} has no venv module: install it (apt-get install {name})",
            file=sys.stderr,
        )
        return 1
    stamp = wanted_stamp()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == stamp and INTERPRETER.exists():
        return 0
    STAMP.unlink(missing_ok=True)
    print(f"preparing .venv with Python {sys.version.split()[0]} ...", flush=True)
    try:
        install()
    except subprocess.CalledProcessError as failure:
        print(f".venv is not ready: `{' '.join(map(str, failure.cmd))}` failed", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    STAMP.write_text(stamp, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
