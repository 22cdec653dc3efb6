"""A PDF without tags → grid: what its rules enclose are cells, all else is lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pia.imports.building import GridBuilder, Laid
from pia.imports.pdf.borders import fold_up, grown
from pia.imports.pdf.cells import Drawing, drawings_of
from pia.imports.pdf.edges import Sheet, drop_edges
from pia.imports.pdf.lines import Line, by_place, joined
from pia.imports.pdf.page import Page
from pia.imports.pdf.tables import SAME_SIDE, PageTable

#: Lines of text further apart than this many type sizes are no paragraph.
_PARAGRAPH = 2.2


def read_ruled(builder: GridBuilder, pages: Iterable[Page]) -> None:
    """Add what the rules and lines of pages say to a grid. Raises TooManyPlacesError."""
    sheets = [_sheet(page) for page in pages]
    drop_edges(sheets)
    number = 0
    for thing in grown(sheets):
        if isinstance(thing, PageTable):
            number += 1
            _add_table(builder, thing, number)
        else:
            _add_text(builder, thing)


def _sheet(page: Page) -> Sheet:
    drawings = drawings_of(page.across, page.down)
    befores = (None, *page.runs)
    loose = [
        run
        for before, run in zip(befores, page.runs, strict=False)
        if not any(one.take(run, before) for one in drawings)
    ]
    things: list[Line | Drawing] = [*by_place(loose, page.width), *drawings]
    things.sort(key=lambda one: -(one.top if isinstance(one, Drawing) else one.base))
    return Sheet(page, things)


def _add_table(builder: GridBuilder, table: PageTable, number: int) -> None:
    fold_up(table)
    lefts = _distinct(cell.left for row in table.rows for cell in row)
    for line, row in enumerate(table.rows, start=1):
        laid = []
        for cell in row:
            words = cell.words()
            column = 1 + sum(left < cell.left - SAME_SIDE for left in lefts)
            laid.append(Laid(words.text, column, cell.rows, words.doubt))
        builder.row(f"{table.page}ページの表{number}", line, laid)


def _distinct(lefts: Iterable[float]) -> list[float]:
    found: list[float] = []
    for left in sorted(lefts):
        if not found or left - found[-1] >= SAME_SIDE:
            found.append(left)
    return found


def _add_text(builder: GridBuilder, lines: Sequence[Line]) -> None:
    """Add lines outside tables: one with wide gaps by itself, others as paragraphs."""
    paragraph: list[Line] = []
    limit = max(line.right for line in lines)
    for line in lines:
        text = line.text("\t")
        is_near = paragraph and 0 < paragraph[-1].base - line.base < _PARAGRAPH * line.size
        if paragraph and ("\t" in text or not is_near):
            builder.text(joined(paragraph).text)
            paragraph = []
        if "\t" in text:
            builder.text(text)
        else:
            paragraph.append(Line(line.runs, limit + line.size / 2))
    if paragraph:
        builder.text(joined(paragraph).text)
