"""Excel (XLSX) → grids, one per visible sheet: values as people see them, each merged cell once.

Cells come from calamine, which knows values, merged cells and hidden sheets. What it does not know,
hidden rows and columns, formulas that went wrong and how far a sheet reaches, is read from the
sheet's own part first: a sheet that claims a cell in its last corner would take all memory.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from posixpath import dirname, join, normpath
from typing import TypeAlias

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pia.assessment.wareki import to_wareki
from pia.imports.building import GridBuilder, Laid
from pia.imports.continued import joined
from pia.imports.grid import MAX_CELLS, Grid, too_many_cells
from pia.imports.package import Parts, damaged, main_part, parse_part, read_parts, repacked
from pia.imports.source import SourceFile

#: Most rows and columns of one sheet.
MAX_ROWS, MAX_COLUMNS = 20_000, 1_000
#: Most signs of all cells whose texts are kept once and used again and again.
MAX_SIGNS = 20_000_000

_Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
#: First and last (row, column) of merged cells, counted from 0.
_Merged: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

_AS_SHOWN = "セルの表示形式は読み取れないため、表示と違うことがあります。"
_FAILED = "計算式の誤りです。元のファイルを確かめてください。"
_WHOLE = 10**15
#: The first day that Excel counts.
_FIRST_DAY = date(1900, 1, 1)


@dataclass
class Extent:
    """How far a sheet reaches, what of it is hidden and what went wrong, counted from 0."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    #: Row and column → what the cell of a formula that went wrong shows: #REF!
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    #: How often each text that cells share is used, by its number.
    shared: Counter[int] = field(default_factory=Counter)


def read_xlsx(source: SourceFile) -> list[Grid]:
    """Return the grids of a workbook's visible sheets, in order. Raises InputRefused."""
    parts = read_parts(source, "xlsx")
    extents = _extents(source, parts)
    try:
        with CalamineWorkbook.from_filelike(repacked(parts)) as book:
            return visible_grids(source, book, extents)
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(source) from error


def visible_grids(
    source: SourceFile, book: CalamineWorkbook, extents: Mapping[str, Extent]
) -> list[Grid]:
    """Return the grids of the sheets of an open workbook that people see. Raises InputRefused."""
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    return [
        _grid(source, book.get_sheet_by_name(name), extents.get(name, Extent())) for name in names
    ]


def raw_rows(source: SourceFile) -> list[tuple[str, list[list[_Value]]]]:
    """Return name and cells of every worksheet, what is hidden too. Raises InputRefused."""
    parts = read_parts(source, "xlsx")
    extents = _extents(source, parts)
    try:
        with CalamineWorkbook.from_filelike(repacked(parts)) as book:
            return [
                (
                    sheet.name,
                    _values(book.get_sheet_by_name(sheet.name), extents.get(sheet.name, Extent())),
                )
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(source) from error


def _grid(source: SourceFile, sheet: CalamineSheet, extent: Extent) -> Grid:
    builder = GridBuilder(source.name)
    merged = {first: (first, last) for first, last in sheet.merged_cell_ranges or ()}
    covered = _covered(source, merged.values(), extent)
    rows = []
    for row, values in enumerate(_values(sheet, extent)):
        laid = [
            _laid(
                value,
                merged.get((row, column), ((row, column), (row, column))),
                failed=(row, column) in extent.errors,
            )
            for column, value in enumerate(values)
            if (row, column) not in covered and not _is_hidden(merged, extent, (row, column))
        ]
        rows.append((row + 1, laid))
    for number, laid in joined(rows):
        builder.row(f"シート「{sheet.name}」", number, laid)
    return builder.grid()


def _values(sheet: CalamineSheet, extent: Extent) -> list[list[_Value]]:
    """Return the cells of a sheet; calamine leaves those of formulas that went wrong empty."""
    values: list[list[_Value]] = sheet.to_python(skip_empty_area=False)
    for (row, column), text in extent.errors.items():
        if row < len(values) and column < len(values[row]):
            values[row][column] = text
    return values


def _covered(source: SourceFile, merged: Iterable[_Merged], extent: Extent) -> set[tuple[int, int]]:
    """Return the places that merged cells cover, their own first places left out."""
    covered: set[tuple[int, int]] = set()
    count = 0
    for first, last in merged:
        rows = range(first[0], min(last[0] + 1, extent.rows))
        columns = range(first[1], min(last[1] + 1, extent.columns))
        count += len(rows) * len(columns)
        if count > MAX_CELLS:
            raise too_many_cells(source.name)
        covered |= {(row, column) for row in rows for column in columns} - {first}
    return covered


def _laid(value: _Value, merged: _Merged, *, failed: bool) -> Laid:
    (row, column), (last, _) = merged
    text, doubt = shown(value)
    return Laid(text, column + 1, last - row + 1, _FAILED if failed else doubt)


def _is_hidden(
    merged: Mapping[tuple[int, int], _Merged], extent: Extent, place: tuple[int, int]
) -> bool:
    """Return whether nobody sees a cell: all rows or all columns that it takes are hidden."""
    first, last = merged.get(place, (place, place))
    return all(n in extent.hidden_rows for n in range(first[0], last[0] + 1)) or all(
        n in extent.hidden_columns for n in range(first[1], last[1] + 1)
    )


def shown(value: _Value) -> tuple[str, str]:
    """Return a value as it is printed, and a doubt where the cell's format decides that.

    A day is printed in the era style of the form. A whole number has no decimals.
    """
    if isinstance(value, str):
        return value, ""
    if isinstance(value, bool):
        return str(value).upper(), ""
    if isinstance(value, int | float):
        is_whole = abs(value) < _WHOLE and value == int(value)
        return (str(int(value)), "") if is_whole else (str(value), _AS_SHOWN)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if type(value) is date and value >= _FIRST_DAY:
        return to_wareki(value), _AS_SHOWN
    return str(value), _AS_SHOWN


# --- what calamine does not tell ---------------------------------------------------------------


def _extents(source: SourceFile, parts: Parts) -> dict[str, Extent]:
    """Return what is known of each sheet by its name. Raises InputRefused for one too large.

    Every part is looked at, because only calamine knows which it will take for a sheet.
    """
    extents: dict[str, Extent] = {}
    lengths: list[int] = []
    for name in parts:
        root = parse_part(source, parts, name)
        extents[name] = _extent(root)
        lengths += [len("".join(text.itertext())) for text in root.iterchildren("{*}si")]
    check_extents(source, extents.values())
    _check_shared(source, lengths, extents.values())
    sheets = list(named_sheets(source, parts, main_part(parts, "xlsx")))
    if len({part for _, part in sheets}) < len(sheets):
        raise damaged(source)
    return {title: extents[part] for title, part in sheets if part in extents}


def _check_shared(source: SourceFile, lengths: Sequence[int], extents: Iterable[Extent]) -> None:
    """Raise InputRefused where cells say the same long texts so often that memory would not do."""
    used: Counter[int] = Counter()
    for extent in extents:
        used += extent.shared
    if sum(lengths[n] * count for n, count in used.items() if n < len(lengths)) > MAX_SIGNS:
        raise too_many_cells(source.name)


def check_extents(source: SourceFile, extents: Iterable[Extent]) -> None:
    """Raise InputRefused for sheets that reach further than is read."""
    reach = [(one.rows, one.columns) for one in extents]
    if (
        any(rows > MAX_ROWS or columns > MAX_COLUMNS for rows, columns in reach)
        or sum(rows * columns for rows, columns in reach) > MAX_CELLS
    ):
        raise too_many_cells(source.name)


def named_sheets(source: SourceFile, parts: Parts, book: str) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name with the name of its part."""
    folder, _, name = book.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts:
        return
    targets = {
        one.get("Id"): normpath(join("/", dirname(book), one.get("Target", ""))).lstrip("/")
        for one in parse_part(source, parts, relations)
    }
    for sheet in parse_part(source, parts, book).iter("{*}sheet"):
        ids = (str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id"))
        yield str(sheet.get("name")), targets.get(next(ids, None), "")


def _is_zero(size: str | None) -> bool:
    return size is not None and re.fullmatch(r"0+(?:\.0*)?", size) is not None


def _extent(sheet: etree._Element) -> Extent:
    extent = Extent()
    for columns in islice(sheet.iter("{*}col"), MAX_COLUMNS):
        if columns.get("hidden") in ("1", "true") or _is_zero(columns.get("width")):
            first, last = _number(columns.get("min")), _number(columns.get("max"))
            extent.hidden_columns |= set(range(first - 1, min(last, MAX_COLUMNS)))
    row = 0
    for element in sheet.iter("{*}row"):
        row = _number(element.get("r")) or row + 1
        if element.get("hidden") in ("1", "true") or _is_zero(element.get("ht")):
            extent.hidden_rows.add(row - 1)
        column = 0
        for cell in element.iterchildren("{*}c"):
            in_row, in_column = _reference(cell.get("r"))
            column = in_column or column + 1
            if cell.get("t") == "s":
                extent.shared[_number(cell.findtext("{*}v"))] += 1
            elif cell.get("t") == "e":
                extent.errors[(in_row or row) - 1, column - 1] = cell.findtext("{*}v", "")
            if len(cell):
                extent.rows = max(extent.rows, row, in_row)
                extent.columns = max(extent.columns, column)
    return extent


def _number(text: str | None) -> int:
    """Return a number of the file, 0 where there is none; of a huge one its first digits."""
    return int(text.lstrip("0")[:10] or 0) if text and text.isdecimal() else 0


def _reference(text: str | None) -> tuple[int, int]:
    """Return row and column of a reference such as AB12, (0, 0) where there is none."""
    letters = (text or "").rstrip("0123456789")
    column = 0
    for letter in letters.upper()[:7]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return _number((text or "")[len(letters) :]), column
