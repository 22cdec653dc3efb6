"""Rows of one revision, done together.

Every cell quotes one and the same edition, so all rows are fitted to it before any is done: what one
row brings is never taken for what another row speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pia.assessment import Add, Op, Path, Remove, Replace, Set
from pia.assessment.ops import do
from pia.assessment.paths import get
from pia.assessment.value import Answers
from pia.revision.printed.fitting import fit
from pia.revision.printed.outcome import OVERLAPS, Fit, Misfit
from pia.revision.printed.turn import Here, Turn


@dataclass(frozen=True)
class Done:
    """The answers after a revision, and what became of each row."""

    answers: Answers
    outcomes: tuple[Fit | Misfit, ...]


def done_together(here: Here, turns: Sequence[Turn]) -> Done:
    """Do the rows that fit. Two rows that claim one place are both left undone.

    Takes over `here.answers` and changes them in place: give a copy.
    """
    outcomes = _without_overlaps([fit(here, turn) for turn in turns])
    ops = [op for one in outcomes if isinstance(one, Fit) for op in one.ops]
    ops.reverse()  # what comes to one place twice stands there in the order of the table
    for op in sorted(ops, key=_order):
        if isinstance(op, Add):
            _add(here.answers, op)
        else:
            do(here.answers, op)
    return Done(here.answers, tuple(outcomes))


def _order(op: Op) -> tuple[int, str, int]:
    """Texts from their end, then things that go from the last, then those that come from the first.

    So each number of a row is the one it had in the edition the row quotes.
    """
    match op:
        case Replace(at, start):
            return 0, at, -start
        case Remove(at, position):
            return 1, str(Path.parse(at).whole()), -position
        case Add(at, position):
            return 2, str(Path.parse(at).whole()), position
    return 0, op.at, 0


def _add(answers: Answers, op: Add) -> None:
    the_list = Path.parse(op.at).whole()
    things = get(answers, the_list)
    if things is None:
        do(answers, Set(str(the_list), None, []))
    do(answers, replace(op, position=min(op.position, len(things or ()) + 1)))


def _without_overlaps(outcomes: Sequence[Fit | Misfit]) -> list[Fit | Misfit]:
    fits = [one for one in outcomes if isinstance(one, Fit)]
    clashing = {
        id(one)
        for place, one in enumerate(fits)
        for other in fits[:place] + fits[place + 1 :]
        if any(_clash(a, b) for a in one.ops for b in other.ops)
    }
    return [Misfit(OVERLAPS) if id(one) in clashing else one for one in outcomes]


def _clash(one: Op, other: Op) -> bool:
    """Return whether two operations touch one place."""
    if isinstance(one, Replace) and isinstance(other, Replace) and one.at == other.at:
        first, second = sorted((one, other), key=lambda op: op.start)
        return second.start < first.start + len(first.old)
    return one.at == other.at or _is_in(one, other) or _is_in(other, one)


def _is_in(outer: Op, inner: Op) -> bool:
    return isinstance(outer, Remove) and inner.at.startswith(f"{outer.at}.")
