"""The sheets of a workbook as a surface: merged cells, formulas, sizes, and what the reader reads there.

Blank cells are nothing to the reader of documents. Here they are what is looked for, so that the
sheet's own part is read too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from pia.imports.extents import MAX_COLUMNS, MAX_ROWS, named_sheets
from pia.imports.grid import MAX_CELLS, Cell, Grid, too_many_cells
from pia.imports.package import Parts, damaged, main_part, parse_part
from pia.imports.source import SourceFile
from pia.imports.template.areas import Area, Spot, area_of
from pia.imports.template.lists import ListRule, Lists, rules_of
from pia.imports.template.looks import Looks
from pia.outline.frames import Address, Fact, Listed

#: Pixels of one unit of a column's width, points of a row that names no height.
_PIXELS, _POINTS = 7.0, 13.5
_WIDTH = 9.14
#: How often each cell of the largest file may be asked for a list.
_RULED = 10
#: No row is so high and no column so wide.
_HUGE = 10_000


@dataclass
class Sheet:
    """One visible sheet."""

    name: str
    looks: Looks
    #: What the reader of documents reads, by place.
    cells: dict[Spot, Cell] = field(default_factory=dict)
    #: Every cell that the file has, with its style.
    styles: dict[Spot, int] = field(default_factory=dict)
    formulas: set[Spot] = field(default_factory=set)
    #: Cells whose value is a text.
    texts: set[Spot] = field(default_factory=set)
    #: Written, yet read as part of the cell above: rows of ours that continue a text.
    joined: set[Spot] = field(default_factory=set)
    merged: dict[Spot, Area] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    #: Rules that offer a list of spellings.
    rules: tuple[ListRule, ...] = ()
    lists: Lists | None = None
    usual_width: float = _WIDTH
    usual_height: float = _POINTS

    @cached_property
    def _covered(self) -> dict[Spot, Area]:
        return {spot: area for area in self.merged.values() for spot in area.spots()}

    @cached_property
    def _ruled(self) -> dict[Spot, ListRule]:
        known = self.styles.keys() | self.merged.keys()
        ruled: dict[Spot, ListRule] = {}
        for rule in self.rules:
            for area in rule.areas:
                is_small = area.rows * area.columns <= len(known)
                ruled |= dict.fromkeys(
                    area.spots() if is_small else filter(area.holds, known), rule
                )
        return ruled

    @cached_property
    def _reach(self) -> dict[int, int]:
        """The last column of each row that has any."""
        reach: dict[int, int] = {}
        for row, column in (*self.styles, *self._covered):
            reach[row] = max(reach.get(row, 0), column)
        return reach

    @cached_property
    def last(self) -> Spot:
        """The last row and the last column that are used or styled."""
        return max(self._reach, default=0), max(self._reach.values(), default=0)

    def area(self, spot: Spot) -> Area:
        """Return the merged cell that a place belongs to, else the place alone."""
        return self._covered.get(spot) or Area(*spot, *spot)

    def line(self, row: int, first: int = 1, last: int = 0) -> Iterator[Area]:
        """Yield the visible cells that begin in a row, from the left: its own, `first` at least."""
        end = max(first, self._reach.get(row, 0))
        for column in range(first, (min(last, end) if last else end) + 1):
            area = self.area((row, column))
            if area.first == (row, column) and self.is_shown(area):
                yield area

    def text(self, area: Area) -> str:
        """Return what is written in a cell, "" in a blank one."""
        cell = self.cells.get(area.first)
        return cell.text if cell and not cell.is_blank else ""

    def exists(self, area: Area) -> bool:
        """Return whether somebody made this cell: it is merged, or has a style."""
        return area.first in self.merged or area.first in self.styles

    def width(self, area: Area) -> float:
        """Return the width of a cell in pixels."""
        columns = range(area.left, area.right + 1)
        return _PIXELS * sum(
            self.widths.get(c, self.usual_width) for c in columns if c not in self.hidden_columns
        )

    def height(self, area: Area) -> float:
        """Return the height of a cell in points."""
        rows = range(area.top, area.bottom + 1)
        return sum(self.heights.get(r, self.usual_height) for r in rows)

    def size(self, area: Area) -> float:
        """Return how large a cell is, to compare cells of one sheet."""
        return self.width(area) * self.height(area)

    def at(self, area: Area) -> Address:
        """Return the address of a cell."""
        return Address(self.name, *area.first)

    def fact(self, area: Area) -> Fact:
        """Return what a writer has to know of a cell."""
        cell = self.cells.get(area.first)
        size = self.looks.size(self.styles.get(area.first, 0))
        grows = area.top == area.bottom and area.top not in self.heights
        room = (self.width(area) / (size * 4 / 3), self.height(area) / (size * 1.25))
        return Fact(
            text=cell.raw if cell else "",
            is_text=area.first in self.texts and not self.joined,
            is_formula=area.first in self.formulas,
            room=None if grows else room,
            listed=self.listed(area.first),
        )

    def listed(self, spot: Spot) -> Listed | None:
        """Return the list that a cell offers, None where it has none."""
        rule = self._ruled.get(spot)
        return self.lists.listed(self.name, rule) if rule and self.lists else None

    def is_shown(self, area: Area) -> bool:
        """Return whether any row and any column of a cell can be seen."""
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        return any(r not in self.hidden_rows for r in rows) and any(
            c not in self.hidden_columns for c in columns
        )


def read_sheets(
    source: SourceFile, parts: Parts, grids: Sequence[Grid]
) -> tuple[dict[str, Sheet], dict[str, str]]:
    """Return the visible sheets by what a place calls them, and the part of every sheet by name."""
    by_part: dict[str, list[Cell]] = {}
    for row in (row for grid in grids for row in grid.rows):
        by_part.setdefault(row.cells[0].place.part, []).extend(row.cells)
    looks, lists = Looks.read(source, parts), Lists(source, parts)
    names = dict(named_sheets(source, parts, main_part(parts, "xlsx")))
    sheets = {}
    for name, part in names.items():
        called = f"シート「{name}」"
        if called in by_part and part in parts:
            root = parse_part(source, parts, part)
            sheets[called] = _sheet(
                source.name, Sheet(name, looks, lists=lists), root, by_part[called]
            )
    if len(sheets) < len(by_part):
        raise damaged(source)  # calamine found a sheet where the workbook names no part
    return sheets, names


def _sheet(file: str, sheet: Sheet, root: etree._Element, cells: Iterable[Cell]) -> Sheet:
    """Fill a sheet with what stands in its part, and with what the reader read."""
    sheet.cells = {(c.place.line, c.place.column): c for c in cells}
    usual = root.find("{*}sheetFormatPr")
    if usual is not None:
        sheet.usual_width = _decimal(usual.get("defaultColWidth"), _WIDTH)
        sheet.usual_height = _decimal(usual.get("defaultRowHeight"), _POINTS)
    for columns in root.iter("{*}col"):
        _columns(sheet, columns)
    for merged in root.iter("{*}mergeCell"):
        area = area_of(merged.get("ref", "")).within(MAX_ROWS, MAX_COLUMNS)
        sheet.merged[area.first] = area
    if sum(a.rows * a.columns for a in sheet.merged.values()) > MAX_CELLS:
        raise too_many_cells(file)
    _rows(sheet, root)
    sheet.rules = rules_of(root)
    ruled = (area.rows * area.columns for rule in sheet.rules for area in rule.areas)
    if sum(min(size, len(sheet.styles)) for size in ruled) > _RULED * MAX_CELLS:
        raise too_many_cells(file)
    sheet.joined = {s for s in sheet.texts - sheet.cells.keys() if sheet.is_shown(sheet.area(s))}
    return sheet


def _columns(sheet: Sheet, columns: etree._Element) -> None:
    first, last = int(columns.get("min", "1")), int(columns.get("max", "1"))
    for column in range(first, min(last, MAX_COLUMNS) + 1):
        sheet.widths[column] = _decimal(columns.get("width"), sheet.usual_width)
        if columns.get("hidden") in ("1", "true"):
            sheet.hidden_columns.add(column)


def _rows(sheet: Sheet, root: etree._Element) -> None:
    for row, element in numbered_rows(root):
        if element.get("ht"):
            sheet.heights[row] = _decimal(element.get("ht"), sheet.usual_height)
        if element.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(row)
        for column, cell in numbered_cells(element):
            if row <= MAX_ROWS and column <= MAX_COLUMNS:
                _cell(sheet, (row, column), cell)


def _cell(sheet: Sheet, spot: Spot, cell: etree._Element) -> None:
    sheet.styles[spot] = int(cell.get("s") or 0)
    if cell.get("t") in ("s", "inlineStr", "str") and len(cell):
        sheet.texts.add(spot)
    formula = cell.find("{*}f")
    if formula is None:
        return
    sheet.formulas.add(spot)
    if formula.get("t") in ("array", "dataTable") and formula.get("ref"):
        area = area_of(formula.get("ref", "")).within(MAX_ROWS, MAX_COLUMNS)
        if area.rows * area.columns <= MAX_CELLS:
            sheet.formulas.update(area.spots())


def numbered_rows(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield the rows of a sheet with their numbers, which a file may leave out."""
    row = 0
    for element in root.iterfind("{*}sheetData/{*}row"):
        row = int(element.get("r") or row + 1)
        yield row, element


def numbered_cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield the cells of a row with their columns, which a file may leave out."""
    column = 0
    for cell in row.iterchildren("{*}c"):
        column = area_of(cell.get("r") or "").left or column + 1
        yield column, cell


def _decimal(text: str | None, usual: float) -> float:
    try:
        found = float(text) if text else usual
    except ValueError:
        return usual
    return found if 0 <= found < _HUGE else usual
