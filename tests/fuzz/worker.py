"""A process that reads one changed file after the other and says what came of each.

The change is made outside, so that its memory is that of the readers alone.
"""

import multiprocessing
import resource
import time
import traceback
from dataclasses import dataclass
from typing import Any

from pia.errors import InputRefused
from pia.imports import SourceFile, import_files
from tests.fuzz.mutations import changed

#: A file may take this long, in seconds of a quiet machine; the process is given more before it is
#: stopped, since tests share their processors.
QUICK, PATIENCE = 5.0, 30.0


@dataclass(frozen=True)
class Outcome:
    """What came of one file."""

    number: int
    name: str
    #: read, refused, fault, hang or crash.
    result: str
    #: Seconds of the processor, not of the clock.
    seconds: float = 0.0
    #: Most memory that the process has held so far, in MB.
    memory: float = 0.0
    #: The sentence of a refusal, the trace of a fault.
    words: str = ""


def read(number, name, kind, data):
    """Read a changed file, and return what came of it."""
    began = time.process_time()
    result, words = "read", ""
    try:
        import_files([SourceFile(name, data)], kind)
    except InputRefused as error:
        result, words = "refused", str(error)
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        result, words = "fault", traceback.format_exc()
    return Outcome(number, name, result, time.process_time() - began, memory(), words)


def memory():
    """Most memory that this process, or one it started, has held, in MB."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


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
        if not self._pipe.poll(PATIENCE):
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
