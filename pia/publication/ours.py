"""Which folders are ours to replace: every site that we build bears a marker with its files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from pia.assessment.canonical import canonical_json
from pia.assessment.jsontext import read_json
from pia.errors import InputRefused

#: In every folder that we built: the files that are ours, with their SHA-256.
MARKER = ".pia-site.json"
SCHEMA = "pia.site-folder/1"
#: What systems leave in folders that somebody looked at: nobody's work.
_NOBODYS = (".DS_Store", "Thumbs.db", "desktop.ini")


def marker(files: Mapping[str, bytes]) -> bytes:
    """Return what the marker of a folder of these files says."""
    digests = {path: sha256(data).hexdigest() for path, data in files.items()}
    return canonical_json({"schema": SCHEMA, "files": digests}).encode("utf-8")


def built_before(target: Path) -> frozenset[str]:
    """Return the files that a folder of ours holds by its marker; none where there is no marker.

    Raises InputRefused for a marker that cannot be read.
    """
    file = target / MARKER
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError as error:
        hint = "読む権限があるかを確かめてください。"
        raise InputRefused("サイトの目印を読めません", where=str(file), hint=hint) from error
    given: Any = read_json(text, str(file))
    if not isinstance(given, dict) or not isinstance(given.get("files"), dict):
        raise refused("このフォルダは、サイトとして書き出したものではありません", target)
    return frozenset(given["files"])


def check_ours(place: Path) -> None:
    """Refuse a place that holds people's work: only what its marker names may be replaced."""
    if not os.path.lexists(place):
        return
    if not place.is_dir():
        raise refused("同じ名前のファイルがあるので、サイトを書き出せません", place)
    found = _found(place)
    if found and MARKER not in found:
        raise refused("このフォルダは、サイトとして書き出したものではありません", place)
    if foreign := found - {MARKER, *built_before(place)}:
        hint = "残すものは別の場所に移してから、もう一度実行してください。"
        raise InputRefused(
            "サイトのフォルダに、書き出したもの以外のファイルがあります",
            where=str(place / min(foreign)),
            hint=hint,
        )


def refused(message: str, place: Path) -> InputRefused:
    """Return the error for a place that no site can take."""
    hint = "空のフォルダか、まだないフォルダを指定してください。"
    return InputRefused(message, where=str(place), hint=hint)


def _found(place: Path) -> set[str]:
    """Return every file under a folder by its path; links to folders count, and are not followed."""
    found: set[str] = set()
    for folder, folders, names in os.walk(place):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        kept = [name for name in names if name not in _NOBODYS]
        found |= {(Path(folder) / name).relative_to(place).as_posix() for name in kept + links}
    return found
