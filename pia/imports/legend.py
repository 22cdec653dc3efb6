"""記号の説明 of our own documents: it explains the paper and says nothing of the city.

Only words that are the legend's to the last sign are passed over; whatever else stands there is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from pia.imports.grid import Row
from pia.official.folding import fold
from pia.outline.legend import LEGEND, TITLE

_TITLE = fold(TITLE)
_WHOLE = _TITLE + "".join(fold(sign) + fold(said) for sign, said in LEGEND)


def without_legend(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a body without those that together are 記号の説明."""
    kept: list[Row] = []
    here = 0
    while here < len(rows):
        length = _length(rows[here:]) if _words(rows[here]) == _TITLE else 0
        kept += [] if length else [rows[here]]
        here += length or 1
    return kept


def _length(rows: Sequence[Row]) -> int:
    """Return how many rows the legend takes that begins with the first of them, 0 for none."""
    said = ""
    for count, row in enumerate(rows, start=1):
        said += _words(row)
        if said == _WHOLE:
            return count
        if not _WHOLE.startswith(said):
            return 0
    return 0


def _words(row: Row) -> str:
    return "".join(fold(cell.text) for cell in row.filled)
