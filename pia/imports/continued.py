"""Rows of a sheet that continue the one above: joined as if they had never been parted.

The marks say so (`pia.outline.continuation`). They stand in the sheet's first column, which holds
nothing else; a file whose first column holds other texts has none, whatever stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pia.imports.building import Laid
from pia.outline.continuation import MARK, is_margin

#: A row: its number in the sheet, and its cells.
SheetRow = tuple[int, list[Laid]]

_MARGIN = 1


def joined(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the rows of a sheet without the column of marks, each text whole again."""
    if not is_margin(one.text for _, cells in rows for one in cells if one.column == _MARGIN):
        return list(rows)
    whole: list[SheetRow] = []
    for number, cells in rows:
        own = [one for one in cells if one.column != _MARGIN]
        if whole and len(own) < len(cells) and _is_marked(cells):
            own = _goes_on(whole[-1][1], own)
            if not any(one.text for one in own):
                continue
        whole.append((number, own))
    return whole


def _is_marked(cells: Iterable[Laid]) -> bool:
    return any(one.text == MARK for one in cells if one.column == _MARGIN)


def _goes_on(above: list[Laid], cells: Sequence[Laid]) -> list[Laid]:
    """Put each piece behind the cell above it, return the cells that have none there."""
    at = {one.column: place for place, one in enumerate(above)}
    left = []
    for one in cells:
        if one.column in at:
            begun = above[at[one.column]]
            above[at[one.column]] = replace(begun, text=begun.text + one.text)
        else:
            left.append(one)
    return left
