"""What a city itself says was renamed: 課, places, representatives, contractors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pia.law.sources import need_day
from pia.official.yamlfile import Mapping, read_yaml

#: Kind of a name → how people call it.
NAME_KINDS = {
    "organisation": "組織の名称",
    "place": "場所・所在地",
    "representative": "代表者・所属長",
    "contractor": "委託先等の名称",
}


@dataclass(frozen=True)
class Renaming:
    """One name that another took the place of, as the city's own list says."""

    kind: str
    old: str
    new: str
    #: From when on; None where the list does not say.
    since: date | None = None
    #: What the list rests on (組織規則の改正, 商号変更の通知 …).
    basis: str = ""


def read_names(path: Path) -> tuple[Renaming, ...]:
    """Read a list of names from YAML. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("names")
    return tuple(_renaming(top, row) for row in top.need("names", list))


def _renaming(top: Mapping, row: object) -> Renaming:
    if not isinstance(row, Mapping):
        raise top.refuse("names には {kind: …, old: …, new: …} の形で書きます", "names")
    row.only("kind", "old", "new", "since", "basis")
    return Renaming(
        kind=row.known("kind", row.need("kind", str), tuple(NAME_KINDS)),
        old=_name(row, "old"),
        new=_name(row, "new"),
        since=None if row.get("since") is None else need_day(row, "since"),
        basis=row.typed("basis", str, default=""),
    )


def _name(row: Mapping, key: str) -> str:
    name: str = row.need(key, str)
    if not name.strip():
        raise row.refuse(f"{key} が空です", key)
    return name.strip()
