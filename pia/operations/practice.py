"""What a city says for its change tables: how it writes them, and which names changed.

Steps that bind keep it, so that what was published is shown as it was, whatever is said later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pia.official.folding import fold
from pia.revision.style import DEFAULT_STYLE, TableStyle, style_from
from pia.revision.timing.names import Renaming
from pia.store.records import Dossier
from pia.store.work import Work


@dataclass(frozen=True)
class Practice:
    """What one city says, at one moment."""

    style: TableStyle = DEFAULT_STYLE
    names: tuple[Renaming, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as a step keeps it."""
        names = [asdict(name) | {"since": _iso(name.since)} for name in self.names]
        return {"style": self.style.as_json(), "names": names}


#: Before cities could say anything every changed item made one row.
FIRST_RELEASE = Practice(TableStyle(granularity="item"))


def read_practice(kept: Mapping[str, Any]) -> Practice:
    """Return what a step kept."""
    names = tuple(Renaming(**(name | {"since": _day(name["since"])})) for name in kept["names"])
    return Practice(style_from(kept["style"]), names)


def practice_of(work: Work, dossier: Dossier) -> Practice:
    """Return what the city of a 評価書 says now."""
    city = work.ownership.organisation(dossier.organisation_id).municipality_id
    return Practice(work.names.style(city), names_in_force(work, city))


def names_to_keep(work: Work, dossier: Dossier, practice: Practice) -> frozenset[str]:
    """Return the names that no wording of a cell may hide: of the list, and every 課 of the city."""
    city = work.ownership.organisation(dossier.organisation_id).municipality_id
    divisions = {one.name for one in work.ownership.divisions() if one.municipality_id == city}
    listed = {name for one in practice.names for name in (one.old, one.new)}
    return frozenset(divisions | listed)


def names_in_force(work: Work, municipality_id: int) -> tuple[Renaming, ...]:
    """Return the names that count: those of the list, then those of 課 with their successors."""
    listed = (one.name for one in work.names.of(municipality_id) if one.withdrawn is None)
    return (*listed, *names_of_divisions(work, municipality_id))


def names_of_divisions(work: Work, municipality_id: int) -> tuple[Renaming, ...]:
    """Return what the 課 and their successors say by themselves, the oldest first."""
    return tuple(_successions(work, municipality_id))


def _successions(work: Work, municipality_id: int) -> Iterator[Renaming]:
    divisions = {one.id: one for one in work.ownership.divisions()}
    for ended in divisions.values():
        for number in ended.successors if ended.municipality_id == municipality_id else ():
            successor = divisions[number]
            if fold(successor.name) != fold(ended.name):
                since, basis = successor.begins_on, "課の廃止と後継の記録"
                yield Renaming("organisation", ended.name, successor.name, since, basis)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
