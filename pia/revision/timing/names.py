"""What a city itself says was renamed: 課, places, representatives, contractors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pia.assessment.wareki import ERAS
from pia.law.sources import need_day
from pia.official.folding import fold
from pia.official.yamlfile import Mapping, read_yaml

#: Kind of a name → how people call it.
NAME_KINDS = {
    "organisation": "組織の名称",
    "place": "場所・所在地",
    "representative": "代表者・所属長",
    "contractor": "委託先等の名称",
}
#: Renamings that follow one another; more are a list gone wrong.
_LONGEST_CHAIN = 6
#: みほん市長, みほん市教育委員会, みほん県知事: whom a body of a municipality belongs to.
_BODY = re.compile(
    "(北海道|.+[都府県市区町村])(?:長|知事|[^都府県市区町村]{0,12}(?:委員会|管理者))?"
)
#: Line ends and control characters.
_NO_NAME = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


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


def chains_from(first: Renaming, names: Sequence[Renaming]) -> Iterator[tuple[Renaming, ...]]:
    """Yield a renaming, and with what followed it: 市民課 → 市民サービス課 → 窓口サービス課.

    Each of a later day: what was renamed on one day changed places, and without a day nobody knows.
    """
    yield from _onward((first,), names)


def city_of(organisation: object) -> str:
    """Return the municipality that a 評価実施機関名 names: みほん市長 → みほん市; "" for none."""
    found = _BODY.fullmatch(organisation.strip()) if isinstance(organisation, str) else None
    return found[1] if found else ""


def read_names(path: Path) -> tuple[Renaming, ...]:
    """Read a list of names from YAML. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("names")
    return tuple(_renaming(top, row) for row in top.need("names", list))


def _onward(
    chain: tuple[Renaming, ...], names: Sequence[Renaming]
) -> Iterator[tuple[Renaming, ...]]:
    yield chain
    followed = (name for name in names if _follows(name, chain[-1]))
    for name in followed if len(chain) < _LONGEST_CHAIN else ():
        yield from _onward((*chain, name), names)


def _follows(name: Renaming, last: Renaming) -> bool:
    is_later = name.since is not None and last.since is not None and name.since > last.since
    return is_later and fold(name.old) == fold(last.new)


def _renaming(top: Mapping, row: object) -> Renaming:
    if not isinstance(row, Mapping):
        raise top.refuse("names には {kind: …, old: …, new: …} の形で書きます", "names")
    row.only("kind", "old", "new", "since", "basis")
    old, new = _name(row, "old"), _name(row, "new")
    if old == new:
        raise row.refuse("old と new が同じ名称です", "new")
    return Renaming(
        kind=row.known("kind", row.need("kind", str), tuple(NAME_KINDS)),
        old=old,
        new=new,
        since=None if row.get("since") is None else _since(row),
        basis=row.typed("basis", str, default=""),
    )


def _name(row: Mapping, key: str) -> str:
    name: str = row.need(key, str)
    if not name.strip():
        raise row.refuse(f"{key} が空です", key)
    if _NO_NAME.search(name.strip()):
        raise row.refuse(f"{key} には1行の名称を書きます", key)
    return name.strip()


def _since(row: Mapping) -> date:
    day = need_day(row, "since")
    if day < ERAS[-1][2]:
        raise row.refuse(f"since の {day.isoformat()} は明治より前の日です", "since")
    return day
