"""Fit a row about a whole thing: 委託事項, システム, 提供先 that comes or goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pia.assessment import Add, Path, Remove, Set
from pia.assessment.canonical import content_id
from pia.assessment.likeness import naming_key
from pia.assessment.paths import get, id_path
from pia.errors import PathNotFound
from pia.official import Item, Repeat
from pia.official.kinds import is_blank
from pia.official.nothing import is_nothing
from pia.revision.cells import print_thing
from pia.revision.printed import outcome
from pia.revision.printed.cells import says
from pia.revision.printed.outcome import ITEM, THING, Fit, Misfit
from pia.revision.printed.things import is_list_of, printed_number, read_thing
from pia.revision.printed.turn import Here, Turn, places


def is_about_thing(here: Here, turn: Turn) -> bool:
    """Return whether a row names a thing, or lists answers of one: 「①… ②…」 and 「—」.

    A list of a single answer is one only where the item itself does not say the cell.
    """
    if _is_thing(here, turn.targets[0]):
        return True
    if is_nothing(turn.have) == is_nothing(turn.want) or not turn.targets[0].parent.steps:
        return False
    cell = turn.want if is_nothing(turn.have) else turn.have
    of_one = len({target.parent for target in turn.targets}) == 1
    lists = of_one and is_list_of(_items(here, turn), cell)
    return lists and (len(turn.targets) > 1 or not _says_itself(here, turn))


def _says_itself(here: Here, turn: Turn) -> bool:
    found = next(places(here, turn), None)
    if found is None:
        return False
    is_filled = is_nothing(turn.have) and is_blank(found.value)
    return is_filled or says(found.item, found.value, turn.have, here.key)


def _items(here: Here, turn: Turn) -> list[Item]:
    nodes = (here.form.find(target.pattern) for target in turn.targets)
    return [node for node in nodes if isinstance(node, Item)]


def fit_thing(here: Here, turn: Turn) -> Fit | Misfit:
    """Return the fit of a thing that comes or goes. Raises InputRefused for an unreadable cell."""
    if _names_more(here, turn):
        return Misfit(outcome.SEVERAL_THINGS)
    listed = _items(here, turn)
    target = turn.targets[0].parent if listed else turn.targets[0]
    try:
        at = id_path(here.answers, target.whole())
        among = _Siblings(here.form.repeat(target.pattern), at, get(here.answers, at) or [])
    except PathNotFound:
        return Misfit(outcome.MISSING)
    if is_nothing(turn.have) and not is_nothing(turn.want):
        return _come(here, turn, among, target.last.at)
    if is_nothing(turn.want) and not is_nothing(turn.have):
        return _go(here, turn, among, listed)
    return Misfit(outcome.DIFFERS)


def _names_more(here: Here, turn: Turn) -> bool:
    """Return whether a row names a thing and also what is not in it."""
    return len({t if _is_thing(here, t) else t.parent for t in turn.targets}) > 1


def _is_thing(here: Here, target: Path) -> bool:
    return isinstance(here.form.find(target.pattern.removesuffix("[]")), Repeat)


def _come(here: Here, turn: Turn, among: _Siblings, wanted: int | str | None) -> Fit | Misfit:
    """Return the fit of a thing that is to come, at the number that the row gives it."""
    if among.saying(here, turn.want, []):
        return Misfit(outcome.NOT_EMPTY)
    answers = read_thing(here.form, among.repeat, turn.want)
    name = _free_name(wanted, answers, {thing["@id"] for thing in among.things})
    number = printed_number(among.repeat, turn.label) or len(among.things) + 1
    at = str(among.path_of(name))
    return Fit(THING, at, (Add(at, number, {"@id": name} | answers),))


def _free_name(wanted: int | str | None, answers: dict[str, Any], taken: set[str]) -> str:
    """Return the id of a thing that comes: the one its row knows, else a hash of its content."""
    if isinstance(wanted, str) and wanted not in taken:
        return wanted
    name = content_id(answers)
    return next(n for n in (name, *(f"{name}-{c}" for c in range(2, 999))) if n not in taken)


def _go(here: Here, turn: Turn, among: _Siblings, listed: list[Item]) -> Fit | Misfit:
    """Return the fit of a thing that is to go: the only one of its list that says the cell."""
    found = among.saying(here, turn.have, listed)
    if not found:
        number = printed_number(among.repeat, turn.label) or 1
        is_there = number <= len(among.things)
        return Misfit(outcome.DIFFERS if is_there else outcome.MISSING)
    if len(found) > 1:
        return Misfit(outcome.SEVERAL)
    thing = among.things[found[0]]
    at = among.path_of(thing["@id"])
    names = naming_key(here.form, among.repeat)
    if not listed or names in [item.key for item in listed]:
        return Fit(THING, str(at), (Remove(str(at), found[0] + 1, thing),))
    ops = tuple(
        Set(str(at.child(item.key)), thing[item.key], here.nothing(item, turn.want))
        for item in listed
        if not is_blank(thing.get(item.key))
    )
    return Fit(ITEM, str(at), ops)


@dataclass(frozen=True)
class _Siblings:
    """The list that a thing comes to or goes from."""

    repeat: Repeat
    at: Path
    things: list[dict[str, Any]]

    def path_of(self, name: str) -> Path:
        """Return the path of a thing of the list."""
        return self.at.parent.child(self.at.last.key, name)

    def saying(self, here: Here, cell: str, listed: list[Item]) -> list[int]:
        """Return which things (from 0) a cell prints, or of which it prints the listed items."""
        keys = {item.key for item in listed}
        wanted = here.key(cell).text
        shown = [{k: v for k, v in t.items() if not keys or k in keys} for t in self.things]
        printed = (print_thing(here.form, self.repeat, thing) for thing in shown)
        return [n for n, text in enumerate(printed) if here.key(text).text == wanted]
