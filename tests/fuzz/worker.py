"""A process that reads one changed file after the other and says what came of each.

The change is made outside, so that its memory is that of the readers alone.
"""

import multiprocessing
import os
import resource
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pia.errors import InputRefused
from pia.imports import SourceFile, apart, import_files
from pia.operations.filling import fill_template
from tests.builders import assessment
from tests.fuzz.mutations import changed

#: A file may take this long, in seconds of the processor; the process is given more before it is
#: stopped. Seconds of the clock say nothing where tests share their processors; only one that
#: waits for ever is stopped by them.
QUICK, PATIENCE, FOREVER = 5.0, 20.0, 600.0
#: The name of a kind under which a file is not read but filled with a document.
TEMPLATE = "template"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Outcome:
    """What came of one file."""

    number: int
    name: str
    #: read, refused, fault, hang or crash.
    result: str
    #: Seconds of the processor, not of the clock, in this process and those that it started.
    seconds: float = 0.0
    #: Most memory that the process has held so far, in MB.
    memory: float = 0.0
    #: The sentence of a refusal, the trace of a fault.
    words: str = ""


def read(number, name, kind, data):
    """Read a changed file, and return what came of it."""
    began = spent(os.getpid())
    result, words = "read", ""
    try:
        if kind == TEMPLATE:
            fill_template(assessment(), SourceFile(name, data))
        else:
            import_files([SourceFile(name, data)], kind)
    except InputRefused as error:
        result, words = "refused", str(error)
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        result, words = "fault", traceback.format_exc()
    return Outcome(number, name, result, spent(os.getpid()) - began, memory(), words)


def spent(pid):
    """Seconds of the processor that a process and those that it started have taken so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        inside = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICKS + sum(map(spent, inside))


def memory():
    """Most memory that this process, or one it started, has held, in MB.

    `getrusage` of a process would count what its parent held when it was started.
    """
    running = apart._WORKER._process
    now = [_most_held("self"), _most_held(running.pid) if running else 0]
    return max(*now, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _most_held(process):
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


class Reader:
    """One process, used again for file after file; a new one where it died or hung."""

    def __init__(self):
        self._process: Any = None
        self._pipe: Any = None

    def outcome(self, number):
        """Return what came of the file of a number."""
        if self._process is None:
            self._start()
        name, kind, data = changed(number)
        self._pipe.send((number, name, kind, data))
        pid, began = self._process.pid, time.monotonic()
        before = spent(pid)
        while not self._pipe.poll(1):
            if spent(pid) - before > PATIENCE or time.monotonic() - began > FOREVER:
                return self._lost(number, name, "hang")
        try:
            return self._pipe.recv()
        except EOFError:
            return self._lost(number, name, "crash")

    def close(self):
        """Stop the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def _start(self):
        spawn = multiprocessing.get_context("spawn")
        self._pipe, other = spawn.Pipe()
        self._process = spawn.Process(target=_answer, args=(other,), daemon=False)
        self._process.start()
        other.close()

    def _lost(self, number, name, result):
        self.close()
        return Outcome(number, name, result)


def _answer(pipe):
    while True:
        try:
            given = pipe.recv()
        except EOFError:
            return
        pipe.send(read(*given))
