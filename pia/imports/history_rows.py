"""別添2 of a grid: the rows behind the header with the titles of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pia.imports.grid import Cell, Row, readable
from pia.imports.history_columns import Head, head_of
from pia.imports.printed import label_key
from pia.imports.spelling import goes_on
from pia.official import Form
from pia.official.folding import fold

#: Places of the form's columns.
_DAY, _ITEM, _BEFORE, _AFTER, _TIMING, _EXPLANATION = range(6)
_JOINED = "記載が次の行に続いていたため、つなぎました。"
_FOLLOWED = "すぐ下に、どの列にも入らない文字があります。"
#: So many cells behind the heading of 別添2 are a table that could not be read.
_TABLE = 6


@dataclass(frozen=True)
class PrintedRow:
    """The six cells of a row as printed, and where it stands."""

    cells: tuple[str, ...]
    first: Cell
    #: Why they may not be what the file says, "" where they are.
    doubt: str = ""

    def continued(self, more: Sequence[str]) -> PrintedRow:
        """Return the row with the texts of the one below it, which goes on with it."""
        both = zip(self.cells, more, strict=True)
        texts = [
            "\n".join(filter(None, pair)) if n in (_BEFORE, _AFTER) else pair[0]
            for n, pair in enumerate(both)
        ]
        said = dict.fromkeys(filter(None, (self.cells[_EXPLANATION], more[_EXPLANATION])))
        texts[_EXPLANATION] = "\n".join(said)  # some say it again in each row
        return replace(self, cells=tuple(texts), doubt=_JOINED)


@dataclass
class Parted:
    """A file's rows: those of its body, those of its 別添2, and cells left over there."""

    body: list[Row]
    printed: list[PrintedRow] = field(default_factory=list)
    left: list[Cell] = field(default_factory=list)
    #: What a person should know of the table.
    notes: list[str] = field(default_factory=list)


def split_history(form: Form, rows: Sequence[Row]) -> Parted:
    """Part the rows of one file into its body and its 別添2.

    The table goes to the end of the file; its header may be printed again on every page.
    """
    start = next((n for n, row in enumerate(rows) if head_of(form, row)), None)
    if start is None:
        return Parted(list(rows))
    reader = _Reader(form, Parted(list(rows[:start])))
    for row in rows[start:]:
        reader.read(row)
    return reader.parted


def is_header(form: Form, row: Row) -> bool:
    """Return whether a row is the header of 別添2, word for word the form's."""
    columns = form.change_table.columns
    return len(row.filled) == len(columns) and all(
        fold(cell.text) == fold(title) for cell, (_, title) in zip(row.filled, columns, strict=True)
    )


def unread_table(form: Form, body: Sequence[Row]) -> str:
    """Return what is said of a 別添2 of which no row was read, "" where there is none."""
    table = form.change_table
    heading = label_key(f"({table.number}){table.title}")
    starts = [
        n for n, row in enumerate(body) if any(label_key(c.text) == heading for c in row.filled)
    ]
    count = sum(len(row.filled) for row in body[starts[-1] + 1 :]) if starts else 0
    if count < _TABLE:
        return ""
    return f"{table.number}の表の見出しが様式と違うため、行を読めませんでした({count}か所が残っています)。"


def without_copies(
    form: Form, tables: Sequence[Sequence[PrintedRow]]
) -> tuple[list[PrintedRow], str]:
    """Return the rows of all files and sheets, those of a copied sheet once, and what to say of it."""
    kept: list[PrintedRow] = []
    copied: list[PrintedRow] = []
    for table in tables:
        before = {row.cells for row in kept}
        copied += [row for row in table if row.cells in before]
        kept += [row for row in table if row.cells not in before]
    if not copied:
        return kept, ""
    number, place = form.change_table.number, copied[0].first.place
    where = f"{place.part}（{place.file}）" if place.part else place.file
    return kept, f"{number}の同じ行が{where}にもあるため、{len(copied)}行を一度だけ読みました。"


class _Reader:
    """Reads row by row. A cell merged over several rows (変更日) is said by each of them."""

    def __init__(self, form: Form, parted: Parted) -> None:
        self._form = form
        self.parted = parted
        self._head: Head | None = None
        self._above: dict[int, Cell] = {}

    def read(self, row: Row) -> None:
        """Take the next row of the table."""
        if head := head_of(self._form, row):
            self._head, self._above = head, {}
            notes = head.notes(self._form.change_table.number)
            self.parted.notes += [note for note in notes if note not in self.parted.notes]
        elif row.filled and self._head:
            self._row(self._head, row)

    def _row(self, head: Head, row: Row) -> None:
        own = {head.column(cell): cell for cell in row.filled}
        cells = self._cells(head, row, own)
        if len(own) < len(row.filled) or not own.keys() & head.known:
            self._leave(head, row)
        elif self._goes_on(cells):
            self.parted.printed[-1] = self.parted.printed[-1].continued(cells)
        elif self._is_whole(head, row) and len(own.keys() & head.known) > 1:
            self.parted.printed.append(PrintedRow(tuple(cells), row.filled[0]))
        else:
            self._leave(head, row)
            return
        others = (cell for place, cell in own.items() if place not in head.known)
        self.parted.left += [cell for cell in others if not fold(cell.text).isdecimal()]

    def _cells(self, head: Head, row: Row, own: dict[int, Cell]) -> list[str]:
        """Return the text of each column of the form."""
        blank = {head.column(cell) for cell in row.cells} - own.keys()
        place = row.cells[0].place
        self._above = {n: c for n, c in self._above.items() if n not in blank and c.reaches(place)}
        self._above |= own
        found = (self._above.get(n) if n is not None else None for n in head.places)
        return [readable(cell.text) if cell else "" for cell in found]

    def _is_whole(self, head: Head, row: Row) -> bool:
        """Return whether a row has a cell in every column, its own or one that reaches into it."""
        return head.known <= {head.column(cell) for cell in row.cells} | self._above.keys()

    def _goes_on(self, cells: Sequence[str]) -> bool:
        """Return whether a row only goes on with the texts of the one above it."""
        if not self.parted.printed:
            return False
        above = self.parted.printed[-1].cells
        if goes_on(cells[_ITEM]) and label_key(cells[_ITEM]) == label_key(above[_ITEM]):
            return cells[_DAY] in ("", above[_DAY])
        return not any(cells[n] for n in (_DAY, _ITEM, _TIMING))

    def _leave(self, head: Head, row: Row) -> None:
        """Leave a row over; one that stands under a text leaves a doubt on the row above."""
        self.parted.left += row.filled
        texts = {head.places[n] for n in (_ITEM, _BEFORE, _AFTER, _EXPLANATION)}
        if self.parted.printed and texts & {head.column(cell) for cell in row.filled}:
            last = self.parted.printed[-1]
            self.parted.printed[-1] = replace(last, doubt=last.doubt or _FOLLOWED)
