"""Tables without rules: lines in columns, the first of which holds labels of the form.

A row begins at a step wider than that between lines of one cell; where rows have none, at a label.
Where neither tells whose text a line is, the answers are left with a doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise, takewhile, zip_longest

from pia.imports.pdf.columns import NEAR, Stretch, is_among, parts, stretches
from pia.imports.pdf.lines import Line
from pia.imports.pdf.page import Page
from pia.imports.pdf.tables import PageCell, PageTable
from pia.imports.printed import is_printed_headline, is_printed_label
from pia.official.folding import fold

#: A step wider than this share of the usual one begins a row; one of so many type sizes is none.
_WIDER, _WIDEST = 1.12, 2.0
#: Share of the labels that must stand behind such a step, for it to say anything.
_MOST = 0.8
#: A label and its answer begin on one height if they differ by less than this share of the type size.
_LEVEL = 0.3
#: Most lines that a label in a narrow column takes.
_LABEL_LINES = 8
#: So many answers that are equal to a label are no accident.
_LABELS_ELSEWHERE = 2
#: Texts of one column begin within so many points.
_INDENT = 60.0
#: Columns of 別添2, whose second one names items, and what begins its head.
_HISTORY = 6
_HEAD = ("変更日", "項目")
UNRULED = "PDFに罫線がないため、ほかの項目の文がまじっているか、一部が抜けているおそれがあります。"


class Aligned:
    """Finds the tables of page after page; remembers the columns of the last one."""

    def __init__(self) -> None:
        #: Where the last table and its columns begin.
        self._left = 0.0
        self._known: list[float] = []
        #: Somewhere labels stand in several columns: no answer of the file is sure then.
        self.is_unclear = False

    def of(self, page: Page, lines: Sequence[Line], *, is_top: bool) -> Iterator[Line | PageTable]:
        """Yield lines of a page, those that stand in columns as tables; from the top.

        `is_top`: they begin the page, so that the table of the page before may go on. A line close
        below a table that is no label may be the rest of its last row, wrapped to the left.
        """
        last: PageTable | None = None
        for thing in self._things(page, lines, is_top=is_top):
            if last and isinstance(thing, Line) and _goes_on(last, thing):
                _doubt(last.rows[-1])
            last = thing if isinstance(thing, PageTable) else None
            yield thing

    def _things(
        self, page: Page, lines: Sequence[Line], *, is_top: bool
    ) -> Iterator[Line | PageTable]:
        rest = self._rest(lines) if is_top and self._known else []
        if rest:
            yield from _Table(page, Stretch(rest, self._known), lines, self._left).things()
        for stretch in stretches(lines[len(rest) :], self._known):
            left = min(line.left for line in stretch.lines)
            table = _Table(page, stretch, lines, left) if stretch.columns else None
            if table and (table.has_columns(self._known) or table.is_one()):
                self._left, self._known = left, stretch.columns
                self.is_unclear = self.is_unclear or table.has_labels_elsewhere()
                yield from table.things()
            else:
                yield from stretch.lines

    def _rest(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines at the top of a page that stand in the columns of answers alone."""
        first = self._known[0]
        return list(takewhile(lambda line: first - NEAR < line.left < first + _INDENT, lines))


class _Table:
    """The lines of one stretch as rows."""

    def __init__(self, page: Page, stretch: Stretch, around: Sequence[Line], left: float) -> None:
        """`around`: all lines of the page, which show how far a text of each column may go."""
        self._page = page
        self._lines = stretch.lines
        self._starts = [left, *stretch.columns]
        self._ends = list(_ends(self._starts, around))
        self._parts = [[self._placed(part) for part in parts(line)] for line in stretch.lines]
        self._labels = list(self._label_lines())

    def is_one(self) -> bool:
        """Return whether labels stand beside answers here, or the head of 別添2 does."""
        has_head = any(self._says(row, _HEAD) for row in self._rows())
        return has_head or any(len(self._parts[n]) > 1 for n in self._labels)

    def has_columns(self, known: Sequence[float]) -> bool:
        """Return whether the columns are those of another table."""
        columns = self._starts[1:]
        return len(columns) == len(known) and all(is_among(x, known) for x in columns)

    def _says(self, row: Sequence[int], words: Sequence[str]) -> bool:
        """Return whether the first cells of a row say these words."""
        texts = ["" for _ in words]
        for number, part in (one for n in row for one in self._parts[n]):
            if number < len(words):
                texts[number] += fold(part.text())
        return texts == list(words)

    def things(self) -> Iterator[Line | PageTable]:
        """Yield the rows as tables; a text of the first column that stands alone is a line."""
        table = self._empty()
        for row in self._rows():
            if all(number == 0 for n in row for number, _ in self._parts[n]):
                yield from [table] if table.rows else []
                table = self._empty()
                yield from (self._lines[n] for n in row)
            else:
                self._add(table, row)
        yield from [table] if table.rows else []

    def _placed(self, part: Line) -> tuple[int, Line]:
        """Return the column that a text begins in, and the text with its room there."""
        number = max(n for n, x in enumerate(self._starts) if n == 0 or x < part.left + NEAR)
        return number, Line(part.runs, self._ends[number])

    def _first(self, place: int) -> Line | None:
        """Return what stands in the first column on a line."""
        return next((part for number, part in self._parts[place] if number == 0), None)

    def _label_lines(self) -> Iterator[int]:
        """Yield the lines on which a label or headline of the form begins."""
        firsts = [(n, part.text()) for n in range(len(self._lines)) if (part := self._first(n))]
        here = 0
        while here < len(firsts):
            texts = [text for _, text in firsts[here : here + _LABEL_LINES]]
            lengths = range(len(texts), 0, -1)
            taken = next((n for n in lengths if _is_printed("".join(texts[:n]))), 0)
            if taken:
                yield firsts[here][0]
            here += taken or 1

    # --- rows ---------------------------------------------------------------------------------

    def _rows(self) -> Iterator[list[int]]:
        """Yield the lines of each row."""
        row: list[int] = []
        for n in range(len(self._lines)):
            is_next = n in self._steps if self._has_steps else self._begins(n)
            holds_label = any(one in self._labels for one in row)
            if row and (is_next or (n in self._labels and holds_label)):
                yield row
                row = []
            row.append(n)
        yield row

    def _begins(self, place: int) -> bool:
        """Return whether a row begins on a line of a table whose rows have no steps between them."""
        if self._labels:
            return place in self._labels
        return len(self._parts[place]) > 1 and self._first(place) is not None

    @cached_property
    def _has_steps(self) -> bool:
        behind = [n for n in self._labels if n == 0 or n in self._steps]
        return bool(self._steps) and len(behind) >= _MOST * len(self._labels)

    @cached_property
    def _steps(self) -> set[int]:
        """Return the lines further below the one before than lines of one cell are."""
        down = [above.base - below.base for above, below in pairwise(self._lines)]
        usual = self._usual_step()
        return {n for n, one in enumerate(down, start=1) if usual and one > usual * _WIDER}

    def _usual_step(self) -> float:
        """Return how far lines of one cell are from each other, 0 where no cell has two."""
        found: Counter[float] = Counter()
        for number in range(len(self._starts)):
            column = [part for line in self._parts for n, part in line if n == number]
            steps = ((a.base - b.base, a.size) for a, b in pairwise(column))
            found.update(round(step * 2) / 2 for step, size in steps if step < _WIDEST * size)
        often = [step for step, count in found.items() if count >= max(2, found.total() / 10)]
        return min(often, default=0.0)

    @cached_property
    def _is_centred(self) -> bool:
        """Return whether labels stand in the middle of their answers: no text is then above its own."""
        return any(not self._is_level(row) for row in self._rows())

    def has_labels_elsewhere(self) -> bool:
        """Return whether labels stand in other columns too, as where headings are merged at the left."""
        if len(self._starts) >= _HISTORY:
            return False
        behind = [part.text() for line in self._parts for number, part in line if number]
        return sum(map(is_printed_label, behind)) >= _LABELS_ELSEWHERE

    def _is_level(self, row: Iterable[int]) -> bool:
        """Return whether the label of a row and its answer begin on one height."""
        found = [(number == 0, part) for n in row for number, part in self._parts[n]]
        labels = [part for is_label, part in found if is_label]
        answers = [part for is_label, part in found if not is_label]
        if not labels or not answers:
            return True
        return abs(labels[0].base - answers[0].base) < _LEVEL * labels[0].size

    # --- cells --------------------------------------------------------------------------------

    def _empty(self) -> PageTable:
        is_upright = self._page.height > self._page.width
        return PageTable(self._page.number, self._starts[0], self._starts[-1], is_upright)

    def _add(self, table: PageTable, row: Sequence[int]) -> None:
        """Add a row; one without a label goes on with the one above it, or so it seems."""
        cells = [self._cell(row, number) for number in range(len(self._starts))]
        if not self._has_steps and self._is_centred:
            _doubt(cells)
        if not (cells[0].is_blank and table.rows):
            table.rows.append(cells)
            return
        for over, cell in zip(table.rows[-1], cells, strict=True):
            over.groups = [[line for group in (*over.groups, *cell.groups) for line in group]]
            over.groups = over.groups if over.groups[0] else []
        _doubt(table.rows[-1])

    def _cell(self, row: Iterable[int], number: int) -> PageCell:
        lines = [part for n in row for column, part in self._parts[n] if column == number]
        ends = [*self._starts[1:], self._page.width]
        return PageCell(self._starts[number], ends[number], 1, [lines] if lines else [])


def _ends(starts: Sequence[float], around: Iterable[Line]) -> Iterator[float]:
    """Yield for each column where its longest text ends, with the white that a cell has beside it."""
    texts = [part for line in around for part in parts(line)]
    for start, following in zip_longest(starts, starts[1:], fillvalue=float("inf")):
        own = [t for t in texts if abs(t.left - start) < NEAR and t.right < following]
        longest = max(own, key=lambda text: text.right, default=texts[0])
        yield longest.right + longest.size / 2


def _goes_on(table: PageTable, line: Line) -> bool:
    """Return whether a line may go on with the last row of a table above it."""
    texts = [one for cell in table.rows[-1] for group in cell.groups for one in group]
    foot = min((one.base for one in texts), default=0.0)
    return 0 < foot - line.base < _WIDEST * line.size and not _is_printed(line.text())


def _is_printed(text: str) -> bool:
    return is_printed_label(text) or is_printed_headline(text)


def _doubt(cells: Iterable[PageCell]) -> None:
    for cell in cells:
        cell.doubt = UNRULED
