"""Two sequences that share members: which need no move, and one order that holds both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the indexes of a longest increasing subsequence."""
    tails: list[int] = []  # index of the smallest end of a rise of each length
    ends: list[int] = []  # the numbers at those indexes
    before: dict[int, int | None] = {}
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before[index] = tails[length - 1] if length else None
        tails[length:] = [index, *tails[length + 1 :]]
        ends[length:] = [number, *ends[length + 1 :]]
    found: list[int] = []
    last = tails[-1] if tails else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]
