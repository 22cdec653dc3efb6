"""Grid → slots: each cell goes to the item whose label stands before or above it.

Nothing is bound by likeness of content. What belongs to no label is left over and reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pia.imports.brackets import is_in_brackets
from pia.imports.grid import Cell, Row
from pia.imports.printed import LIST_OF_CHOICES, Printed, Reading, is_part_level
from pia.imports.scopes import Scopes, Slot, Thing, assign_appendices
from pia.imports.sightings import Labels, find_labels
from pia.official import Form, Item, Node
from pia.official.folding import fold

_BELOW = ("below", "appendix")
#: Items whose value is printed to the right of the heading that holds them.
_AT_HEADING = ("heading", "beside_heading")

_OTHER_LABEL = "項目名が様式の表記と少し違います。"
_TWICE = "項目名が二度出てきます。"


@dataclass
class Bound:
    """A document taken apart: things with their slots, and the cells that found no place."""

    document: Thing
    left_over: list[Cell] = field(default_factory=list)

    def slots(self) -> Iterator[Slot]:
        """Yield every slot of the document and its things."""
        yield from _slots(self.document)


def bind(form: Form, printed: Printed, rows: Sequence[Row]) -> Bound:
    """Bind the rows of a document's body (without its 別添2) to the items of a form."""
    binder = _Binder(form, find_labels(form, printed, rows))
    for row in rows:
        binder.read(row)
    return binder.finished()


def _slots(thing: Thing) -> Iterator[Slot]:
    yield from thing.slots.values()
    for things in thing.things.values():
        for inner in things:
            yield from _slots(inner)


class _Binder:
    """Reads row by row. `_open` is the slot that an unlabelled row below may belong to."""

    def __init__(self, form: Form, labels: Labels) -> None:
        self._form = form
        self._labels = labels
        self._scopes = Scopes(form)
        self._bound = Bound(self._scopes.document)
        self._appendices: list[tuple[Slot, str]] = []
        self._open: Slot | None = None
        self._columns: list[Slot] = []
        self._blank: list[Cell] = []

    def read(self, row: Row) -> None:
        """Take the next row."""
        if not row.filled:
            self._blank += row.cells[:1]
        elif any(cell.place in self._labels for cell in row.filled):
            self._labelled(row)
        elif self._columns:
            self._by_column(row)
        else:
            self._below(row)
        if row.filled:
            self._blank = []

    def finished(self) -> Bound:
        """Return what was bound; to be called after the last row."""
        left = assign_appendices(self._form, self._bound.document, self._appendices)
        for slot in left:
            self._bound.left_over += [slot.label, *slot.cells]
        return self._bound

    def _labelled(self, row: Row) -> None:
        slots: list[Slot] = []
        self._open, self._columns = None, []
        for cell in row.filled:
            if cell.place in self._labels:
                self._open = self._slot(cell)
                slots += [self._open] if self._open else []
            else:
                self._beside(cell)
        alone = len(row.cells) == 1
        for slot in slots:
            slot.is_alone = alone
        if len(slots) > 1 and not any(slot.rows for slot in slots):
            self._columns = slots

    def _slot(self, cell: Cell) -> Slot | None:
        """Return the new slot of a label, None for a heading that holds no value."""
        reading = self._labels[cell.place]
        if reading is None:
            return None
        thing = self._scopes.arrive(reading)
        node = self._form.nodes[reading.index]
        item = node if isinstance(node, Item) else _at_heading(node)
        if item is None or reading.is_band:
            return None
        return self._new(thing, item, cell, reading)

    def _new(self, thing: Thing, item: Item, cell: Cell, reading: Reading) -> Slot:
        slot = Slot(item, cell, doubt=_OTHER_LABEL if reading.doubt else "")
        if is_part_level(item):
            self._appendices.append((slot, reading.name))
            return slot
        if item.key in thing.slots:
            thing.slots[item.key].doubt = _TWICE
        return thing.slots.setdefault(item.key, slot)

    def _beside(self, cell: Cell) -> None:
        if self._open is None:
            self._leave([cell])
        elif self._open.rows and self._open.rows[-1][-1].place.row == cell.place.row:
            self._open.rows[-1].append(cell)
        else:
            self._open.rows.append([cell])

    def _by_column(self, row: Row) -> None:
        """Give each cell to the label above it: 評価書番号 | 評価書名 with their values below."""
        for cell in row.filled:
            above = [s for s in self._columns if s.label.place.column <= cell.place.column]
            (above[-1] if above else self._columns[0]).rows.append([cell])
        self._open, self._columns = None, []

    def _below(self, row: Row) -> None:
        slot = self._open
        if slot is None or not _takes_below(slot, row):
            self._leave(row.filled)
            return
        slot.rows += [[blank] for blank in self._blank] if slot.rows else []
        slot.rows.append(list(row.filled))

    def _leave(self, cells: Sequence[Cell]) -> None:
        """Leave cells over, but for the choices that the form prints."""
        if not fold(cells[0].text).startswith(LIST_OF_CHOICES):
            self._bound.left_over += cells


def _at_heading(node: Node) -> Item | None:
    inside = (n for n in node.contains if isinstance(n, Item) and n.value in _AT_HEADING)
    return next(inside, None)


def _takes_below(slot: Slot, row: Row) -> bool:
    """Return whether an unlabelled row may belong to a slot.

    A label that is merged over several rows takes what stands beside it in all of them. A box that
    stood empty beside its label stays empty; the choices of a list may take several rows. What
    began in a table ends with it: behind it stand page numbers and the like.
    """
    if not _is_within(slot, row):
        return False
    if slot.label.reaches(row.cells[0].place) or _lists(slot.item, row.filled):
        return True
    on_label_row = [c for c in slot.cells if c.place.row == slot.label.place.row]
    return not on_label_row and (slot.item.value in _BELOW or slot.is_alone)


def _is_within(slot: Slot, row: Row) -> bool:
    """Return whether a row stands in the table that a slot's answer must keep to, if it has one."""
    places = [slot.label.place]
    if slot.item.value != "appendix":
        places += [cell.place for cell in slot.cells[:1]]
    tables = [place.part for place in places if place.part]
    return not tables or tables[-1] == row.cells[0].place.part


def _lists(item: Item, cells: Sequence[Cell]) -> bool:
    """Return whether cells print choices of an item, and nothing but marks and brackets beside."""
    others = [cell.text for cell in cells if not _prints_choice(item, cell)]
    return len(others) < len(cells) and all(is_in_brackets(text) for text in others)


def _prints_choice(item: Item, cell: Cell) -> bool:
    text = fold(cell.text)
    listed = LIST_OF_CHOICES in text or any(fold(choice.words) in text for choice in item.choices)
    return bool(item.choices) and listed
