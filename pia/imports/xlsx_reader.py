"""Excel (XLSX) → grids, one per visible sheet: values as people see them, each merged cell once.

Cells come from calamine, which knows values, merged cells and hidden sheets. What it does not know,
hidden rows and columns, looks, formulas that went wrong and how far a sheet reaches, is read from the
sheet's own part first: a sheet that claims a cell in its last corner would take all memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import NamedTuple, TypeAlias

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
from pia.imports.extents import Extent, extents_of
from pia.imports.grid import MAX_CELLS, Grid, too_many_cells
from pia.imports.number_formats import printed
from pia.imports.package import damaged, read_parts, repacked
from pia.imports.sheet_looks import PLAIN, Words, seen_of, sight_of
from pia.imports.sheet_shapes import doubt_of
from pia.imports.source import SourceFile

_Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
#: First and last (row, column) of merged cells, counted from 0.
_Merged: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

_AS_SHOWN = "セルの表示形式は読み取れないため、表示と違うことがあります。"
_FAILED = "計算式の誤りです。元のファイルを確かめてください。"
_UNCOUNTED = "計算式の値がファイルにありません。Excelで開いて保存し直してください。"
_WHOLE = 10**15
#: The first day that Excel counts.
_FIRST_DAY = date(1900, 1, 1)


def read_xlsx(source: SourceFile) -> list[Grid]:
    """Return the grids of a workbook's visible sheets, in order. Raises InputRefused."""
    parts = read_parts(source, "xlsx")
    extents = extents_of(source, parts)
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


class RawSheet(NamedTuple):
    """A worksheet with everything in it, what is hidden too."""

    name: str
    rows: list[list[_Value]]
    #: Row and column from 0 of cells with words struck out → what is left, and what is struck out.
    struck: dict[tuple[int, int], tuple[str, str]]


def raw_rows(source: SourceFile) -> list[tuple[str, list[list[_Value]]]]:
    """Return name and cells of every worksheet, what is hidden too. Raises InputRefused."""
    return [(sheet.name, sheet.rows) for sheet in raw_sheets(source)]


def raw_sheets(source: SourceFile) -> list[RawSheet]:
    """Return every worksheet, with what is struck out in it. Raises InputRefused."""
    parts = read_parts(source, "xlsx")
    extents = extents_of(source, parts)
    try:
        with CalamineWorkbook.from_filelike(repacked(parts)) as book:
            return [
                _raw(book.get_sheet_by_name(sheet.name), extents.get(sheet.name, Extent()))
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(source) from error


def _raw(sheet: CalamineSheet, extent: Extent) -> RawSheet:
    rows = _values(sheet, extent)
    struck = {
        (row, column): parted
        for row, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if isinstance(value, str) and (parted := _without_struck(value, extent, (row, column)))[1]
    }
    return RawSheet(sheet.name, rows, struck)


def _without_struck(text: str, extent: Extent, place: tuple[int, int]) -> tuple[str, str]:
    """Return what is left of a cell without the words struck out, and those."""
    own = extent.looks.get(place, PLAIN).type
    words = extent.words.get(place) or [Words(text, None)]
    out = [(one.type or own).is_struck for one in words]
    left, struck = (
        "".join(one.text for one, is_out in zip(words, out, strict=True) if is_out is wanted)
        for wanted in (False, True)
    )
    return left, struck.strip()


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
                extent,
            )
            for column, value in enumerate(values)
            if (row, column) not in covered and not _is_hidden(merged, extent, (row, column))
        ]
        rows.append((row + 1, laid))
    for number, laid in joined(rows):
        builder.row(f"シート「{sheet.name}」", number, laid)
    return builder.grid()


def _values(sheet: CalamineSheet, extent: Extent) -> list[list[_Value]]:
    """Return the cells of a sheet; calamine leaves those of formulas that went wrong out."""
    values: list[list[_Value]] = sheet.to_python(skip_empty_area=False)
    for (row, column), text in extent.errors.items():
        if row < len(values) and column < len(values[row]):
            values[row][column] = text
    for row, column in extent.uncounted:
        if row < len(values):
            values[row] += [""] * (column + 1 - len(values[row]))
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


def _laid(value: _Value, merged: _Merged, extent: Extent) -> Laid:
    place, (last, _) = merged
    row, column = place
    look, words = extent.looks.get(place, PLAIN), extent.words.get(place, ())
    text, doubt = shown(value, look.code)
    if words and isinstance(value, str):
        text = seen_of(words, look)
    if value == 0 and not (extent.shows_nought or isinstance(value, bool)):
        text = ""
    if text and (extent.rules or words or look is not PLAIN):
        is_seen, why = sight_of(look, place, extent.rules, words)
        text, doubt = (text, doubt or why) if is_seen else ("", "")
    if place in extent.errors or place in extent.uncounted:
        doubt = _FAILED if place in extent.errors else _UNCOUNTED
    doubt = doubt or doubt_of(extent.shapes, *merged)
    return Laid(text, column + 1, last - row + 1, doubt)


def _is_hidden(
    merged: Mapping[tuple[int, int], _Merged], extent: Extent, place: tuple[int, int]
) -> bool:
    """Return whether nobody sees a cell: all rows or all columns that it takes are hidden."""
    first, last = merged.get(place, (place, place))
    return all(n in extent.hidden_rows for n in range(first[0], last[0] + 1)) or all(
        n in extent.hidden_columns for n in range(first[1], last[1] + 1)
    )


def shown(value: _Value, code: str = "") -> tuple[str, str]:
    """Return a value as it is printed, and a doubt where its number format is not plain.

    A day is printed in the era style of the form. A whole number has no decimals.
    """
    if isinstance(value, bool):
        return (
            "" if printed("", code) == "" and printed(1, code) == "" else str(value).upper()
        ), ""
    if isinstance(value, str | int | float):
        return _in_format(value, code)
    if printed(1, code) == "":
        return "", ""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if type(value) is date and value >= _FIRST_DAY:
        return to_wareki(value), _AS_SHOWN
    return str(value), _AS_SHOWN


def _in_format(value: str | float, code: str) -> tuple[str, str]:
    if isinstance(value, str):
        said = printed(value, code)
        return (value, _AS_SHOWN) if said is None else (said, "")
    is_whole = abs(value) < _WHOLE and value == int(value)
    said = printed(value, code) if isfinite(value) else None
    if said == "" or (said is not None and is_whole):
        return said, ""
    return str(int(value)) if is_whole else str(value), _AS_SHOWN
