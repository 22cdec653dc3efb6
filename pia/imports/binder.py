"""Grid → slots: each cell goes to the item whose label stands before or above it.

Nothing is bound by likeness of content. What belongs to no label is left over and reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pia.imports.brackets import is_in_brackets
from pia.imports.grid import Cell, Place, Row
from pia.imports.inside import part_labels
from pia.imports.printed import (
    LIST_OF_CHOICES,
    Printed,
    Reading,
    answers_at,
    is_part_level,
)
from pia.imports.scopes import TWICE, Scopes, Slot, Thing, assign_appendices
from pia.imports.sightings import Labels, find_labels
from pia.imports.suspicion import doubt_of_box, doubt_scattered, doubt_together
from pia.imports.twice import refuse_two
from pia.official import Form, Item
from pia.official.folding import fold

_BELOW = ("below", "appendix")
#: So many answers under their labels, or in their cells, are a habit of the document.
_HABIT = 10

_OTHER_LABEL = "項目名が様式の表記と少し違います。"
_NOT_ALONE = "項目名と同じ行の文字を答えとしました。前の項目の文章の一部かもしれません。"
_MAY_GO_ON = "文章の中に項目名のような行があり、そこで切りました。"
_FOLLOWED = "答えの後に、どの項目にも入らない文字があります。"
_PRECEDED = "答えの欄が空で、すぐ前に、どの項目にも入らない文字があります。"


@dataclass
class Bound:
    """A document taken apart: things with their slots, and the cells that found no place."""

    document: Thing
    left_over: list[Cell] = field(default_factory=list)
    #: What each cell with printed words is.
    labels: Labels = field(default_factory=dict)

    def slots(self) -> Iterator[Slot]:
        """Yield every slot of the document and its things."""
        yield from _slots(self.document)


def bind(form: Form, printed: Printed, rows: Sequence[Row]) -> Bound:
    """Bind the rows of a document's body (without its 別添2) to the items of a form.

    Raises InputRefused where they are the rows of two documents.
    """
    parted = part_labels(printed, rows)
    refuse_two(form, printed, parted.rows)
    labels = find_labels(form, printed, parted.rows)
    rows = parted.rejoined(labels)
    binder = _Binder(form, labels, usually_inside=_usually_inside(labels, rows))
    for row in rows:
        binder.read(row)
    return binder.finished()


def _usually_inside(labels: Labels, rows: Sequence[Row]) -> bool:
    """Return whether the document prints labels and answers in one cell as a habit."""
    places = {cell.place for row in rows for cell in row.cells}
    inside = [place for place in labels if replace(place, inside=1) in places]
    return len(inside) >= _HABIT


def _slots(thing: Thing) -> Iterator[Slot]:
    yield from thing.slots.values()
    for things in thing.things.values():
        for inner in things:
            yield from _slots(inner)


class _Binder:
    """Reads row by row. `_open` is the slot that an unlabelled row below may belong to."""

    def __init__(self, form: Form, labels: Labels, *, usually_inside: bool) -> None:
        self._form = form
        self._usually_inside = usually_inside
        self._labels = labels
        self._scopes = Scopes(form)
        self._bound = Bound(self._scopes.document, labels=labels)
        self._appendices: list[tuple[Slot, str]] = []
        self._open: Slot | None = None
        #: The last slot, which a heading may have closed too early.
        self._last: Slot | None = None
        self._columns: list[Slot] = []
        self._blank: list[Cell] = []
        #: Where a row stood that nothing took, until the next one.
        self._stray: Place | None = None
        #: Signs that nothing took: before the last label, and since.
        self._amid = self._behind = 0

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
        self._settle_under()
        left = assign_appendices(self._form, self._bound.document, self._appendices)
        for slot in left:
            self._bound.left_over += [slot.label, *slot.cells]
        slots = list(self._bound.slots())
        doubt_scattered(slots, self._amid)
        return self._bound

    def _labelled(self, row: Row) -> None:
        slots: list[Slot] = []
        doubt = self._interrupts(row)
        self._open, self._columns = None, []
        for cell in row.filled:
            if cell.place not in self._labels:
                self._beside(cell)
            elif self._labels[cell.place] is not None:
                self._open = self._slot(cell)
                slots += [self._open] if self._open else []
        alone = len(row.cells) == 1
        for slot in slots:
            slot.is_alone = alone
            slot.doubt = slot.doubt or doubt or self._preceded(slot) or doubt_of_box(slot, row)
        self._stray = None
        if len(slots) > 1 and not any(slot.rows for slot in slots):
            self._columns = slots

    def _interrupts(self, row: Row) -> str:
        """Return the doubt of a row that could as well go on with the answer above it."""
        above = self._open
        if above is None or self._usually_inside or not any(c.place.inside for c in row.cells):
            return ""
        if not above.rows or not _takes_below(above, row):
            return ""
        above.doubt = above.doubt or _MAY_GO_ON
        return _NOT_ALONE

    def _preceded(self, slot: Slot) -> str:
        """Return the doubt of an empty box: of its label, or behind words that nothing took."""
        if not all(cell.is_blank for cell in slot.cells):
            return ""
        here, stray = slot.label.place, self._stray
        is_behind = stray is not None and here.part != "" and here.row[:2] == stray.row[:2]
        return _PRECEDED if is_behind else slot.label.doubt

    def _slot(self, cell: Cell) -> Slot | None:
        """Return the new slot of a label, None for a heading that holds no value."""
        reading = self._labels[cell.place]
        if reading is None:
            return None
        thing = self._scopes.arrive(reading)
        node = self._form.nodes[reading.index]
        item = answers_at(node)
        if item is None or reading.is_band:
            return None
        return self._new(thing, item, cell, reading)

    def _new(self, thing: Thing, item: Item, cell: Cell, reading: Reading) -> Slot:
        slot = Slot(item, cell, doubt=_OTHER_LABEL if reading.doubt else "")
        self._amid, self._behind = self._amid + self._behind * (self._last is not None), 0
        if is_part_level(item):
            return self._appendix(slot, reading.name)
        if self._last:
            doubt_together(self._last, slot)
        self._last = slot
        if item.key in thing.slots:
            thing.slots[item.key].doubt = TWICE
        return thing.slots.setdefault(item.key, slot)

    def _appendix(self, slot: Slot, name: str) -> Slot:
        """Return the slot of an appendix; a heading right below itself on its sheet begins no other one."""
        above, named = self._appendices[-1] if self._appendices else (None, "")
        is_again = above is not None and above is self._last and not above.rows
        is_here = above is not None and above.label.place.row[:2] == slot.label.place.row[:2]
        if above is not None and is_again and is_here and name in ("", named):
            above.doubt = above.doubt or ("" if named else TWICE)
            return above
        self._appendices.append((slot, name))
        self._last = slot
        return slot

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
            self._not_taken(slot, row)
            return
        slot.rows += [[blank] for blank in self._blank] if slot.rows else []
        slot.rows.append(list(row.filled))

    def _not_taken(self, slot: Slot | None, row: Row) -> None:
        """Leave a row over; the answer it follows in one table or text is no longer sure."""
        before = slot or self._last
        if before is None or before.place.row[:2] != row.filled[0].place.row[:2]:
            if self._leave(row.filled) and slot and not slot.rows:
                slot.doubt = slot.doubt or _FOLLOWED
        elif slot and all(cell.is_blank for cells in slot.rows for cell in cells):
            slot.under.append(list(row.filled))
        elif self._leave(row.filled) and (slot or not before.place.part):
            before.doubt = before.doubt or _FOLLOWED

    def _settle_under(self) -> None:
        """Take answers for theirs that stand under empty boxes, where the document does so as a habit."""
        slots = list(_slots(self._bound.document))
        under = [slot for slot in slots if slot.under]
        beside = sum(1 for slot in slots if not slot.under and slot.cells)
        for slot in under:
            if len(under) >= _HABIT and len(under) > beside:
                slot.rows += slot.under
            else:
                for cells in slot.under:
                    self._leave(cells)
                slot.doubt = slot.doubt or _FOLLOWED

    def _leave(self, cells: Sequence[Cell]) -> bool:
        """Leave cells over and return True; not so the choices that the form prints."""
        if fold(cells[0].text).startswith(LIST_OF_CHOICES):
            return False
        self._stray = cells[0].place
        self._behind += sum(len(cell.text) for cell in cells)
        self._bound.left_over += cells
        return True


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
    first = slot.rows[0] if slot.rows else []
    on_label_row = [cell for cell in first if cell.place.row == slot.label.place.row]
    if on_label_row and all(cell.place.inside for cell in on_label_row):
        return not slot.label.place.part
    return not on_label_row and (slot.item.value in _BELOW or slot.is_alone)


def _is_within(slot: Slot, row: Row) -> bool:
    """Return whether a row stands in the table that a slot's answer must keep to, if it has one."""
    places = [slot.label.place]
    if slot.item.value != "appendix":
        places += [row[0].place for row in slot.rows[:1]]
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
