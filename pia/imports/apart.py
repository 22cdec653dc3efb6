"""Reading in a process of its own: what a file does to its reader, the program survives.

Readers of PDF and of old Excel files are not written in Python; a file made for it could crash them,
hold them for hours or take all memory. One worker is started at the first file and kept: a file in,
its grids out, as JSON, so that nothing the worker says is ever run. It is given no environment to
speak of, and is replaced when it dies, takes too long or has grown.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Lock, Timer
from typing import Any, cast

from pia.errors import InputRefused, PiaError
from pia.imports.grid import Cell, Grid, Place, Row
from pia.imports.source import SourceFile, check_size

#: Longest that one file is read, in seconds.
MAX_SECONDS = 60
_COMMAND = "from pia.imports.worker import serve; serve()"
#: What a process needs to start at all: on Windows without the last ones no random numbers.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_OTHERWISE = "元のファイルから作り直すか、Word・Excelなど別の形式にしてください。"


def read_apart(kind: str, source: SourceFile, seconds: float = MAX_SECONDS) -> list[Grid]:
    """Return the grids of a file, read by the worker with the reader of its kind.

    Raises InputRefused, also for a file that the reader did not survive or finish.
    """
    check_size(source)
    said = _WORKER.ask(kind, source, seconds)
    if "refused" in said:
        raise InputRefused(**said["refused"])
    if "failed" in said:
        raise PiaError(f"ファイルの読み取りに失敗しました: {said['failed']}", where=source.name)
    return [_grid(rows, removed) for rows, removed in said["grids"]]


def packed(grids: Sequence[Grid]) -> list[Any]:
    """Return grids as the worker sends them."""
    return [
        [[[_packed(cell) for cell in row.cells] for row in grid.rows], grid.removed_controls]
        for grid in grids
    ]


def _packed(cell: Cell) -> list[Any]:
    fields = vars(cell)
    return [list(vars(cell.place).values()), fields["text"], *list(fields.values())[2:]]


def _grid(rows: list[list[list[Any]]], removed: int) -> Grid:
    return Grid(
        tuple(
            Row(tuple(Cell(text, Place(*place), *rest) for place, text, *rest in cells))
            for cells in rows
        ),
        removed,
    )


class _Worker:
    """The process, started when it is first asked; one file at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False

    def ask(self, kind: str, source: SourceFile, seconds: float) -> dict[str, Any]:
        """Return what the worker says of a file.

        Raises InputRefused where it says nothing, or is busy so long with files of others.
        """
        if not self._lock.acquire(timeout=seconds):
            hint = "しばらくしてから、もう一度読み込んでください。"
            raise InputRefused("ほかのファイルを読み取っています", where=source.name, hint=hint)
        try:
            return self._asked(kind, source, seconds)
        finally:
            self._lock.release()

    def _asked(self, kind: str, source: SourceFile, seconds: float) -> dict[str, Any]:
        process = self._process or self._started()
        self._is_late = False
        timer = Timer(seconds, self._stop_late, [process])
        timer.start()
        try:
            answer = _exchange(process, kind, source)
        finally:
            timer.cancel()
        if not answer or answer.get("last"):
            self.stop()
        if not answer:
            raise self._refusal(source, seconds)
        return answer

    def stop(self) -> None:
        """End the process; the next file starts another."""
        if process := self._process:
            self._process = None
            process.kill()
            process.communicate()

    def _started(self) -> subprocess.Popen[bytes]:
        package = str(Path(__file__).resolve().parents[2])
        kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 - our own words, nothing of a file
            [sys.executable, "-c", _COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept | {"PYTHONPATH": package, "PYTHONUTF8": "1"},
        )
        if self._process.stdout:
            self._process.stdout.readline()  # it is ready; its start counts for no file
        return self._process

    def _stop_late(self, process: subprocess.Popen[bytes]) -> None:
        self._is_late = True
        process.kill()

    def _refusal(self, source: SourceFile, seconds: float) -> InputRefused:
        message = "ファイルの読み取りが途中で止まりました"
        if self._is_late:
            message = f"ファイルの読み取りが{seconds:g}秒で終わりませんでした"
        return InputRefused(message, where=source.name, hint=_OTHERWISE)


def _exchange(process: subprocess.Popen[bytes], kind: str, source: SourceFile) -> dict[str, Any]:
    """Send a file and return the answer, nothing where the process died over it."""
    into, out = process.stdin, process.stdout
    if into is None or out is None:
        return {}
    head = {"kind": kind, "name": source.name, "size": len(source.data)}
    try:
        into.write(json.dumps(head).encode() + b"\n" + source.data)
        into.flush()
        return cast("dict[str, Any]", json.loads(out.readline() or b"{}"))
    except (OSError, ValueError):
        return {}


_WORKER = _Worker()
atexit.register(_WORKER.stop)
