"""実施（予定）日 of rows: given by a person for a place, never derived from another day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pia.assessment import Assessment
from pia.assessment.paths import checked, position_path
from pia.errors import PathNotFound
from pia.revision.comparison import ChangeRow

#: One day for all rows, or days by path: an item, a thing or a whole repeat; "" for the rest.
EffectiveOn = Mapping[str, date] | date | None


def effective_day(paths: Iterable[str | None], given: EffectiveOn) -> date | None:
    """Return 実施（予定）日 of a row by its position paths: the day given for the nearest place around it.

    "" stands for all rows.
    """
    if not isinstance(given, Mapping):
        return given
    places = [path for path in paths if path]
    around = [key for key in given if _covers(key, places)]
    return given[max(around, key=len)] if around else None


def covers(key: str, row: ChangeRow) -> bool:
    """Return whether a position path names the row, or a thing or a whole repeat around it."""
    return _covers(key, [path for path in (row.old_path, row.new_path) if path])


def _covers(key: str, places: Iterable[str]) -> bool:
    return key == "" or any(p == key or p.startswith((f"{key}.", f"{key}[")) for p in places)


def placed(old: Assessment, new: Assessment, given: EffectiveOn) -> EffectiveOn:
    """Return the days with their paths by position, in whichever document has the place.

    Raises PathNotFound for a path that neither has.
    """
    if not isinstance(given, Mapping):
        return given
    days: dict[str, date] = {}
    for text, day in given.items():
        days |= dict.fromkeys(_places(old, new, text), day) if text else {"": day}
    return days


def _places(old: Assessment, new: Assessment, text: str) -> list[str]:
    path, _ = checked(new.form, text)
    found: list[str] = []
    for document in (new, old):
        try:
            found.append(str(position_path(document.answers, path)))
        except PathNotFound as error:
            lost = error
    if not found:
        raise lost
    return found
