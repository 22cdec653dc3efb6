"""One writer at a time, also after a crash: the lock dies with its process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pia.errors import ChangedMeanwhile


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock file. Raises ChangedMeanwhile while another process holds it."""
    try:
        handle = _take(file)
    except BlockingIOError as error:
        hint = "その処理が終わってから、もう一度実行してください。"
        raise ChangedMeanwhile(
            "同じ場所に別の処理がサイトを書き出しています", where=str(file.parent.parent), hint=hint
        ) from error
    try:
        yield
    finally:
        _let_go(handle, file)


if sys.platform == "win32":

    def _take(file: Path) -> int:
        """Make the file; Windows removes it when the process ends, however it ends."""
        try:
            return os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY)
        except FileExistsError as error:
            raise BlockingIOError(str(file)) from error

    def _let_go(handle: int, _: Path) -> None:
        os.close(handle)

else:
    import fcntl

    def _take(file: Path) -> int:
        """Lock the file; the system lets go of it when the process ends, however it ends."""
        handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.fstat(handle).st_nlink:  # the one before us has just removed it
                raise BlockingIOError(str(file))
        except OSError:
            os.close(handle)
            raise
        return handle

    def _let_go(handle: int, file: Path) -> None:
        file.unlink(missing_ok=True)
        os.close(handle)
