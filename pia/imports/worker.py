"""The other side of `apart`: reads one file after the other in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from pia.errors import InputRefused
from pia.imports.apart import packed
from pia.imports.readers import READERS
from pia.imports.source import SourceFile

try:
    import resource
except ImportError:  # Windows has none; there the time limit alone holds
    resource = None  # type: ignore[assignment]

#: Most address space and data of the process, and the resident memory after which it is replaced,
#: in bytes. Data and the code of the libraries together stay under 300 MB.
MAX_BYTES, _DATA_BYTES, _GROWN_BYTES = 600_000_000, 250_000_000, 200_000_000


def serve() -> None:
    """Say with an empty line that it is ready, then answer each file with a line of JSON."""
    _limit_memory()
    out = _own_output()
    out.write(b"\n")
    out.flush()
    while head := sys.stdin.buffer.readline():
        said = json.loads(head)
        data = sys.stdin.buffer.read(said["size"])
        answer = _answer(said["kind"], SourceFile(said["name"], data))
        is_last = _resident() > _GROWN_BYTES
        out.write(json.dumps(answer | {"last": is_last}).encode() + b"\n")
        out.flush()
        if is_last:
            return


def _answer(kind: str, source: SourceFile) -> dict[str, Any]:
    try:
        return {"grids": packed(READERS[kind](source))}
    except InputRefused as refused:
        fields = refused.as_json()
        return {"refused": {name: fields[name] for name in ("message", "where", "hint")}}
    except MemoryError:
        hint = "評価書だけの小さいファイルにしてください。"
        message = "ファイルの中身が大きすぎます"
        return {"refused": {"message": message, "where": source.name, "hint": hint}, "last": True}
    except Exception as error:  # noqa: BLE001 - the outermost door of this process
        return {"failed": repr(error)}


def _own_output() -> BinaryIO:
    """Return standard output; what a library prints goes nowhere from now on."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, no path
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return out


def _limit_memory() -> None:
    if resource is not None:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
            resource.setrlimit(resource.RLIMIT_DATA, (_DATA_BYTES, _DATA_BYTES))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _resident() -> int:
    """Return the memory that the process has now, in bytes; 0 where nobody tells."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, AttributeError):
        return 0
