"""The outline as the JSON that the typst template sets: literal texts, widths, what keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pia.exports.paper.placing import Placed, PlacedRow, placed_rows
from pia.exports.paper.widths import LANDSCAPE, PORTRAIT, column_widths
from pia.exports.pdf.pieces import Piece, boxes, height, lines
from pia.outline import Cell, CellRole, Outline, Part, PartKind, Row, RowRole, Table
from pia.outline.lines import width

Json = dict[str, Any]

#: Type sizes of an answer and of ＜選択肢＞, and the margins of a cell together, in twips.
_SIZE, _CHOICES_SIZE, _MARGINS = 180, 140, 170
#: A row of more lines than this may break across pages: upright, and in the change table.
_KEPT_LINES, _KEPT_ACROSS = 12, 8
#: A heading of more lines stands once and heads nothing.
_HEADING_LINES = 3
#: Rows that head those after them, by depth: one ends those of its depth and of deeper ones.
_LEVELS = {
    RowRole.HEADER: 1,
    RowRole.BAND: 2,
    RowRole.RISK: 2,
    RowRole.THING: 3,
    RowRole.CAPTION: 4,
}
#: Longest 評価書名 and organisation of the footer, in full-width signs.
_FOOTER = 30
#: Widest answer (full-width signs) that the cover centres.
_CENTRED = 40


def content(outline: Outline) -> Json:
    """Return all that the template prints and says about the document."""
    listed = {cell.link: cell.text for cell in outline.cells() if cell.link}
    return {
        "title": outline.name or outline.title,
        "subject": outline.title,
        "author": outline.organisation,
        "language": outline.language.split("-"),
        "dated": [outline.dated.year, outline.dated.month, outline.dated.day],
        "footer": [_shortened(outline.name), _shortened(outline.organisation)],
        "parts": [_part(part, listed) for part in outline.parts],
    }


def _part(part: Part, listed: dict[str, str]) -> Json:
    across = part.kind == PartKind.CHANGE_TABLE
    total = LANDSCAPE if across else PORTRAIT
    return {
        "kind": part.kind.value,
        "heading": part.heading,
        "anchor": part.anchor,
        "listed": listed.get(part.anchor),
        "across": across,
        "tables": [_table(t, part.kind, total) for t in part.tables],
        "foot": part.foot,
    }


def framed(table: Table) -> bool:
    """Return whether a table is one answer without a label: text in a frame, no table to a reader."""
    return table.header is None and len(table.rows) == 1 and len(table.rows[0].cells) == 1


def _table(table: Table, kind: PartKind, total: int) -> Json:
    widths = column_widths(table.columns, total)
    rows = list(placed_rows([row for row in table.all_rows() if row is not table.bar]))
    heights = [_height(placed, widths) for placed in rows]
    told = zip(rows, [*rows[1:], None], heights, _kept(rows, heights, kind), strict=True)
    return {
        "framed": framed(table),
        "bar": [_bar(cell, total / _SIZE) for cell in table.bar.cells] if table.bar else [],
        "anchor": table.anchor,
        "columns": widths,
        "rows": [
            {
                "role": placed.row.role.value,
                "level": _level(placed.row, tall) if after else 0,
                "repeated": _is_repeated(placed.row, after),
                "kept": kept,
                "cells": [
                    _cell(p, placed.row, widths, kind) for p in placed.cells if not p.covered
                ],
            }
            for placed, after, tall, kept in told
        ],
    }


def _bar(cell: Cell, room: float) -> list[list[list[Piece]]]:
    """Return the lines of a bar's cell, each with its boxes."""
    return [boxes(line, room) for line in cell.lines]


def _kept(rows: Sequence[PlacedRow], heights: Sequence[int], kind: PartKind) -> Iterator[bool]:
    """Yield whether each row stays on one page; rows beside one spanning cell do so together."""
    most = _KEPT_ACROSS if kind == PartKind.CHANGE_TABLE else _KEPT_LINES
    together: list[int] = []
    for placed, tall in zip(rows, heights, strict=True):
        together.append(tall)
        if not placed.joined:
            kept = max(together) <= most and sum(together) <= 2 * most
            yield from (kept for _ in together)
            together = []


def _level(row: Row, tall: int) -> int:
    """Return how deep a row heads those after it, 0 where it heads none."""
    return _LEVELS.get(row.role, 0) if tall <= _HEADING_LINES else 0


def _is_repeated(row: Row, after: PlacedRow | None) -> bool:
    """Return whether a heading stands on the next page again: columns, a thing and its band."""
    if row.role == RowRole.BAND:
        return after is not None and after.row.role == RowRole.THING
    return row.role in (RowRole.HEADER, RowRole.THING)


def _cell(placed: Placed, row: Row, widths: Sequence[int], kind: PartKind) -> Json:
    cell = placed.cell
    upright = cell.rows > 1 and cell.span == 1
    on_cover = kind == PartKind.COVER and row.role == RowRole.VALUE
    set_lines = lines(cell, _room(placed, widths))
    return {
        "role": cell.role.value,
        "span": cell.span,
        "rows": cell.rows,
        "upright": upright,
        "centred": upright
        or row.role == RowRole.HEADER
        or (on_cover and width(cell.text) <= _CENTRED),
        "open": _open_side(cell, row),
        "plain": bool(set_lines) and all(isinstance(line, str) and line for line in set_lines),
        "lines": set_lines,
    }


def _open_side(cell: Cell, row: Row) -> str:
    """Return the side without a line: above an indent, between a choice and its ＜選択肢＞."""
    if cell.role == CellRole.VALUE:
        return "right" if row.cells[-1].role == CellRole.CHOICES else ""
    return {CellRole.INDENT: "top", CellRole.CHOICES: "left"}.get(cell.role, "")


def _height(placed: PlacedRow, widths: Sequence[int]) -> int:
    """Return about how many lines the row takes, without cells that span several."""
    cells = [p for p in placed.cells if not p.covered and p.cell.rows == 1]
    return max((height(p.cell, _room(p, widths)) for p in cells), default=1)


def _room(placed: Placed, widths: Sequence[int]) -> float:
    """Return how many full-width signs stand on a line of the cell."""
    cell = placed.cell
    wide = sum(widths[placed.column : placed.column + cell.span])
    size = _CHOICES_SIZE if cell.role == CellRole.CHOICES else _SIZE
    return max(1.0, (wide - _MARGINS) / size)


def _shortened(text: str) -> str:
    """Return a text that fits into the footer."""
    if width(text) <= _FOOTER:
        return text
    end = next(n for n in range(len(text) + 1) if width(text[: n + 1]) > _FOOTER - 1)
    return f"{text[:end]}…"
