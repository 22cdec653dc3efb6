"""The grid: what every reader makes of a file, and all that the binder knows of it.

Rows of cells with their places. A cell may hold several lines. A row without text is kept: it may
be an empty line of a text below.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pia.errors import InputRefused

#: Most cells of one file; a large document has some ten thousand, in a narrow grid a hundred thousand.
MAX_CELLS = 200_000
#: Most lines outside tables; a large document without tables has some 5,000.
MAX_LINES = 40_000
#: Most tags of a page or of one part of an office file: each takes memory before it is a cell.
MAX_TAGS = 1_500_000
#: Stands where an `<input>` stood: a box whose mark cannot be trusted. It is a noncharacter, which
#: `keep_imported` removes from every text, so that no document can hold it by itself.
LOST_MARK = "\ufdd0"
#: Follows it where the file said `checked`. No mark either: it is shown to a person, never read.
SAID_CHECKED = "\ufdd2"


@dataclass(frozen=True, order=True)
class Place:
    """Where a cell stands, counted from 1."""

    file: str
    line: int
    column: int = 1
    #: The table or sheet that lines are counted in, "" where they are those of the file.
    part: str = ""
    #: Which piece of its cell: 0 is the whole or the label, 1 an answer behind a label.
    inside: int = 0

    @property
    def row(self) -> tuple[str, str, int]:
        """The row: equal for all cells that stand side by side."""
        return self.file, self.part, self.line

    def __str__(self) -> str:
        return " ".join(filter(None, (self.file, self.part, f"{self.line}行目 {self.column}列")))


@dataclass(frozen=True)
class Cell:
    """One cell: its text as it is kept, and as the file has it."""

    text: str
    place: Place
    raw: str = ""
    #: Rows that it reaches over, its own included: the boxes of an item may take several.
    rows: int = 1
    #: Why the text may not be what people see in the file, "" where it is.
    doubt: str = ""

    def reaches(self, other: Place) -> bool:
        """Return whether the cell, merged over several rows, stands in the row of a place too."""
        here = self.place
        same = (here.file, here.part) == (other.file, other.part)
        return same and here.line <= other.line < here.line + self.rows

    @property
    def is_blank(self) -> bool:
        """Whether the cell says nothing; a lost mark says something."""
        return not self.text.strip()


@dataclass(frozen=True)
class Row:
    """The cells of one row, from the left."""

    cells: tuple[Cell, ...]

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The cells with text."""
        return tuple(cell for cell in self.cells if not cell.is_blank)


@dataclass(frozen=True)
class Grid:
    """The rows of one file, or of one sheet of a workbook."""

    rows: tuple[Row, ...]
    #: Control characters that were removed while reading.
    removed_controls: int = 0


def too_many_cells(file: str) -> InputRefused:
    """Return the refusal of a file with more cells than are read."""
    hint = "使っていない行と列を削除して保存し直してください。"
    return InputRefused("表が大きすぎます", where=file, hint=hint)


def too_many_lines(file: str) -> InputRefused:
    """Return the refusal of a file with more lines outside tables than are read."""
    hint = "評価書だけのファイルにしてください。"
    return InputRefused(f"文章が{MAX_LINES:,}行を超えています", where=file, hint=hint)


def readable(text: str) -> str:
    """Return a text for people: a lost mark is shown as a box, with the mark the file claims."""
    return text.replace(LOST_MARK + SAID_CHECKED, "☑").replace(LOST_MARK, "☐")
