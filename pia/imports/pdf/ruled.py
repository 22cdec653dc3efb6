"""A PDF without tags → grid: what its rules enclose are cells, all else is lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pia.imports.building import GridBuilder, Laid
from pia.imports.pdf.aligned import UNRULED, Aligned
from pia.imports.pdf.borders import fold_up, grown
from pia.imports.pdf.cells import Drawing, drawings_of
from pia.imports.pdf.columns import parts
from pia.imports.pdf.doubts import BEYOND, goes_beyond, mark_beside, mark_frames
from pia.imports.pdf.edges import Sheet, drop_edges
from pia.imports.pdf.lines import Line, by_place, joined
from pia.imports.pdf.page import Page
from pia.imports.pdf.sides import part_sides
from pia.imports.pdf.tables import SAME_SIDE, PageTable
from pia.imports.printed import is_printed_headline, is_printed_label

#: Lines of text further apart than this many type sizes are no paragraph.
_PARAGRAPH = 2.2


def read_ruled(builder: GridBuilder, pages: Iterable[Page]) -> None:
    """Add what the rules and lines of pages say to a grid. Raises TooManyPlacesError."""
    sheets = [_sheet(page) for page in pages]
    drop_edges(sheets)
    part_sides(sheets)
    aligned = Aligned()
    for sheet in sheets:
        sheet.things = list(_with_columns(aligned, sheet))
    number, doubt = 0, UNRULED if aligned.is_unclear else BEYOND if goes_beyond(sheets) else ""
    for thing in grown(sheets):
        if isinstance(thing, PageTable):
            number += 1
            _add_table(builder, thing, number, doubt)
        else:
            _add_text(builder, thing, doubt)


def _sheet(page: Page) -> Sheet:
    drawings = drawings_of(page.across, page.down)
    befores = (None, *page.runs)
    loose = [
        run
        for before, run in zip(befores, page.runs, strict=False)
        if not any(one.take(run, before) for one in drawings)
    ]
    lines = by_place(loose, page.width)
    mark_frames(page, drawings)
    mark_beside(lines, drawings)
    things: list[Line | Drawing] = [*lines, *drawings]
    things.sort(key=lambda one: -(one.base if isinstance(one, Line) else one.top))
    return Sheet(page, [*things])


def _with_columns(aligned: Aligned, sheet: Sheet) -> Iterator[Line | Drawing | PageTable]:
    """Yield what stands on a page, lines in columns as tables."""
    is_top = True
    for _, things in groupby(sheet.things, lambda one: isinstance(one, Line)):
        together = list(things)
        lines = [one for one in together if isinstance(one, Line)]
        yield from aligned.of(sheet.page, lines, is_top=is_top) if lines else together
        is_top = False


def _add_table(builder: GridBuilder, table: PageTable, number: int, doubt: str) -> None:
    fold_up(table)
    lefts = _distinct(cell.left for row in table.rows for cell in row)
    for line, row in enumerate(table.rows, start=1):
        laid = []
        for cell in row:
            words = cell.words()
            column = 1 + sum(left < cell.left - SAME_SIDE for left in lefts)
            laid.append(Laid(words.text, column, cell.rows, doubt or words.doubt))
        builder.row(f"{table.page}ページの表{number}", line, laid)


def _distinct(lefts: Iterable[float]) -> list[float]:
    found: list[float] = []
    for left in sorted(lefts):
        if not found or left - found[-1] >= SAME_SIDE:
            found.append(left)
    return found


def _add_text(builder: GridBuilder, lines: Sequence[Line], doubt: str) -> None:
    """Add lines outside tables: one with wide gaps or a label by itself, others as paragraphs."""
    limit = max(line.right for line in lines)
    for paragraph in _paragraphs(lines):
        said = joined(
            [line._replace(limit=min(line.limit, limit + line.size / 2)) for line in paragraph]
        )
        is_parted = any(len(parts(line)) > 1 for line in paragraph)
        own = UNRULED if is_parted else said.doubt
        builder.text(_columns(paragraph) or said.text, doubt or own)


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    is_alone = False
    for line in lines:
        text = line.text()
        stands = is_printed_label(text) or is_printed_headline(text) or _columns([line]) != ""
        is_near = paragraph and 0 < paragraph[-1].base - line.base < _PARAGRAPH * line.size
        if paragraph and (stands or is_alone or not is_near):
            yield paragraph
            paragraph = []
        paragraph.append(line)
        is_alone = stands
    if paragraph:
        yield paragraph


def _columns(lines: Sequence[Line]) -> str:
    """Return a line with TABs for its gaps, "" for one without any."""
    text = lines[0].text("\t")
    return text if "\t" in text else ""
