"""Kills a process at each of its steps in turn while it swaps a site; prints what is left.

Run as a program: `crashing.py FOLDER exchange|rename`. A step is whatever touches the file system,
as Python's audit events tell it. Prints one line per step: old, new or aside.
"""

import os
import signal
import sys
from pathlib import Path
from shutil import rmtree

from pia.publication import swap, swap_in
from pia.publication.ours import MARKER

STEPS = {
    *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.scandir"),
    *("shutil.copymode", "shutil.rmtree", "fcntl.flock", "ctypes.dlopen", "ctypes.dlsym"),
}
OLD = {"index.html": b"old", "1/2021-03-29/a.docx": b"old"}
NEW = {"index.html": b"new", "2/2023-11-06/b.docx": b"new"}


def state(target):
    """What stands at a target: the old site or the new one whole, or nothing."""
    if not target.exists():
        return "aside"
    files = [path for path in target.rglob("*") if path.is_file() and path.name != MARKER]
    found = {path.relative_to(target).as_posix(): path.read_bytes() for path in files}
    return "old" if found == OLD else "new" if found == NEW else "broken"


def die_at(step):
    """Kill this process before its step of that number."""
    count = 0

    def hook(event, _):
        nonlocal count
        if event in STEPS:
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def killed(target, step):
    """Swap in a child that dies at a step; return whether it lived to the end."""
    child = os.fork()
    if child == 0:
        die_at(step)
        swap_in(NEW, target)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def main(folder, way):
    if way == "rename":
        vars(swap)["exchange"] = lambda *_: False
    vars(os)["fsync"] = lambda _: None  # a dying process loses no power
    lived, step = False, 0
    while not lived:
        step += 1
        target = folder / f"site{step}"
        swap_in(OLD, target)
        lived = killed(target, step)
        left = state(target)
        swap_in(NEW if left == "new" else OLD, target)
        is_mended = state(target) != "broken"
        rubbish = sorted(path.name for path in folder.iterdir() if path != target)
        told = left if is_mended and not rubbish else f"not mended: {rubbish}"
        sys.stdout.write(f"{told}\n")
        rmtree(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
