"""A built site takes the place of the one before it: readers see the old or the new, never half.

Why it is done so: docs/decisions/0006-how-the-site-is-swapped.md.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pia.errors import InputRefused
from pia.publication.exchange import exchange, move_in
from pia.publication.lock import locked
from pia.publication.names import check_paths
from pia.publication.ours import MARKER, check_ours, marker, refused


def swap_in(files: Mapping[str, bytes], target: Path) -> None:
    """Make `target` a folder of exactly these files.

    They are written beside it, to the disk, and swapped in: a crash at any point leaves the old
    folder or the new one whole, and the next run clears away what it left. A link to a folder stays
    a link. Raises InputRefused for unsafe names, for a target that holds anything we did not put
    there, and where the place cannot be written; ChangedMeanwhile while another process swaps.
    """
    check_paths(files)
    place = Path(os.path.realpath(target))
    if not place.name:
        raise refused("サイトを書き出すフォルダとして使えません", place)
    try:
        with _workshop(place) as workshop:
            check_ours(place)
            _write(files, workshop / "new")
            _put_in_place(workshop, place)
    except OSError as error:
        hint = "フォルダがあるか、書き込めるか、ほかで使われていないかを確かめてください。"
        raise InputRefused("サイトを書き出せません", where=str(target), hint=hint) from error


@contextmanager
def _workshop(place: Path) -> Iterator[Path]:
    """Give a hidden folder beside the target, on the same file system, and clear it away."""
    workshop = place.parent / f".{place.name}.pia"
    workshop.mkdir(exist_ok=True)
    try:
        with locked(workshop / "lock"):
            _settle(workshop, place)
            try:
                yield workshop
            finally:
                _settle(workshop, place)
    finally:
        with suppress(OSError):  # another writer is at work in it
            workshop.rmdir()


def _settle(workshop: Path, place: Path) -> None:
    """Clear away what this or a dead process left; an old site that stands aside goes back."""
    old = workshop / "old"
    if old.exists() and not place.exists():
        old.rename(place)
    for left in (workshop / "new", old):
        shutil.rmtree(left, ignore_errors=True)  # a reader of Windows may hold it until later


def _write(files: Mapping[str, bytes], new: Path) -> None:
    """Write the files and the marker, each of them and their folders to the disk."""
    folders = {new}
    for path, data in [*files.items(), (MARKER, marker(files))]:
        folders |= {new / above for above in Path(path).parents}
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        with (new / path).open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    for folder in folders:
        _sync(folder)


def _put_in_place(workshop: Path, place: Path) -> None:
    new = workshop / "new"
    if not place.exists():
        new.rename(place)
    else:
        shutil.copymode(place, new)
        if not exchange(new, place):
            move_in(new, place, workshop / "old")
    _sync(place.parent)
    _sync(workshop)


def _sync(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
