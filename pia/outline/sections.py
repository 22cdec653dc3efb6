"""Sections: the numbered headings of a part, each a table with its bar."""

from __future__ import annotations

from dataclasses import replace

from pia.official import Item, Node
from pia.official.labels import heading
from pia.outline.kind_cells import value_cells
from pia.outline.lines import label
from pia.outline.model import CellRole, Row, RowRole, Table
from pia.outline.place import Place
from pia.outline.rows import COLUMNS, children, value_row


def section(node: Node, place: Place) -> Table:
    """Return the table of one numbered heading: 「3. 特定個人情報ファイル名」, 「4. …の委託」."""
    rows = (value_row(node, place),) if isinstance(node, Item) else tuple(children(node, place))
    return Table(
        caption=heading(node),
        columns=COLUMNS,
        rows=rows,
        bar=_bar(node, place),
        anchor=place.anchor_of("section", node.key),
    )


def sections(node: Node, place: Place) -> tuple[Table, ...]:
    """Return the sections of a part or of one thing (a file, a Ⅲ), without its 別添."""
    return tuple(section(child, place) for child in node.contains if not is_appendix(child))


def is_appendix(node: Node) -> bool:
    """Return whether a node is printed as a 別添 of its own."""
    return isinstance(node, Item) and node.value == "appendix"


def _bar(node: Node, place: Place) -> Row:
    """Return the section bar with the boxes that stand beside it (委託しない)."""
    boxes = [
        replace(value_cells(place.answer(item))[0], span=1)
        for item in node.contains
        if isinstance(item, Item) and item.value == "beside_heading"
    ]
    words = label(heading(node), span=len(COLUMNS) - len(boxes), role=CellRole.BAND)
    return Row(RowRole.BAR, (words, *boxes))
