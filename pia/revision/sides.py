"""新旧対照表: each row of a change table as its old and its new side, changed words apart.

Of a text that goes on only what changed is said: （略） for the sentences that both sides have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pia.assessment import HistoryRow
from pia.official.folding import DASHES
from pia.revision.comparison import MOVED, ChangeRow, Comparison
from pia.revision.sentences import abridged
from pia.revision.spans import Segment, segments

NEWLY_SET, STRUCK_OUT = "（新設）", "（削る）"


@dataclass(frozen=True)
class SideRow:
    """One row: what both sides say; "=" is equal, "-" and "+" differ from the other side."""

    item: str
    old: tuple[Segment, ...]
    new: tuple[Segment, ...]
    #: 提出時期.
    timing: str


def side_rows(comparison: Comparison, rows: Iterable[ChangeRow]) -> tuple[SideRow, ...]:
    """Return rows of a comparison; headings of this city stay before a changed sentence."""
    return tuple(_of_row(row, comparison.headings) for row in rows)


def side_rows_of_history(rows: Iterable[HistoryRow]) -> tuple[SideRow, ...]:
    """Return rows as 別添2 holds them, of which only the cells are known."""
    return tuple(_side_row(row.item, (row.before, row.after), row.timing, ()) for row in rows)


def _of_row(row: ChangeRow, own: Collection[str]) -> SideRow:
    whole = cells = row.before, row.after
    if not (row.has_choices or row.wording or row.change == MOVED):
        cells = abridged(*whole, own)
    return _side_row(row.item, cells, row.timing, row.segments if cells == whole else ())


def _side_row(
    item: str, cells: tuple[str, str], timing: str, known: tuple[Segment, ...]
) -> SideRow:
    before, after = cells
    if before.strip() in DASHES:
        return SideRow(item, (("=", NEWLY_SET),), (("+", after),), timing)
    if after.strip() in DASHES:
        return SideRow(item, (("-", before),), (("=", STRUCK_OUT),), timing)
    parts = known or segments(before, after)
    old, new = (tuple(part for part in parts if part[0] in signs) for signs in ("=-", "=+"))
    return SideRow(item, old, new, timing)
