"""Two folders change places: in one step where the system can, else in two with a way back."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

#: `renameat2`: relative to the working folder; both names change places.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: `renamex_np` of macOS.
_RENAME_SWAP = 2
#: The system or the file system (NFS, SMB) has no such step.
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)


def exchange(one: Path, other: Path) -> bool:
    """Let two existing names change places in one step.

    Returns False, with nothing changed, where system or file system cannot. Raises OSError for
    any other failure.
    """
    if sys.platform == "win32":
        return False
    done = _call(os.fsencode(one), os.fsencode(other))
    if done == 0:
        return True
    number = ctypes.get_errno()
    if done is None or number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def move_in(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target` in two steps, which goes to `old`.

    For a moment there is no `target`. If the second step fails, the first is taken back; if the
    process dies between them, `target` stands whole in `old`.
    """
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise


def _call(one: bytes, other: bytes) -> int | None:
    """Return what the system says, None where it does not know the call."""
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            return int(library.renamex_np(one, other, _RENAME_SWAP))
        return int(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))
    except AttributeError:
        return None
