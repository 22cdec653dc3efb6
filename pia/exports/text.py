"""Plain text that people can read and `imports` can read again.

One printed row is one line, its cells separated by a TAB. A further line of a cell begins with one
TAB per column before it, so that a line that begins with a TAB never begins a row. A blank line
stands between tables. Values hold no TAB (contract: The document). A row whose first cell is empty
begins with a space.
"""

from __future__ import annotations

from collections.abc import Iterator

from pia.outline import Cell, CellRole, Outline, Part, PartKind, Row, RowRole, Table

CHOICES_TITLE = "<選択肢>"


def write(outline: Outline) -> bytes:
    """Return the outline as UTF-8 text, its lines ended by a line feed."""
    has_cover = any(part.kind == PartKind.COVER for part in outline.parts)
    head = [] if has_cover or not outline.name else [outline.name]
    blocks = [*head, *(block for part in outline.parts for block in _blocks(part))]
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def _blocks(part: Part) -> Iterator[str]:
    yield part.heading
    yield from (_table(table) for table in part.tables)
    if part.foot:
        yield part.foot


def _table(table: Table) -> str:
    rows = (row for row in table.all_rows() if row.role != RowRole.EMPTY)
    return "\n".join(line for row in rows for line in row_lines(row))


def row_lines(row: Row) -> Iterator[str]:
    """Yield the lines of a row: its first with every cell, then those of longer cells."""
    columns = [_lines(cell) for cell in row.cells if cell.role != CellRole.INDENT]
    first = "\t".join(lines[0] for lines in columns)
    yield f" {first}" if first.startswith("\t") else first
    for n in range(1, max(len(lines) for lines in columns)):
        last = max(place for place, lines in enumerate(columns) if len(lines) > n)
        pieces = [lines[n] if len(lines) > n else "" for lines in columns[: last + 1]]
        yield "\t".join(pieces)


def _lines(cell: Cell) -> list[str]:
    if cell.role != CellRole.CHOICES:
        return cell.compact.split("\n")
    _, *choices = cell.compact.split("\n")
    return [" ".join([CHOICES_TITLE, *choices])]
