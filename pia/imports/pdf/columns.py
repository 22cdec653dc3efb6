"""Stretches of a page whose lines stand in columns that no rule parts.

A column begins where texts begin again and again, each behind a gap, and no text of the stretch crosses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from pia.imports.pdf.lines import Line
from pia.imports.printed import is_printed_label

#: Texts further apart than this share of the type size may stand in two columns.
_GAP = 0.35
#: Beginnings nearer than this, in points, are one column.
NEAR = 2.5
#: Fewest texts that begin a column; one is enough beside a label.
_FEWEST = 2
#: Most lines and columns of a page that is looked at; of paper that people read it has a hundred.
_MOST_LINES, _MOST_COLUMNS = 400, 40


class Stretch(NamedTuple):
    """Lines below each other, and where their columns but the first begin; none for lines of prose."""

    lines: list[Line]
    columns: list[float]


def parts(line: Line) -> list[Line]:
    """Return the texts of a line that gaps part."""
    found = [[line.runs[0]]]
    for before, run in pairwise(line.runs):
        if run.left - before.right > _GAP * run.size:
            found.append([])
        found[-1].append(run)
    return [Line(tuple(part), line.limit) for part in found]


class _Seen(NamedTuple):
    """A line, the columns that begin on it behind another text, and those that its texts cross."""

    line: Line
    begun: frozenset[float]
    crossed: frozenset[float]


def stretches(lines: Sequence[Line], known: Sequence[float]) -> Iterator[Stretch]:
    """Yield the lines of a page in stretches. `known`: columns of the table that may go on here."""
    found = _starts(lines)
    starts = [*found, *(x for x in known if not is_among(x, found))]
    if len(lines) > _MOST_LINES or len(starts) > _MOST_COLUMNS:
        yield Stretch(list(lines), [])
        return
    taken: list[_Seen] = []
    for one in (_seen(line, starts) for line in lines):
        columns = _columns(taken)
        first, start = min(columns, default=0.0), min(one.begun, default=0.0)
        is_above = bool(taken) and one.line.base > taken[-1].line.base
        if is_above or first in one.crossed:
            yield _stretch(taken)
            taken = []
        elif any(start in above.crossed for above in taken) and not 0 < first <= start:
            kept = [*takewhile(lambda above: start not in above.crossed, reversed(taken))][::-1]  # noqa: B023 - used at once
            yield _stretch(taken[: len(taken) - len(kept)])
            taken = kept
        taken.append(one)
    if taken:
        yield _stretch(taken)


def _stretch(taken: Sequence[_Seen]) -> Stretch:
    return Stretch([one.line for one in taken], sorted(_columns(taken)))


def _columns(taken: Sequence[_Seen]) -> frozenset[float]:
    none: frozenset[float] = frozenset()
    begun = none.union(*(one.begun for one in taken))
    return begun.difference(*(one.crossed for one in taken))


def _seen(line: Line, starts: Sequence[float]) -> _Seen:
    texts = parts(line)
    behind = [text.left for text in texts[1:]]
    return _Seen(
        line,
        frozenset(x for x in starts if is_among(x, behind)),
        frozenset(x for x in starts if any(t.left < x - NEAR and t.right > x + 1 for t in texts)),
    )


def _starts(lines: Sequence[Line]) -> list[float]:
    """Return where texts behind a gap begin, more than once or beside a label."""
    pairs = [pair for line in lines for pair in pairwise(parts(line))]
    groups: list[list[float]] = []
    for left in sorted(behind.left for _, behind in pairs):
        if groups and left - groups[-1][0] < NEAR:
            groups[-1].append(left)
        else:
            groups.append([left])
    beside = {behind.left for label, behind in pairs if is_printed_label(label.text())}
    return [one[0] for one in groups if len(one) >= _FEWEST or beside & set(one)]


def is_among(start: float, others: Collection[float]) -> bool:
    """Return whether a column begins where one of others does."""
    return any(abs(other - start) < NEAR for other in others)
