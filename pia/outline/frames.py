"""The empty frames (欄) of a workbook that somebody gave: which cells take which answer.

`imports` finds them, `exports` writes into them; neither knows the other. Values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pia.official import Item


@dataclass(frozen=True, order=True)
class Address:
    """A cell: the name of its sheet, row and column from 1; for merged cells the first."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"シート「{self.sheet}」 {column_letters(self.column)}{self.row}"


def column_letters(number: int) -> str:
    """Return a column as Excel names it: 1 is A, 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Hole:
    """What a text replaces: a whole cell, or a piece of the words that are printed in it."""

    at: Address
    #: First and last place of the piece in the cell's text; None for the whole cell.
    piece: tuple[int, int] | None = None
    #: What an unmarked and a marked box print here.
    signs: tuple[str, str] = ("", "○")


@dataclass(frozen=True)
class Blank:
    """Where the answer of one item goes."""

    item: Item
    label: Address
    #: For the words of a text, a choice or a number; several where each line has a cell.
    words: tuple[Hole, ...] = ()
    #: For the mark of a box and the text behind it, by the key of the choice.
    marks: Mapping[str, Hole] = field(default_factory=dict)
    details: Mapping[str, Hole] = field(default_factory=dict)
    #: How the list of the cell spells a choice, by its key.
    spelled: Mapping[str, str] = field(default_factory=dict)
    #: Cells that hold more of an older answer.
    stale: tuple[Address, ...] = ()


@dataclass(frozen=True)
class Frame:
    """The frame of one thing of a repeat, or of the document itself."""

    blanks: Mapping[str, Blank] = field(default_factory=dict)
    frames: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    #: Where headings print the name of the thing: 「Ⅱ …の概要（住民税情報ファイル）」.
    names: tuple[Hole, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows of cells under a heading, such as 別添2."""

    rows: tuple[tuple[Address, ...], ...] = ()
    #: The headings of the columns, none where there is no such table.
    columns: tuple[Address, ...] = ()
    #: The row of the sheet behind the last one.
    next_row: int = 0
    #: Rows that one of them takes on the sheet.
    height: int = 1
    #: More may follow: nothing stands below them, or it may be moved down.
    can_grow: bool = False
    #: What stands below has to be moved.
    moves_below: bool = False


@dataclass(frozen=True)
class Listed:
    """The list from which people choose what a cell says."""

    #: None where they are computed, and nobody but Excel knows them.
    texts: tuple[str, ...] | None
    #: Excel lets nobody type anything else.
    is_strict: bool = True


@dataclass(frozen=True)
class Fact:
    """What is known of a cell."""

    text: str = ""
    #: Its value is a text already: written again, it would stay as it is.
    is_text: bool = True
    is_formula: bool = False
    #: Full-width signs of a line and lines that can be seen; None where the row grows.
    room: tuple[float, float] | None = None
    listed: Listed | None = None


@dataclass(frozen=True)
class Template:
    """A workbook with everything that can be written into it."""

    frame: Frame
    table: Rows
    facts: Mapping[Address, Fact]
    #: Part of the file that each sheet stands in, by its name.
    parts: Mapping[str, str]
    #: Cells that continue the text of a cell above; it is written whole, so they are emptied.
    joined: tuple[Address, ...] = ()
    #: What a person should know of the workbook: hidden sheets.
    notes: tuple[str, ...] = ()

    def fact(self, at: Address) -> Fact:
        """Return what is known of a cell; nothing is known of a new one."""
        return self.facts.get(at, Fact())
