"""Everything that is wrong with a form at once: nobody sends it again to hear of the next field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from pia.errors import InputRefused, PiaError

_Value = TypeVar("_Value")
#: What a page was refused for: one error, or one of each field.
Refused: TypeAlias = PiaError | Sequence[PiaError] | None


def refused_by(*checks: Callable[[], object]) -> tuple[InputRefused, ...]:
    """Ask every check of a form, each of what it alone reads; return what they refuse."""
    refusals = []
    for check in checks:
        try:
            check()
        except InputRefused as refused:
            refusals.append(refused)
    return tuple(refusals)


def tried(read: Callable[[], _Value]) -> tuple[_Value | None, tuple[InputRefused, ...]]:
    """Return what a field says, or why it cannot be read."""
    try:
        return read(), ()
    except InputRefused as refused:
        return None, (refused,)


def every(refused: Refused) -> tuple[PiaError, ...]:
    """Return what a page was refused for, one after the other."""
    if refused is None:
        return ()
    return (refused,) if isinstance(refused, PiaError) else tuple(refused)
