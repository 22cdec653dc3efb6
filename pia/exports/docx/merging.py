"""Two outlines as one with tracked changes: what stays, goes and comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from pia.exports.docx.matching import Naming, paired
from pia.exports.docx.tracked import COMES, GOES, STAYS, TrackedCell, TrackedPart, TrackedRow
from pia.outline import Cell, Outline, Part, Row, Table
from pia.outline.lines import label

T = TypeVar("T")


def merged(old: Outline, new: Outline, matched: Mapping[str, str]) -> Outline:
    """Return the newer outline, in its parts also what became of the older one.

    `matched`: old id path → new id path of every thing that both have (`Comparison.matched`).
    """
    older, newer = Naming(matched), Naming()
    pairs = paired([older.part(p) for p in old.parts], [newer.part(p) for p in new.parts])
    parts = (_part(was, now, tuple(_tables(was, now, older, newer))) for was, now in pairs)
    return replace(new, parts=tuple(parts))


def _part(old: Part | None, new: Part | None, tables: tuple[Table, ...]) -> Part:
    kept = _kept(old, new)
    was, now = old or kept, new or kept
    sign = _sign(old, new)
    return TrackedPart(
        **_values(Part, kept) | {"tables": tables},
        head=_cell(label(was.heading), label(now.heading), sign),
        under=_cell(label(was.foot), label(now.foot), sign),
        sign=sign,
    )


def _tables(old: Part | None, new: Part | None, older: Naming, newer: Naming) -> Iterator[Table]:
    before = [older.table(t) for t in old.tables] if old else []
    after = [newer.table(t) for t in new.tables] if new else []
    for was, now in paired(before, after):
        if was and now and not _fits(_bar(was), _bar(now)):
            yield _table(was, None, older, newer)
            yield _table(None, now, older, newer)
        else:
            yield _table(was, now, older, newer)


def _table(old: Table | None, new: Table | None, older: Naming, newer: Naming) -> Table:
    before = older.rows(_below_bar(old))
    after = newer.rows(_below_bar(new))
    bars = [_row(*pair) for pair in _lined_up(_bar(old), _bar(new))]
    rows = (_row(*pair) for block in paired(before, after) for pair in _lined_up(*block))
    return replace(_kept(old, new), bar=bars[0] if bars else None, header=None, rows=tuple(rows))


def _lined_up(
    old: tuple[Row, ...] | None, new: tuple[Row, ...] | None
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield rows in pairs where their cells stand on the same grid, else those that go first."""
    if old and new and _fits(old, new):
        yield from zip(old, new, strict=True)
    else:
        yield from ((row, None) for row in old or ())
        yield from ((None, row) for row in new or ())


def _fits(old: tuple[Row, ...], new: tuple[Row, ...]) -> bool:
    return [_grid(row) for row in old] == [_grid(row) for row in new]


def _grid(row: Row) -> tuple[Any, ...]:
    return row.role, *((cell.role, cell.span, cell.rows) for cell in row.cells)


def _bar(table: Table | None) -> tuple[Row, ...]:
    return (table.bar,) if table and table.bar else ()


def _below_bar(table: Table | None) -> list[Row]:
    return [row for row in table.all_rows() if row is not table.bar] if table else []


def _row(old: Row | None, new: Row | None) -> Row:
    kept, sign = _kept(old, new), _sign(old, new)
    before = old.cells if old else kept.cells
    cells = tuple(_cell(*pair, sign) for pair in zip(before, kept.cells, strict=True))
    return TrackedRow(kept.role, cells, sign)


def _cell(old: Cell, new: Cell, sign: str) -> TrackedCell:
    """Return a cell of both; one that only goes or comes has the lines of one face alone."""
    values = _values(Cell, new) | {"lines": () if sign == GOES else new.lines}
    return TrackedCell(**values, before=() if sign == COMES else old.lines, sign=sign)


def _values(kind: type[Cell | Part], thing: Cell | Part) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in fields(kind)}


def _kept(old: T | None, new: T | None) -> T:
    kept = old if new is None else new
    if kept is None:
        raise ValueError("a pair has at least one side")
    return kept


def _sign(old: object | None, new: object | None) -> str:
    if old is None:
        return COMES
    return GOES if new is None else STAYS
