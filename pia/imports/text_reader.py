"""Text → Grid: every line a row, TAB between cells.

A line that begins with a TAB continues the row above it, cell by cell: so our own text export writes
line breaks inside cells. It is a row of its own where one of its texts is a label of the form, as
in documents whose first column is merged; but a label alone, under an answer, is a line of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pia.imports.grid import MAX_CELLS, MAX_TAGS, Cell, Grid, Place, Row, too_many_cells
from pia.imports.markup import clean, is_marked_up
from pia.imports.printed import is_printed_label
from pia.official.typed import keep_imported

#: Column of the answer beside a label in the first one.
_ANSWER = 1
#: What 提出時期 may say.
_TIMINGS = frozenset(("事前", "事後"))
_CELL_END = re.compile(r"[\t\n\r]")
_LINE_END = re.compile(r"\r\n|\n|\r")


def read_text(text: str, name: str) -> Grid:
    """Return the grid of a text; control characters are removed and counted.

    Raises InputRefused where there are more cells than are read.
    """
    if len(_CELL_END.findall(text)) >= MAX_CELLS:
        raise too_many_cells(name)
    if text.count("<") > MAX_TAGS:
        raise too_many_cells(name)
    has_tags = is_marked_up(text)
    rows: list[list[_Growing]] = []
    removed = 0
    for number, line in enumerate(_LINE_END.split(text), start=1):
        cells, gone = _cells(line, Place(name, number), has_tags=has_tags)
        removed += gone
        if not _continue(rows, cells):
            rows.append(cells)
    return Grid(tuple(Row(tuple(cell.whole() for cell in row)) for row in rows), removed)


@dataclass
class _Growing:
    """A cell to which the lines below may add: kept in pieces, for there may be very many."""

    place: Place
    texts: list[str]
    raws: list[str]

    @property
    def is_blank(self) -> bool:
        return not self.texts[0].strip()

    def add(self, more: _Growing) -> None:
        """Add a line; the first with text begins the cell."""
        if self.is_blank:
            self.place, self.texts, self.raws = more.place, more.texts, more.raws
        else:
            self.texts += more.texts
            self.raws += more.raws

    def whole(self) -> Cell:
        """Return the cell without the empty lines that it was continued with at its end."""
        texts, raws = ("\n".join(lines).rstrip("\n") for lines in (self.texts, self.raws))
        return Cell(texts, self.place, raws)


def _cells(line: str, start: Place, *, has_tags: bool) -> tuple[list[_Growing], int]:
    cells, removed = [], 0
    for column, raw in enumerate(line.split("\t"), start=1):
        kept, gone = keep_imported(raw)
        removed += gone
        place = replace(start, column=column)
        cells.append(_Growing(place, [clean(kept) if has_tags else kept], [raw]))
    return cells, removed


def _continue(rows: Sequence[list[_Growing]], cells: Sequence[_Growing]) -> bool:
    """Append `cells` to the row above, cell by cell; False where they are a row of their own."""
    if len(cells) == 1 or not cells[0].is_blank or not rows or len(rows[-1]) == 1:
        return False
    above = rows[-1]
    texts = [cell.texts[0] for cell in cells if not cell.is_blank]
    if len(cells) > len(above) and not all(c.is_blank for c in cells[len(above) :]):
        return False
    if _is_timed(above, cells):
        return False
    is_under_answer = len(cells) == _ANSWER + 1 and _holds_answer(above)
    if any(is_printed_label(text) for text in texts) and not is_under_answer:
        return False
    for cell, more in zip(islice(above, 1, None), cells[1:], strict=False):
        cell.add(more)
    return True


def _is_timed(above: Sequence[_Growing], cells: Sequence[_Growing]) -> bool:
    """Return whether a line without a day is a row of 別添2: an item, and 提出時期 under 提出時期."""
    said = [(a.texts[0].strip(), b.texts[0].strip()) for a, b in zip(above, cells, strict=False)]
    return not cells[_ANSWER].is_blank and any(_TIMINGS.issuperset(pair) for pair in said)


def _holds_answer(row: Sequence[_Growing]) -> bool:
    """Return whether a row is a label in the first column and its answer in the second."""
    label, answer = row[0].texts, row[1].texts
    if len(label) > 1 or not is_printed_label(label[0]) or not any(answer):
        return False
    return len(answer) > 1 or not is_printed_label(answer[0])
