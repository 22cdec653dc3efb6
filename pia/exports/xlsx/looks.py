"""How a cell looks: type, fill and lines of its role on the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pia.outline import Cell, CellRole, Row, RowRole, RunRole
from pia.outline.lines import width

FONT = "游ゴシック"
#: As Excel of Japan writes it: shift_jis, modern.
_FONT_PROPERTIES: dict[str, Any] = {"font_name": FONT, "font_charset": 128, "font_family": 3}
#: Grey of headings and of bands, as the official form prints them.
_BAR, _BAND = "#BFBFBF", "#E7E6E6"
#: Numbers of lines in the file: none, thin, and the hair line where a text goes on.
_NONE, _THIN, _HAIR = 0, 1, 7
#: Widest answer (full-width signs) that the cover centres.
_CENTRED = 40


@dataclass(frozen=True)
class Look:
    """Everything that a format of the workbook says."""

    size: float = 9
    bold: bool = False
    align: str = "left"
    middle: bool = True
    fill: str = ""
    left: int = _THIN
    right: int = _THIN
    top: int = _THIN
    bottom: int = _THIN

    def goes_on(self) -> Look:
        """Return the look of a piece that goes on in the next row."""
        return replace(self, bottom=_HAIR, middle=False)

    def continued(self) -> Look:
        """Return the look of a piece that began in the row above."""
        return replace(self, top=_HAIR, middle=False)

    def at_end(self) -> Look:
        """Return the look of a cell that is the last on its page: the frame ends with the page."""
        return self if self.bare else replace(self, bottom=_THIN)

    def at_start(self) -> Look:
        """Return the look of a cell that is the first on its page."""
        return self if self.bare else replace(self, top=_THIN)

    @property
    def bare(self) -> bool:
        """Whether the cell has no frame."""
        return not (self.left or self.right)


#: Whether a field reaches to the left, the right, the top and the bottom of its cell.
Ends = tuple[bool, bool, bool, bool]

_BARE = Look(left=_NONE, right=_NONE, top=_NONE, bottom=_NONE)
HEADING = replace(_BARE, size=14, bold=True)
TITLE = replace(_BARE, size=20, bold=True, align="center")
TAG = replace(_BARE, align="right")
#: 記号の説明: its title, a sign with what it says.
LEGEND_TITLE = replace(_BARE, size=8, bold=True)
LEGEND = replace(_BARE, size=8, middle=False)
#: Marks of continuation, beside the frame.
BESIDE = replace(_BARE, size=7, align="center", middle=False)

_ROWS = {
    RowRole.BAR: Look(bold=True, fill=_BAR),
    RowRole.HEADER: Look(bold=True, fill=_BAR, align="center"),
    RowRole.BAND: Look(fill=_BAND),
    RowRole.THING: Look(bold=True, fill=_BAND),
    RowRole.RISK: Look(bold=True),
    RowRole.ENTRY: Look(size=11),
}


def look_of(cell: Cell, row: Row, *, cover: bool, opened: bool) -> Look:
    """Return the look of a cell. `opened`: the strip of indented labels begins below it."""
    look = _ROWS.get(row.role, Look())
    if cell.role == CellRole.CHOICES:
        look = replace(look, size=7, left=_NONE)
    elif cell.role == CellRole.INDENT:
        look = replace(look, top=_NONE)
    elif cell.role == CellRole.VALUE:
        look = _answer(look, cell, row, cover=cover)
    elif cell.rows > 1 and cell.span == 1:
        look = replace(look, align="center")
    elif row.role == RowRole.BAR and len(row.cells) > 1:
        look = replace(look, right=_NONE)
    return replace(look, bottom=_NONE) if opened else look


@lru_cache(maxsize=512)
def field_look(look: Look, ends: Ends, *, is_sign: bool) -> Look:
    """Return the look of a field of a cell with a look: lines stand only where the cell ends."""
    left, right, top, bottom = ends
    return replace(
        look,
        align="center" if is_sign else look.align,
        middle=True,
        left=look.left if left else _NONE,
        right=look.right if right else _NONE,
        top=look.top if top else _NONE,
        bottom=look.bottom if bottom else _NONE,
    )


def _answer(look: Look, cell: Cell, row: Row, *, cover: bool) -> Look:
    if row.role == RowRole.CHANGE:
        return replace(look, middle=False)
    if row.role == RowRole.BAR:
        return replace(look, left=_NONE, right=_THIN if cell is row.cells[-1] else _NONE)
    look = replace(look, bold=False)
    if row.cells[-1].role == CellRole.CHOICES:
        look = replace(look, right=_NONE)
    if _is_choice(cell):
        return replace(look, align="center")
    if cover and row.role == RowRole.VALUE and width(cell.text) <= _CENTRED:
        return replace(look, size=11, align="center")
    return look


def _is_choice(cell: Cell) -> bool:
    first = cell.lines[0][0] if cell.lines and cell.lines[0] else None
    return first is not None and first.role == RunRole.MARK and first.text == "["


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[Look, Format] = {}

    def of(self, look: Look) -> Format:
        """Return the format of a look. What stands in it stays text, also after somebody edits it."""
        if look not in self._made:
            self._made[look] = self._book.add_format(_properties(look))
        return self._made[look]


def _properties(look: Look) -> dict[str, Any]:
    given = _FONT_PROPERTIES | {
        "font_size": look.size,
        "bold": look.bold,
        "align": look.align,
        "valign": "vcenter" if look.middle else "top",
        "text_wrap": True,
        "quote_prefix": True,
        "left": look.left,
        "right": look.right,
        "top": look.top,
        "bottom": look.bottom,
    }
    return given | ({"bg_color": look.fill} if look.fill else {})
