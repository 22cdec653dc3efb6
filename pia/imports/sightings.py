"""Where labels stand in a grid: the walk's answer for every cell, printed words set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pia.imports.brackets import begins_with_box
from pia.imports.grid import Cell, Place, Row
from pia.imports.printed import Printed, Reading, is_part_level, label_key, number_of
from pia.imports.walk import Sighting, Steps, walk
from pia.official import Form, Item
from pia.official.folding import fold

#: So many headings of parts in a row are a table of contents (項目一覧).
_CONTENTS_LENGTH = 3
#: Fewer items than these with label and answer in one cell show no habit.
_HABIT = 10

#: What each cell with printed words is: a label, or None for words that belong to no item.
Labels = dict[Place, Reading | None]


def find_labels(form: Form, printed: Printed, rows: Sequence[Row]) -> Labels:
    """Return the labels among the cells of a body."""
    words: Labels = {cell.place: None for row in rows for cell in _headline(printed, row)}
    words |= {cell.place: None for row in rows for cell in _said_again(printed, row)}
    seen = [(c, r) for row in rows for c, r in _sighted(printed, row) if c.place not in words]
    listed = set(_contents(form, rows, {cell.place: r[0] for cell, r in seen}))
    words |= dict.fromkeys(listed)
    seen = [(cell, r) for cell, r in seen if cell.place not in listed]
    inside = _inside(rows)
    usual = _prints_inside(form, seen, inside)
    sightings = [
        Sighting(tuple(r), len(fold(cell.text)), cell.place in inside, usual) for cell, r in seen
    ]
    taken = zip(seen, walk(Steps(form), sightings), strict=True)
    return words | {c.place: None if r.is_running else r for (c, _), r in taken if r}


def _inside(rows: Sequence[Row]) -> frozenset[Place]:
    """Return the places of labels whose answer stands in the same cell; boxes tell a label."""
    cells = (cell for row in rows for cell in row.cells if cell.place.inside)
    return frozenset(replace(c.place, inside=0) for c in cells if not begins_with_box(c.text))


def _prints_inside(
    form: Form, seen: Sequence[tuple[Cell, list[Reading]]], inside: frozenset[Place]
) -> bool:
    """Return whether most items of a document have label and answer in one cell."""
    items = [(cell.place in inside, r[0].index) for cell, r in seen if _is_item(form, r[0])]
    within = {index for is_inside, index in items if is_inside}
    alone = {index for is_inside, index in items if not is_inside}
    return len(within) >= _HABIT and len(within) > len(alone)


def _is_item(form: Form, reading: Reading) -> bool:
    return isinstance(form.nodes[reading.index], Item)


def _headline(printed: Printed, row: Row) -> tuple[Cell, ...]:
    filled = row.filled
    return filled if len(filled) == 1 and printed.is_headline(filled[0].text) else ()


def _said_again(printed: Printed, row: Row) -> Iterator[Cell]:
    """Yield the labels that stand right behind themselves, as section and as item of a list.

    Words without a number at the end of a row are no label but the answer.
    """
    for n, (cell, again) in enumerate(pairwise(row.filled), start=2):
        key = label_key(again.text)
        if label_key(cell.text) == key and (n < len(row.filled) or number_of(key)):
            yield from [again] if printed.readings(again.text) else []


def _sighted(printed: Printed, row: Row) -> Iterator[tuple[Cell, list[Reading]]]:
    """Yield the cells of a row that may be labels.

    A slip is forgiven only in the first; the same words again behind a label are its value.
    """
    before = ""
    for place, cell in enumerate(row.filled):
        key = label_key(cell.text)
        if key != before and (readings := printed.readings(cell.text, fuzzy=place == 0)):
            yield cell, readings
            before = key


def _contents(form: Form, rows: Sequence[Row], seen: dict[Place, Reading]) -> Iterator[Place]:
    """Yield the cells of a table of contents: headings of parts with nothing between them."""
    run: list[tuple[int, Place]] = []
    for row in [row for row in rows if row.filled]:
        cell = row.filled[0]
        reading = seen.get(cell.place) if len(row.filled) == 1 else None
        index = reading.index if reading and is_part_level(form.nodes[reading.index]) else -1
        if index < 0 or (run and index <= run[-1][0]):
            yield from _long_enough(run)
            run = []
        if index >= 0:
            run.append((index, cell.place))
    yield from _long_enough(run)


def _long_enough(run: list[tuple[int, Place]]) -> list[Place]:
    return [place for _, place in run] if len(run) >= _CONTENTS_LENGTH else []
