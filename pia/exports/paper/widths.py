"""Widths of the printed page, the same in every format that has pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

#: Width between the margins of an A4 page in twips, upright and across.
PORTRAIT, LANDSCAPE = 9978, 14910

#: Shares of the width by the names of a table's columns.
_SHARES: dict[str, int] = {
    "number": 220,
    "title": 780,
    "indent": 34,
    "label": 96,
    "sublabel": 132,
    "value": 284,
    "choices": 454,
    "changed_on": 128,
    "item": 178,
    "before": 251,
    "after": 251,
    "timing": 64,
    "explanation": 128,
}
#: Share of a column that has none of its own (項目一覧).
_ANY_SHARE = 1000


def column_widths(columns: Sequence[str], total: int) -> list[int]:
    """Return the width of each column in twips; together they are `total`."""
    shares = [_SHARES.get(name, _ANY_SHARE) for name in columns]
    edges = [total * sum(shares[:n]) // sum(shares) for n in range(len(shares) + 1)]
    return [end - start for start, end in pairwise(edges)]
