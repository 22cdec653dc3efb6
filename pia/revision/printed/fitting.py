"""Fit one printed row to the answers of an edition: whole item, block, thing or fragment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pia.assessment import Op, Set
from pia.errors import InputRefused
from pia.official.kinds import UNKNOWN_REASONS, is_blank, is_unknown
from pia.official.nothing import is_nothing
from pia.revision.difference import is_unreadable
from pia.revision.printed import outcome
from pia.revision.printed.cells import answer_of, changed_boxes, says
from pia.revision.printed.outcome import BLOCK, FRAGMENT, ITEM, Fit, Misfit
from pia.revision.printed.places import (
    Places,
    Sought,
    as_block,
    as_fragment,
    as_lines,
    new_block,
)
from pia.revision.printed.thing_fitting import fit_thing, is_about_thing
from pia.revision.printed.turn import Here, Place, Turn, places


def fit(here: Here, turn: Turn) -> Fit | Misfit:
    """Return where a row fits, in exactly one place, or why it does not."""
    if not turn.targets:
        return Misfit(outcome.NO_ITEM)
    try:
        if is_about_thing(here, turn):
            return fit_thing(here, turn)
        found = list(places(here, turn))
        if not found:
            return Misfit(outcome.MISSING)
        return _filled(here, turn, found) if is_nothing(turn.have) else _found(here, turn, found)
    except InputRefused:
        return Misfit(outcome.NO_ANSWER)


def _found(here: Here, turn: Turn, among: list[Place]) -> Fit | Misfit:
    for how, find in _FINDERS:
        hits = [Fit(how, str(p.path), ops) for p in among for ops in find(here, turn, p)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            return Misfit(outcome.SEVERAL)
    return Misfit(_why_not(among))


def _why_not(among: list[Place]) -> str:
    unread = [place.value["unknown"] for place in among if is_unreadable(place.value)]
    if len(unread) < len(among):
        return outcome.DIFFERS
    if set(unread) == {"not-in-source"}:
        return outcome.MISSING
    return outcome.UNREAD.format(why=UNKNOWN_REASONS[unread[0]])


def _whole(here: Here, turn: Turn, place: Place) -> list[tuple[Op, ...]]:
    item, value = place.item, place.value
    if not says(item, value, turn.have, here.key):
        return []
    if is_nothing(turn.want):
        new = here.nothing(item, turn.want)
    elif item.kind == "boxes":
        new = changed_boxes(item, value, turn.have, turn.want)
    else:
        new = answer_of(item, turn.want)
    return [(Set(str(place.path), value, new),)]


def _block(here: Here, turn: Turn, place: Place) -> Places:
    is_text = place.item.kind == "text" and isinstance(place.value, str)
    return as_block(_sought(here, turn, place)) if is_text else []


def _lines(here: Here, turn: Turn, place: Place) -> Places:
    is_text = place.item.kind == "text" and isinstance(place.value, str)
    return as_lines(_sought(here, turn, place)) if is_text else []


def _fragment(here: Here, turn: Turn, place: Place) -> Places:
    is_text = not place.item.choices and isinstance(place.value, str)
    return as_fragment(_sought(here, turn, place)) if is_text else []


#: From the most that a cell may speak of to the least.
_FINDERS: tuple[tuple[str, Callable[[Here, Turn, Place], Any]], ...] = (
    (ITEM, _whole),
    (BLOCK, _block),
    (BLOCK, _lines),
    (FRAGMENT, _fragment),
)


def _sought(here: Here, turn: Turn, place: Place) -> Sought:
    cells = (turn.have, turn.want)
    return Sought(str(place.path), place.value, *cells, here.key, here.own, here.shortest)


def _filled(here: Here, turn: Turn, among: list[Place]) -> Fit | Misfit:
    """Return the fit of a row whose cell is 「—」: an item that says nothing, or a new block."""
    if len(among) > 1:
        return Misfit(outcome.NO_PLACE)
    (place,) = among
    path, item, value = str(place.path), place.item, place.value
    if is_blank(value):
        new = here.nothing(item, turn.want) if is_nothing(turn.want) else answer_of(item, turn.want)
        return Fit(ITEM, path, (Set(path, value, new),))
    if is_unknown(value):
        return Misfit(_why_not(among))
    op = new_block(_sought(here, turn, place)) if item.kind == "text" else None
    return Fit(BLOCK, path, (op,)) if op else Misfit(outcome.NOT_EMPTY)
