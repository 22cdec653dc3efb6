"""Names that are safe on every file system and in every address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from pia.errors import InputRefused

_PART = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
_SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?")
#: Devices of Windows: no file may bear such a name, whatever its ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def is_safe(name: str) -> bool:
    """Return whether a name without folders is safe as a file and in an address."""
    return bool(_PART.fullmatch(name)) and not _DEVICES.fullmatch(name)


def check_slug(slug: str) -> None:
    """Raise InputRefused for a folder name that is not safe; it has no dot, as files have."""
    if not _SLUG.fullmatch(slug) or not is_safe(slug):
        hint = "英小文字・数字・ハイフンだけで付けてください。"
        raise InputRefused("評価書のフォルダ名に使えない名前です", where=slug, hint=hint)


def check_paths(paths: Iterable[str]) -> None:
    """Raise InputRefused unless the paths can stand beside each other on every file system.

    Names that differ in case alone are one file on Windows and macOS.
    """
    files: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        *above, _ = parts = path.split("/")
        if not all(map(is_safe, parts)):
            hint = "英数字とハイフン、点だけの名前にしてください。"
            raise InputRefused("公開するファイルの名前に使えない名前です", where=path, hint=hint)
        folded = path.lower()
        folders |= {"/".join(parts[:n]).lower() for n in range(1, len(above) + 1)}
        if folded in files:
            raise _twice(path)
        files.add(folded)
    if both := files & folders:
        raise _twice(min(both))


def slug_of(number: str, lineage: str) -> str:
    """Return the folder name for a 評価書番号: 第１２号 → `12`; without one, from the lineage."""
    plain = unicodedata.normalize("NFKC", number).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    if slug and is_safe(slug):
        return slug
    return f"id-{sha256(lineage.encode('utf-8')).hexdigest()[:8]}"


def first_free(name: str, taken: Iterable[str]) -> str:
    """Return the name itself or, where it is taken, with `-2`, `-3` …."""
    others = set(taken)
    found, count = name, 1
    while found in others:
        count += 1
        found = f"{name}-{count}"
    return found


def _twice(path: str) -> InputRefused:
    hint = "別の名前にしてください。"
    return InputRefused("公開するファイルの名前が重なっています", where=path, hint=hint)
