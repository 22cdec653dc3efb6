"""What calamine does not tell of a sheet: how far it reaches, what of it is hidden, how it is shown.

It is read from the sheet's own part before calamine takes the file: a sheet that claims a cell in its
last corner would take all memory.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from posixpath import dirname, join, normpath

from lxml import etree

from pia.imports.grid import MAX_CELLS, too_many_cells
from pia.imports.package import Parts, damaged, main_part, parse_part
from pia.imports.sheet_looks import Look, Looks, Rule, Words, reference, words_of
from pia.imports.sheet_shapes import Shape, shapes_of
from pia.imports.source import SourceFile

#: Most rows and columns of one sheet.
MAX_ROWS, MAX_COLUMNS = 20_000, 1_000
#: Most signs of all cells whose texts are kept once and used again and again.
MAX_SIGNS = 20_000_000
#: The parts in which calamine looks for styles and for the texts that cells share.
_STYLES, _TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"


@dataclass
class Extent:
    """How far a sheet reaches, what of it is hidden and what went wrong, counted from 0."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    #: Row and column → what the cell of a formula that went wrong shows: #REF!
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    #: Rows and columns of formulas whose value the file does not have.
    uncounted: set[tuple[int, int]] = field(default_factory=set)
    #: Row and column → how a cell is shown, where that is not plainly.
    looks: dict[tuple[int, int], Look] = field(default_factory=dict)
    #: Row and column → the words of a cell that are not all of one type.
    words: dict[tuple[int, int], list[Words]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    #: Words that lie over cells.
    shapes: list[Shape] = field(default_factory=list)
    #: The sheet shows numbers that are nought.
    shows_nought: bool = True
    #: How often each text that cells share is used, by its number.
    shared: Counter[int] = field(default_factory=Counter)


def extents_of(source: SourceFile, parts: Parts) -> dict[str, Extent]:
    """Return what is known of each sheet by its name. Raises InputRefused for one too large.

    Every part is looked at, because only calamine knows which it will take for a sheet.
    """
    extents: dict[str, Extent] = {}
    lengths: list[int] = []
    rich: dict[int, list[Words]] = {}
    looks = Looks(_part(source, parts, _STYLES))
    for name in sorted(parts, key=lambda one: one != _TEXTS):
        root = parse_part(source, parts, name)
        extents[name] = _extent(root, looks, rich)
        for text in root.iterchildren("{*}si"):
            if words := words_of(text):
                rich[len(lengths)] = words
            lengths.append(len("".join(text.itertext())))
    check_extents(source, extents.values())
    _check_shared(source, lengths, extents.values())
    sheets = list(named_sheets(source, parts, main_part(parts, "xlsx")))
    if len({part for _, part in sheets}) < len(sheets):
        raise damaged(source)
    for _, part in sheets:
        if part in extents:
            extents[part].shapes = shapes_of(source, parts, part)
    return {title: extents[part] for title, part in sheets if part in extents}


def _part(source: SourceFile, parts: Parts, name: str) -> etree._Element | None:
    return parse_part(source, parts, name) if name in parts else None


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


def _extent(sheet: etree._Element, looks: Looks, rich: Mapping[int, list[Words]]) -> Extent:
    extent = Extent(rules=looks.rules(sheet))
    extent.shows_nought = all(
        view.get("showZeros") not in ("0", "false") for view in sheet.iter("{*}sheetView")
    )
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
            in_row, in_column = reference(cell.get("r"))
            column = in_column or column + 1
            _take(extent, cell, ((in_row or row) - 1, column - 1), looks, rich)
            if len(cell):
                extent.rows = max(extent.rows, row, in_row)
                extent.columns = max(extent.columns, column)
    return extent


def _take(
    extent: Extent,
    cell: etree._Element,
    place: tuple[int, int],
    looks: Looks,
    rich: Mapping[int, list[Words]],
) -> None:
    """Add what one cell tells that calamine does not."""
    kind, look = cell.get("t"), looks.own.get(cell.get("s", ""))
    if look is not None:
        extent.looks[place] = look
    if len(cell) and kind != "str" and _is_uncounted(cell):
        extent.uncounted.add(place)
    if kind == "s":
        number = _number(cell.findtext("{*}v"))
        extent.shared[number] += 1
        if number in rich:
            extent.words[place] = rich[number]
    elif kind == "e":
        extent.errors[place] = cell.findtext("{*}v", "")
    elif kind == "inlineStr" and (own := cell.find("{*}is")) is not None and (w := words_of(own)):
        extent.words[place] = w


def _is_uncounted(cell: etree._Element) -> bool:
    """Return whether a cell is a formula that the program which wrote it did not work out."""
    return str(cell[0].tag).endswith("}f") and not cell.findtext("{*}v")


def _number(text: str | None) -> int:
    """Return a number of the file, 0 where there is none; of a huge one its first digits."""
    return int(text.lstrip("0")[:10] or 0) if text and text.isdecimal() else 0
