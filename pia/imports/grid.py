"""The grid: what every reader makes of a file, and all that the binder knows of it.

Rows of cells with their places. A cell may hold several lines. A row without text is kept: it may
be an empty line of a text below.
"""

from __future__ import annotations

from dataclasses import dataclass

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

    def __str__(self) -> str:
        return f"{self.file} {self.line}行目 {self.column}列"


@dataclass(frozen=True)
class Cell:
    """One cell: its text as it is kept, and as the file has it."""

    text: str
    place: Place
    raw: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the cell says nothing; a lost mark says something."""
        return not self.text.strip()


@dataclass(frozen=True)
class Row:
    """The cells of one row, from the left."""

    cells: tuple[Cell, ...]

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells with text."""
        return tuple(cell for cell in self.cells if not cell.is_blank)


@dataclass(frozen=True)
class Grid:
    """The rows of one file."""

    rows: tuple[Row, ...]
    #: Control characters that were removed while reading.
    removed_controls: int = 0


def readable(text: str) -> str:
    """Return a text for people: a lost mark is shown as a box, with the mark the file claims."""
    return text.replace(LOST_MARK + SAID_CHECKED, "☑").replace(LOST_MARK, "☐")
