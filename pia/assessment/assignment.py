"""The best one-to-one choice among candidates: a small assignment solver.

Shortest augmenting paths with prices (the Hungarian method in its sparse form): rows come in one
after another, each by the cheapest exchange among the partners already given. A row may stay alone,
which is worth 0. Gains are whole numbers, so that equal gains are truly equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

#: For each row the gain (above 0) of every column it may take.
Gains = Sequence[Mapping[int, int]]


def assigned(gains: Gains) -> dict[int, int]:
    """Return row → column, one to one, of the greatest total gain; rows left alone are missing."""
    exchange = _Exchange(gains)
    for row in range(len(gains)):
        exchange.take_in(row)
    return {row: column for row, column in enumerate(exchange.column_of) if column is not None}


@dataclass
class _Search:
    """The exchanges that one new row could begin, cheapest first."""

    #: Distance of each row reached: what is lost when it must give its column away.
    rows: dict[int, int] = field(default_factory=dict)
    #: Distance of each column reached, and the row that would take it.
    columns: dict[int, tuple[int, int]] = field(default_factory=dict)
    queue: list[tuple[int, int, int]] = field(default_factory=list)
    #: The least loss at which some reached row stays alone, and that row.
    alone: tuple[int, int] | None = None


class _Exchange:
    """Partners and prices so far.

    Always price of row + price of column ≥ gain, equal where they are partners; who is alone costs
    nothing. Then no other choice of the rows taken in is worth more.
    """

    def __init__(self, gains: Gains) -> None:
        self._gains = gains
        self.column_of: list[int | None] = [None] * len(gains)
        self._row_of: dict[int, int] = {}
        self._row_price = [0] * len(gains)
        self._column_price = {column: 0 for offers in gains for column in offers}

    def take_in(self, row: int) -> None:
        """Give a new row its place by the cheapest chain of exchanges."""
        offers = (gain - self._column_price[c] for c, gain in self._gains[row].items())
        self._row_price[row] = max(0, *offers, 0)
        search = _Search()
        loss, last = self._reach(search, row, 0)
        while search.queue and search.queue[0][0] < loss:
            distance, column, taker = heappop(search.queue)
            if column in search.columns:
                continue
            search.columns[column] = (distance, taker)
            if column not in self._row_of:
                self._settle(search, distance, column)
                return
            loss, last = self._reach(search, self._row_of[column], distance)
        free = self.column_of[last]
        self.column_of[last] = None
        self._settle(search, loss, free)

    def _reach(self, search: _Search, row: int, distance: int) -> tuple[int, int]:
        """Note where a row could go; return the least loss of leaving a row alone, and that row."""
        search.rows[row] = distance
        price = self._row_price[row]
        for column, gain in self._gains[row].items():
            if column not in search.columns:
                further = distance + price + self._column_price[column] - gain
                heappush(search.queue, (further, column, row))
        here = (distance + price, row)
        search.alone = here if search.alone is None else min(search.alone, here)
        return search.alone

    def _settle(self, search: _Search, distance: int, column: int | None) -> None:
        """Change the prices, then hand columns on: the freed one to its taker, and so forth."""
        for row, reached in search.rows.items():
            self._row_price[row] -= distance - reached
        for one, (reached, _) in search.columns.items():
            self._column_price[one] += distance - reached
        while column is not None:
            taker = search.columns[column][1]
            self._row_of[column] = taker
            self.column_of[taker], column = column, self.column_of[taker]
