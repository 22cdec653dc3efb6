"""The paper of a sheet: A4 upright or across, its columns, how much of it a page holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pia.exports.paper.widths import LANDSCAPE, PORTRAIT, column_widths
from pia.exports.xlsx import fields
from pia.outline import Part, PartKind, Table

#: Width in pixels of the column left of the frame, where marks of continuation stand.
MARGIN = 18
#: Width in pixels of the signs that 記号の説明 explains.
_SIGNS = 48
_TWIPS_OF_A_PIXEL = 15
#: The columns of answers that are set out in fields.
_ANSWERED = ("value", "choices")
#: Height in points between the margins of a page, less what programs differ by.
_UPRIGHT, _ACROSS = 712.0, 475.0


@dataclass(frozen=True)
class Paper:
    """One sheet's paper. Its columns are all borders that its tables, and fields in them, have."""

    across: bool
    #: Left borders of the columns in pixels, and the right one of the last.
    edges: tuple[int, ...]

    @property
    def height(self) -> float:
        """Points that a page holds."""
        return _ACROSS if self.across else _UPRIGHT

    @property
    def last(self) -> int:
        """The last column; the first, 0, is the margin."""
        return len(self.edges) - 1

    @property
    def beside_signs(self) -> int:
        """The column that what a sign of 記号の説明 means begins in."""
        return 1 + self.edges.index(_SIGNS)

    def columns(self, table: Table) -> list[int]:
        """Return the column that each of a table's columns begins in, and the one behind them."""
        return [self.column(edge) for edge in _edges(table, across=self.across)]

    def column(self, edge: int) -> int:
        """Return the column that begins so many pixels behind the margin."""
        return 1 + bisect_left(self.edges, edge)

    def wide(self, first: int, behind: int) -> int:
        """Return the width of columns in pixels."""
        return self.edge(behind) - self.edge(first)

    def edge(self, column: int) -> int:
        """Return how many pixels behind the margin a column begins."""
        return self.edges[column - 1]

    def has(self, edges: Iterable[int]) -> bool:
        """Return whether a column begins at each of these places."""
        return set(edges) <= set(self.edges)

    def widths(self) -> list[int]:
        """Return the widths of the columns in pixels, without the margin."""
        return [end - start for start, end in pairwise(self.edges)]


def paper_of(parts: Sequence[Part]) -> Paper:
    """Return the paper on which parts stand."""
    across = parts[0].kind == PartKind.CHANGE_TABLE
    tables = {table.columns: table for part in parts for table in part.tables}.values()
    edges = {edge for table in tables for edge in _edges(table, across=across)}
    for table in tables:
        if table.columns[-2:] == _ANSWERED:
            edges |= fields.edges(*_edges(table, across=across)[-3:])
    if any(part.kind == PartKind.CONTENTS for part in parts):
        edges.add(_SIGNS)
    return Paper(across, tuple(sorted(edges)))


def _edges(table: Table, *, across: bool) -> list[int]:
    total = LANDSCAPE if across else PORTRAIT
    twips = accumulate(column_widths(table.columns, total), initial=0)
    return [edge // _TWIPS_OF_A_PIXEL for edge in twips]
