"""Text → Grid: every line a row, TAB between cells.

A line that begins with a TAB continues the row above it, cell by cell: so our own text export writes
line breaks inside cells. It is a row of its own where one of its texts is a label of the form, as
in documents whose first column is merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pia.imports.grid import MAX_CELLS, Cell, Grid, Place, Row, too_many_cells
from pia.imports.markup import clean
from pia.imports.printed import is_printed_label
from pia.official.typed import keep_imported

_CELL_END = re.compile(r"[\t\n\r]")
_LINE_END = re.compile(r"\r\n|\n|\r")


def read_text(text: str, name: str) -> Grid:
    """Return the grid of a text; control characters are removed and counted.

    Raises InputRefused where there are more cells than are read.
    """
    if len(_CELL_END.findall(text)) >= MAX_CELLS:
        raise too_many_cells(name)
    rows: list[Row] = []
    removed = 0
    for number, line in enumerate(_LINE_END.split(text), start=1):
        cells, gone = _cells(line, name, number)
        removed += gone
        if not _continue(rows, cells):
            rows.append(Row(tuple(cells)))
    return Grid(tuple(_without_tails(rows)), removed)


def _cells(line: str, name: str, number: int) -> tuple[list[Cell], int]:
    cells, removed = [], 0
    for column, raw in enumerate(line.split("\t"), start=1):
        kept, gone = keep_imported(raw)
        removed += gone
        cells.append(Cell(clean(kept), Place(name, number, column), raw))
    return cells, removed


def _continue(rows: list[Row], cells: list[Cell]) -> bool:
    """Append `cells` to the row above, cell by cell; False where they are a row of their own."""
    if len(cells) == 1 or not cells[0].is_blank or not rows or len(rows[-1].cells) == 1:
        return False
    above = rows[-1].cells
    texts = [cell.text for cell in cells if not cell.is_blank]
    if len(cells) > len(above) and not all(c.is_blank for c in cells[len(above) :]):
        return False
    if any(is_printed_label(text) for text in texts):
        return False
    longer = [_joined(a, c) for a, c in zip(above[1:], cells[1:], strict=False)]
    rows[-1] = Row((above[0], *longer, *above[1 + len(longer) :]))
    return True


def _joined(above: Cell, more: Cell) -> Cell:
    if above.is_blank:
        return more
    return Cell(f"{above.text}\n{more.text}", above.place, f"{above.raw}\n{more.raw}")


def _without_tails(rows: Iterable[Row]) -> Iterable[Row]:
    """Yield the rows without the empty lines that a cell was continued with at its end."""
    for row in rows:
        yield Row(tuple(Cell(c.text.rstrip("\n"), c.place, c.raw.rstrip("\n")) for c in row.cells))
