"""Refuse absolute paths of somebody's machine in any file of the repository."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A home or a workspace, at the start of a path: not the middle of an address or a relative path.
UNIX = r"(?<![\w.~%})\]/-])/(?:home|Users|root|work|workspaces?|builds|private/tmp)/"
WINDOWS = r"\b[A-Za-z]:[\\/]{1,2}Users[\\/]"
MACHINE_PATH = re.compile(f"{UNIX}|{WINDOWS}")


def files() -> list[str]:
    """Tracked files, and new ones that are not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return [name for name in listing.stdout.split("\0") if (ROOT / name).is_file()]


def main() -> int:
    found = 0
    for name in files():
        content = (ROOT / name).read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if MACHINE_PATH.search(line):
                found += 1
                print(f"{name}:{number}: absolute path of a machine: {line.strip()[:80]}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
