"""What goes on over the border of a page: a table is one again, a cell that the page cut too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from pia.imports.pdf.cells import Drawing
from pia.imports.pdf.edges import Sheet
from pia.imports.pdf.lines import Line
from pia.imports.pdf.tables import SAME_SIDE, PageCell, PageTable, table_of
from pia.official.folding import fold

#: Most rows that a head of a table has, and least cells with text in each.
_HEAD_ROWS, _HEAD_CELLS = 3, 2
#: A cell that says no more than this is a bracket or a mark.
_MARK = 3
_PAGE_END = "ページの境目で続きかどうかが分からないため、元の文と違うことがあります。"


def grown(sheets: Iterable[Sheet]) -> Iterator[PageTable | list[Line]]:
    """Yield tables and the lines between them; a table that goes on is one."""
    pending: PageTable | None = None
    lines: list[Line] = []
    for sheet in sheets:
        for place, thing in enumerate(sheet.things):
            if isinstance(thing, Line):
                if pending:
                    yield pending
                    pending = None
                lines.append(thing)
                continue
            if lines:
                yield lines
                lines = []
            table = table_of(sheet.page, thing) if isinstance(thing, Drawing) else thing
            if pending and place == 0 and _goes_on(pending, table):
                _append(pending, table)
                continue
            if pending:
                yield pending
            pending = table
    if pending:
        yield pending
    if lines:
        yield lines


def _goes_on(above: PageTable, below: PageTable) -> bool:
    return (
        above.is_upright == below.is_upright
        and abs(above.left - below.left) < SAME_SIDE
        and abs(above.right - below.right) < SAME_SIDE
    )


def _append(above: PageTable, below: PageTable) -> None:
    """Append the rows of the next page, without the head that is printed again."""
    rows = list(below.rows)
    for head in above.rows[:_HEAD_ROWS]:
        texts = _texts(head)
        if not rows or len(texts) < _HEAD_CELLS or _texts(rows[0]) != texts:
            break
        rows = rows[1:]
    if rows and not rows[0][0].is_rest and _is_cut(above, rows[0]):
        rows = _taken_up(above, rows, _PAGE_END)
    elif rows and _is_begun(above, rows[0]):
        _take_down(above, rows[0])
    above.rows += rows


def fold_up(table: PageTable) -> None:
    """Let rows that are marked as the rest of the one above go on there."""
    rows, table.rows = table.rows, []
    for row in rows:
        is_rest = table.rows and row[0].is_rest
        table.rows += _taken_up(table, [row], "") if is_rest else [row]


def _texts(row: Sequence[PageCell]) -> list[str]:
    return [fold(cell.words().text) for cell in row if not cell.is_blank]


def _is_cut(above: PageTable, row: Sequence[PageCell]) -> bool:
    """Return whether a row is empty where the one above has its label, and says something behind."""
    blank = list(takewhile(lambda cell: cell.is_blank, row))
    overs = [_over(above, cell) for cell in blank]
    return 0 < len(blank) < len(row) and all(over and not over.is_blank for over in overs)


def _is_begun(above: PageTable, row: Sequence[PageCell]) -> bool:
    """Return whether the last row has no label, and the next page's first row one in its place.

    So the end of a page parts a row whose label stands in the middle of its height.
    """
    last = above.rows[-1]
    blank = list(takewhile(lambda cell: cell.is_blank, last))
    labels = [_beside(row, cell) for cell in blank]
    return 0 < len(blank) < len(last) and all(cell and not cell.is_blank for cell in labels)


def _take_down(above: PageTable, row: Sequence[PageCell]) -> None:
    """Put what the last row says before what the next page's first row does.

    It may as well belong to the answer above it: both are left with a doubt.
    """
    for cell in above.rows.pop():
        below, over = _beside(row, cell), _over(above, cell)
        if below and not cell.is_blank:
            below.groups = [*cell.groups, *below.groups]
            below.doubt = below.doubt or _PAGE_END
        if over and not cell.is_blank:
            over.doubt = over.doubt or _PAGE_END


def _beside(row: Sequence[PageCell], cell: PageCell) -> PageCell | None:
    """Return the cell of a row that has the same sides as one above."""
    return next((one for one in row if _has_sides(one, cell)), None)


def _has_sides(one: PageCell, other: PageCell) -> bool:
    return abs(one.left - other.left) < SAME_SIDE and abs(one.right - other.right) < SAME_SIDE


def _taken_up(above: PageTable, rows: list[list[PageCell]], doubt: str) -> list[list[PageCell]]:
    """Return the rows without the first, whose cells went on; else let what is above reach down."""
    filled = [cell for cell in rows[0] if not cell.is_blank]
    pairs = [(_over(above, cell), cell) for cell in filled]
    if all(over and not over.is_blank and not _is_mark(over) for over, _ in pairs):
        for over, cell in pairs:
            if over:
                _join(over, cell, doubt)
        return rows[1:]
    for cell in rows[0]:
        over = _over(above, cell)
        if cell.is_blank and over and not over.is_blank:
            over.rows += cell.rows
    rows[0] = [cell for cell in rows[0] if not (cell.is_blank and _over(above, cell))]
    return rows


def _over(table: PageTable, cell: PageCell) -> PageCell | None:
    """Return the cell at the foot of a table that has the same sides as one below."""
    last = len(table.rows)
    for place in range(last - 1, -1, -1):
        for one in table.rows[place]:
            if place + one.rows >= last and _has_sides(one, cell):
                return one
    return None


def _is_mark(cell: PageCell) -> bool:
    return len(cell.words().text.strip()) <= _MARK


def _join(over: PageCell, cell: PageCell, doubt: str) -> None:
    """Let a text go on below; where more than one column of text does, all are kept apart."""
    if len(over.groups) == len(cell.groups):
        over.groups = [a + b for a, b in zip(over.groups, cell.groups, strict=True)]
    else:
        over.groups += cell.groups
    over.doubt = over.doubt or doubt
