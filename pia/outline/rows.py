"""Rows of a section: labels with their values, indented labels, spanning labels, bands.

The grid has five columns; a label takes what is left of the first three.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pia.official import Item, Node, Repeat
from pia.official.form import Group
from pia.official.labels import heading
from pia.outline.kind_cells import value_cells
from pia.outline.lines import label
from pia.outline.model import Cell, CellRole, Row, RowRole
from pia.outline.place import Place
from pia.outline.repeats import banded

COLUMNS = ("indent", "label", "sublabel", "value", "choices")
_LABELS = 3
#: Places of an answer that a row of its own does not print.
_ELSEWHERE = ("beside_heading", "appendix", "heading")


def rows_of(node: Node, place: Place, taken: int = 0) -> Iterator[Row]:
    """Yield the rows of a node and all below it.

    `taken` is how many of the label columns a spanning cell at the left already takes.
    """
    if isinstance(node, Repeat):
        yield from _repeat_rows(node, place)
    elif isinstance(node, Item):
        yield from _item_rows(node, place, taken)
    elif isinstance(node, Group) and _is_beside(node):
        yield from _spanned(node, place)
    else:
        yield Row(RowRole.RISK, (band(heading(node)),))
        yield from children(node, place)


def children(node: Node, place: Place, taken: int = 0) -> Iterator[Row]:
    """Yield the rows of everything directly in a node."""
    for child in node.contains:
        yield from rows_of(child, place, taken)


def band(text: str) -> Cell:
    """Return a cell over the whole width with words of the form."""
    return label(text, span=len(COLUMNS), role=CellRole.BAND)


def value_row(item: Item, place: Place) -> Row:
    """Return a row that is nothing but an answer."""
    return Row(RowRole.VALUE, _widened(value_cells(place.answer(item)), _LABELS))


def _item_rows(item: Item, place: Place, taken: int) -> Iterator[Row]:
    if item.value in _ELSEWHERE or item.beside:
        return
    if item.value == "below":
        yield Row(RowRole.CAPTION, (band(heading(item)),))
        yield value_row(item, place)
    else:
        words = label(heading(item), span=_LABELS - taken)
        yield Row(RowRole.ITEM, (words, *value_cells(place.answer(item))))
    indent = Cell(CellRole.INDENT)
    for child in item.contains:
        for row in rows_of(child, place, taken + 1):
            yield replace(row, cells=(indent, *row.cells))


def _is_beside(group: Group) -> bool:
    """Return whether the group's words stand left of its items: 再委託, ④使用の主体."""
    return group.span or (group.number.isdigit() and not group.number.isdecimal())


def _spanned(group: Group, place: Place) -> Iterator[Row]:
    taken = 1 if group.span else 2
    first, *others = children(group, place, taken)
    words = label(heading(group), span=taken, rows=1 + len(others))
    yield replace(first, cells=(words, *first.cells))
    yield from others


def _repeat_rows(repeat: Repeat, place: Place) -> Iterator[Row]:
    for printed_band, n, thing in banded(repeat, place):
        if printed_band:
            yield Row(RowRole.BAND, (band(printed_band),))
        if thing is not None:
            yield _thing_row(repeat, n, thing)
            yield from children(repeat, thing)


def _thing_row(repeat: Repeat, n: int, thing: Place) -> Row:
    title = repeat.title.replace("{n}", str(n))
    named = [i for i in repeat.contains if isinstance(i, Item) and i.value == "heading"]
    if not named:
        return Row(RowRole.THING, (band(title),))
    values = value_cells(thing.answer(named[0]))
    return Row(RowRole.THING, (label(title, span=_LABELS), *values))


def _widened(cells: tuple[Cell, ...], by: int) -> tuple[Cell, ...]:
    return (replace(cells[0], span=cells[0].span + by), *cells[1:])
