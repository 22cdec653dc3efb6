"""Rules of a page → tables of cells: what the rules enclose is a cell, however many places it takes.

The places between the lines of all rules of a table are joined where no rule parts them. What is not
enclosed is no cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pia.imports.pdf.page import Run
from pia.imports.pdf.shapes import Rule
from pia.outline.continuation import MARK

#: Rules nearer than this, in points, are one; ends may miss each other by so much.
_NEAR, _REACH = 2.2, 3.0
#: Shorter rules are none.
_SHORTEST = 4.0
#: Runs nearer than this share of the type size were written as one.
_TOUCHING = 0.15
#: A rule that stands out further than this leads to a side that is not drawn.
_WIDE = 6.0
#: Most places of one page.
MAX_PLACES = 100_000


@dataclass
class Frame:
    """One cell as it is drawn."""

    top: int
    bottom: int
    left: float
    right: float
    high: float
    low: float
    #: It takes all places between its sides; else it has corners that are another's.
    is_plain: bool
    #: Why it may not say what people see, "" where it does.
    doubt: str = ""
    runs: list[Run] = field(default_factory=list)


@dataclass
class Drawing:
    """A table as it is drawn on one page: the lines of its places and whose each place is."""

    #: From the left, and from the top.
    columns: list[float]
    rows: list[float]
    #: Which cell each place belongs to; -1 where it is none.
    owners: list[list[int]]
    cells: list[Frame]
    #: Rows of places beside which stands that they continue those above.
    continued: set[int] = field(default_factory=set)
    _last: Frame | None = None

    @property
    def top(self) -> float:
        """Where the table begins."""
        return self.rows[0]

    def row_of(self, run: Run) -> int:
        """Return the row of places that a run stands in, one that is none above or below."""
        return bisect_right([-y for y in self.rows], -(run.base + run.size / 3)) - 1

    def take(self, run: Run, before: Run | None) -> bool:
        """Give a run to the cell it begins in; False where it begins in none.

        One that goes on from the run before it is the rest of a text too wide for its cell.
        """
        column = bisect_right(self.columns, run.left + run.size / 2) - 1
        row = self.row_of(run)
        if not 0 <= row < len(self.rows) - 1:
            return False
        words = run.text.strip()
        if column < 0 and words and words in MARK:
            self.continued |= {row} if words[0] == MARK[0] else set()
            return True
        if before and self._last and _follows(before, run):
            self._last.runs.append(run)
            return True
        self._last = None
        if 0 <= column < len(self.columns) - 1 and self.owners[row][column] >= 0:
            self._last = self.cells[self.owners[row][column]]
            self._last.runs.append(run)
        return self._last is not None


def _follows(before: Run, run: Run) -> bool:
    gap = run.left - before.right
    return abs(gap) < _TOUCHING * run.size and abs(run.base - before.base) < _TOUCHING * run.size


class TooManyPlacesError(Exception):
    """A page has more rules than are read."""


def drawings_of(across: Iterable[Rule], down: Iterable[Rule]) -> list[Drawing]:
    """Return the tables that rules draw, from the top. Raises TooManyPlacesError."""
    flat, upright = _merged(across), _merged(down)
    found = []
    for rows, columns in _grouped(flat, upright):
        if rows and columns:
            drawing = _drawing(rows, columns)
            if drawing.cells:
                found.append(drawing)
    return sorted(found, key=lambda one: -one.top)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with those joined that lie on one line and touch."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][-1].at <= _NEAR and rule.at - lines[-1][0].at <= 2 * _NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged: list[Rule] = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        pieces: list[Rule] = []
        for rule in sorted(line, key=lambda r: r.start):
            if pieces and rule.start <= pieces[-1].end + _REACH:
                pieces[-1] = pieces[-1]._replace(end=max(pieces[-1].end, rule.end))
            else:
                pieces.append(Rule(at, rule.start, rule.end))
        merged += [piece for piece in pieces if piece.end - piece.start >= _SHORTEST]
    return merged


def _grouped(flat: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the rules of each table: those that meet, and those that meet these."""
    groups = list(range(len(flat) + len(upright)))

    def root(one: int) -> int:
        while groups[one] != one:
            groups[one] = one = groups[groups[one]]
        return one

    if len(flat) * len(upright) > MAX_PLACES * 10:
        raise TooManyPlacesError
    for n, rule in enumerate(flat):
        for m, other in enumerate(upright, start=len(flat)):
            if (
                rule.start - _REACH <= other.at <= rule.end + _REACH
                and other.start - _REACH <= rule.at <= other.end + _REACH
            ):
                groups[root(m)] = root(n)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n, rule in enumerate((*flat, *upright)):
        found.setdefault(root(n), ([], []))[n >= len(flat)].append(rule)
    return list(found.values())


def _drawing(rows: Sequence[Rule], columns: Sequence[Rule]) -> Drawing:
    rows, columns = [*rows, *_ends(columns, rows)], [*columns, *_ends(rows, columns)]
    xs = sorted({rule.at for rule in columns})
    ys = sorted({rule.at for rule in rows}, reverse=True)
    if len(xs) * len(ys) > MAX_PLACES:
        raise TooManyPlacesError
    walls = _parted(columns, xs, [(a + b) / 2 for a, b in pairwise(ys)])
    floors = _parted(rows, ys, [(a + b) / 2 for a, b in pairwise(xs)])
    owners = [[-1] * (len(xs) - 1) for _ in ys[1:]]
    cells: list[Frame] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if owners[row][column] != -1:
                continue
            places = _enclosed((row, column), walls, floors, owners, len(cells))
            if places:
                cells.append(_frame(places, xs, ys))
    return Drawing(xs, ys, [[max(-1, n) for n in line] for line in owners], cells)


def _ends(rules: Sequence[Rule], others: Sequence[Rule]) -> list[Rule]:
    """Return rules for ends that are not drawn, where `rules` stand out beyond the `others`.

    Many tables have no sides, and at the end of a page a cell may have no foot.
    """
    start, end = min(rule.at for rule in rules), max(rule.at for rule in rules)
    return [
        Rule(at, start, end)
        for at in (min(rule.start for rule in rules), max(rule.end for rule in rules))
        if all(abs(rule.at - at) > _WIDE for rule in others)
    ]


def _parted(
    rules: Sequence[Rule], lines: Sequence[float], middles: Sequence[float]
) -> set[tuple[int, int]]:
    """Return (line, place along it) wherever a rule is drawn."""
    number = {at: n for n, at in enumerate(lines)}
    return {
        (number[rule.at], place)
        for rule in rules
        for place, middle in enumerate(middles)
        if rule.start - _REACH <= middle <= rule.end + _REACH
    }


#: Not a cell: looked at, and open to the outside.
_OUTSIDE = -2


def _enclosed(
    start: tuple[int, int],
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
    owners: list[list[int]],
    owner: int,
) -> list[tuple[int, int]]:
    """Return the places of the cell that one belongs to, none where it is open at its side.

    At its head or foot it may be open: the end of the page cut it.
    """
    places, waiting, is_open = [start], [start], False
    owners[start[0]][start[1]] = owner
    while waiting:
        row, column = waiting.pop()
        for there, parted in (
            ((row, column - 1), (column, row) in walls),
            ((row, column + 1), (column + 1, row) in walls),
            ((row - 1, column), (row, column) in floors),
            ((row + 1, column), (row + 1, column) in floors),
        ):
            if parted:
                continue
            if not 0 <= there[1] < len(owners[0]):
                is_open = True
            elif 0 <= there[0] < len(owners) and owners[there[0]][there[1]] == -1:
                owners[there[0]][there[1]] = owner
                places.append(there)
                waiting.append(there)
    if is_open:
        for row, column in places:
            owners[row][column] = _OUTSIDE
        return []
    return places


def _frame(places: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> Frame:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    top, bottom = min(rows), max(rows)
    return Frame(
        *(top, bottom),
        *(xs[min(columns)], xs[max(columns) + 1]),
        *(ys[top], ys[bottom + 1]),
        is_plain=len(places) == (bottom - top + 1) * (max(columns) - min(columns) + 1),
    )
