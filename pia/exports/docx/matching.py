"""Which parts, tables and rows of two outlines are the same ones: by the items printed in them.

Any pairing gives a redline that is true; a good one marks words instead of rows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz.distance import Indel

from pia.outline import CellRole, Part, Row, RowRole, Table

T = TypeVar("T")
#: The same thing in both outlines; None where one of them has it not.
Pair = tuple[T | None, T | None]

#: Rows that are named by what stands in the row below them: システム2 may be the third by now.
_NAMED_BELOW = (RowRole.THING, RowRole.CAPTION)


@dataclass(frozen=True)
class Named(Generic[T]):
    """Something of an outline with what names it."""

    thing: T
    key: Hashable
    #: What it is called on the paper: an empty frame becomes the first thing of its kind.
    title: Hashable
    is_frame: bool


class Naming:
    """Names what stands in one outline; `matched`: old id path → new id path of things."""

    def __init__(self, matched: Mapping[str, str] | None = None) -> None:
        self._matched = matched

    def part(self, part: Part) -> Named[Part]:
        """Name a part by the thing (a file) that it prints."""
        cells = [c for t in part.tables for row in t.all_rows() for c in row.cells]
        items = [path for cell in cells for path in cell.items]
        holders = [self._item(item).rpartition(".")[0] for item in items]
        holder = min(holders, key=len, default="")
        return Named(part, (part.title, holder), part.title, not items)

    def table(self, table: Table) -> Named[Table]:
        """Name a table by its columns and what it is about."""
        key = (table.columns, table.caption)
        return Named(table, key, key, is_frame=False)

    def rows(self, rows: Sequence[Row]) -> list[Named[tuple[Row, ...]]]:
        """Name rows, those together that a cell (再委託) joins."""
        found: list[Named[tuple[Row, ...]]] = []
        below: Hashable = ""
        for block in reversed(list(_blocks(rows))):
            found.append(self._block(block, below))
            below = found[-1].key
        return found[::-1]

    def _block(self, block: tuple[Row, ...], below: Hashable) -> Named[tuple[Row, ...]]:
        roles = tuple(row.role for row in block)
        items = tuple(self._item(p) for row in block for c in row.cells for p in c.items)
        title = (roles, _title(block))
        if items:
            return Named(block, (roles, items), title, is_frame=False)
        key = (roles, below) if roles[0] in _NAMED_BELOW else title
        return Named(block, key, title, is_frame=True)

    def _item(self, path: str) -> str:
        """Return the id path of an item in the newer outline; of what is gone, one of nobody."""
        holder, _, key = path.rpartition(".")
        if self._matched is None or not holder:
            return path
        there = self._matched.get(holder)
        return f"{there}.{key}" if there else f"-{path}"


def paired(old: Sequence[Named[T]], new: Sequence[Named[T]]) -> Iterator[Pair[T]]:
    """Yield what stands in both, and what in one, in an order that is that of both."""
    gone: list[Named[T]] = []
    come: list[Named[T]] = []
    for code in Indel.opcodes([one.key for one in old], [one.key for one in new]):
        before, after = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        if code.tag == "equal":
            yield from _by_title(gone, come)
            gone, come = [], []
            yield from ((a.thing, b.thing) for a, b in zip(before, after, strict=True))
        else:
            gone += before
            come += after
    yield from _by_title(gone, come)


def _by_title(gone: list[Named[T]], come: list[Named[T]]) -> Iterator[Pair[T]]:
    """Yield what has no partner by its key; an empty frame finds one that is called the same."""
    for code in Indel.opcodes([one.title for one in gone], [one.title for one in come]):
        before, after = gone[code.src_start : code.src_end], come[code.dest_start : code.dest_end]
        is_one = code.tag == "equal" and all(
            a.is_frame or b.is_frame for a, b in zip(before, after, strict=True)
        )
        if is_one:
            yield from ((a.thing, b.thing) for a, b in zip(before, after, strict=True))
        else:
            yield from ((one.thing, None) for one in before)
            yield from ((None, one.thing) for one in after)


def _blocks(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Yield rows, those together that a cell joins."""
    block: list[Row] = []
    left = 0
    for row in rows:
        block.append(row)
        left = max([left, *(cell.rows for cell in row.cells)]) - 1
        if left <= 0:
            yield tuple(block)
            block, left = [], 0


def _title(block: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the words of the form in rows; of a row of a change table its day and item."""
    if block[0].role == RowRole.CHANGE:
        return tuple(cell.text for cell in block[0].cells[:2])
    fixed = (CellRole.LABEL, CellRole.BAND)
    return tuple(cell.text for row in block for cell in row.cells if cell.role in fixed)
