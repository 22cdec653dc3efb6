"""Texts into printed lines, and the answers that could not be read into words."""

from __future__ import annotations

import unicodedata
from typing import Any

from pia.assessment.publicise import MARK
from pia.official.kinds import EMPTY_OR_DASH, is_unknown
from pia.outline.model import Cell, CellRole, Line, Run, RunRole

UNREADABLE = "(読取不能)"
#: Reasons that are printed otherwise than as unreadable.
_REASONS = {EMPTY_OR_DASH: "—", "withheld": MARK}


def note(value: Any) -> str | None:
    """Return what is printed for an answer that could not be read; None for any other."""
    return _REASONS.get(value["unknown"], UNREADABLE) if is_unknown(value) else None


def words_of(value: Any) -> str:
    """Return a text answer as printed; nothing for an absent one."""
    said = note(value)
    return said if said is not None else str(value or "")


def text_runs(value: Any, item: str, role: RunRole = RunRole.TEXT) -> Line:
    """Return an answer as runs, none where nothing is said."""
    said = note(value)
    if said is not None:
        return (Run(said, RunRole.NOTE, item),)
    return (Run(str(value), role, item),) if value else ()


def broken(runs: Line) -> tuple[Line, ...]:
    """Return runs as lines, broken at every line feed inside them."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for place, piece in enumerate(run.text.split("\n")):
            if place:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, run.role, run.item))
    return tuple(tuple(line) for line in lines)


def label(text: str, *, span: int = 1, rows: int = 1, role: CellRole = CellRole.LABEL) -> Cell:
    """Return a cell with words of the form."""
    return Cell(role, ((Run(text),),) if text else (), span=span, rows=rows)


def width(text: str) -> float:
    """Return how wide a text is in full-width signs; a half-width one counts 0.5."""
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, float]):
    """Width of each sign met so far: every cell is measured, and the signs of a language are few."""

    def __missing__(self, sign: str) -> float:
        self[sign] = 1.0 if unicodedata.east_asian_width(sign) in "FWA" else 0.5
        return self[sign]


_WIDTHS = _Widths()
