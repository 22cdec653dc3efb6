"""Rows on the grid of a table: widths, spans, borders, and what may break across pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pia.exports.docx.content import paragraphs
from pia.exports.docx.tracked import TrackedCell, row_mark, sign_of
from pia.exports.paper.placing import Placed, PlacedRow
from pia.outline import Cell, CellRole, Row, RowRole
from pia.outline.lines import width
from pia.outline.model import Line

#: Left and right margin of a cell.
MARGIN = 85
#: A row with a longer cell may break across pages; so may one beside a label over several rows
#: (再委託), but later, because its label is read with all of them.
_LONG, _LONG_JOINED = (420, 12), (1000, 25)
#: An empty box over the whole width is at least this high.
_LEAST_HEIGHT = 400
#: Widest answer (full-width signs) that the cover centres.
_CENTRED = 40
#: Grey of headings and of bands, as the official form prints them.
BAR, BAND = "BFBFBF", "E7E6E6"

_SHADES = {RowRole.HEADER: BAR, RowRole.BAND: BAND, RowRole.THING: BAND}
#: Rows that must not stand alone at the foot of a page.
_KEPT = (RowRole.BAND, RowRole.RISK, RowRole.THING, RowRole.CAPTION, RowRole.HEADER)
_STYLES = {RowRole.HEADER: "Header1", RowRole.RISK: "Risk", RowRole.THING: "Thing"}


@dataclass(frozen=True)
class Setting:
    """How the cells of one row are set."""

    #: Not parted from the next row.
    keep: bool
    #: May break across pages.
    long: bool
    #: Stands on the cover, where short answers are centred.
    cover: bool


def row_xml(placed: PlacedRow, widths: Sequence[int], *, cover: bool) -> str:
    """Return a row as XML; `widths` are those of the table's columns."""
    row = placed.row
    is_joined = placed.joined or any(place.covered for place in placed.cells)
    long = _is_long(row, *(_LONG_JOINED if is_joined else _LONG))
    once = "" if long else "<w:cantSplit/>"
    repeated = "<w:tblHeader/>" if row.role == RowRole.HEADER else ""
    keep = placed.followed and not long and (placed.joined or row.role in _KEPT)
    setting = Setting(keep=keep, long=long, cover=cover)
    cells = "".join(_cell(p, row, widths, setting) for p in placed.cells)
    height = f'<w:trHeight w:val="{_LEAST_HEIGHT}"/>' if row.role == RowRole.VALUE else ""
    properties = once + height + repeated + row_mark(sign_of(row))
    inner = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{inner}{cells}</w:tr>"


def _cell(place: Placed, row: Row, widths: Sequence[int], setting: Setting) -> str:
    cell = place.cell
    wide = sum(widths[place.column : place.column + cell.span])
    if place.covered:
        below = TrackedCell(CellRole.LABEL, sign=sign_of(row))
        inner = paragraphs(below, wide, keep_next=setting.keep)
    else:
        style = _style(cell, row, setting)
        inner = paragraphs(cell, wide - 2 * MARGIN, style=style, keep_next=setting.keep)
    return (
        f"<w:tc><w:tcPr>{_properties(place, row, wide, long=setting.long)}</w:tcPr>{inner}</w:tc>"
    )


def _style(cell: Cell, row: Row, setting: Setting) -> str:
    if setting.cover and row.role == RowRole.VALUE and width(cell.text) <= _CENTRED:
        return "Cover"
    if cell.role in (CellRole.LABEL, CellRole.BAND):
        return "Spanning" if cell.rows > 1 and cell.span == 1 else _STYLES.get(row.role, "")
    return "Thing" if row.role == RowRole.THING else "Entry" if row.role == RowRole.ENTRY else ""


def _properties(place: Placed, row: Row, wide: int, *, long: bool) -> str:
    """Return the inside of w:tcPr, in the order that the schema wants."""
    cell = place.cell
    merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    shade = _SHADES.get(row.role, "")
    return (
        f'<w:tcW w:w="{wide}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "")
        + ("<w:vMerge/>" if place.covered else merge)
        + _borders(cell, row)
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "")
        + f'<w:vAlign w:val="{"top" if long else "center"}"/>'
    )


def _borders(cell: Cell, row: Row) -> str:
    """Return the sides without a line: above an indent, between a choice and its ＜選択肢＞."""
    side = ""
    if cell.role == CellRole.INDENT:
        side = '<w:top w:val="nil"/>'
    elif cell.role == CellRole.CHOICES:
        side = '<w:left w:val="nil"/>'
    elif cell.role == CellRole.VALUE and row.cells[-1].role == CellRole.CHOICES:
        side = '<w:right w:val="nil"/>'
    return f"<w:tcBorders>{side}</w:tcBorders>" if side else ""


def _is_long(row: Row, signs: int, lines: int) -> bool:
    """Return whether a cell has more full-width signs, or printed lines, than these."""
    faces = (face for cell in row.cells for face in _faces(cell))
    return any(len(face) > lines or _is_wider(face, signs) for face in faces)


def _is_wider(lines: tuple[Line, ...], signs: int) -> bool:
    text = "".join(run.text for line in lines for run in line)
    return len(text) > signs and width(text) > signs


def _faces(cell: Cell) -> tuple[tuple[Line, ...], ...]:
    return (cell.lines, cell.before) if isinstance(cell, TrackedCell) else (cell.lines,)
