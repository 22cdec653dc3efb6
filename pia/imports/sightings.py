"""Where labels stand in a grid: the walk's answer for every cell, printed words set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pia.imports.grid import Cell, Place, Row
from pia.imports.printed import Printed, Reading, is_part_level, label_key
from pia.imports.walk import Sighting, Steps, walk
from pia.official import Form
from pia.official.folding import fold

#: So many headings of parts in a row are a table of contents (項目一覧).
_CONTENTS_LENGTH = 3

#: What each cell with printed words is: a label, or None for words that belong to no item.
Labels = dict[Place, Reading | None]


def find_labels(form: Form, printed: Printed, rows: Sequence[Row]) -> Labels:
    """Return the labels among the cells of a body."""
    words: Labels = {cell.place: None for row in rows for cell in _headline(printed, row)}
    seen = [(c, r) for row in rows for c, r in _sighted(printed, row) if c.place not in words]
    listed = set(_contents(form, rows, {cell.place: r[0] for cell, r in seen}))
    words |= dict.fromkeys(listed)
    seen = [(cell, r) for cell, r in seen if cell.place not in listed]
    taken = walk(Steps(form), [Sighting(tuple(r), len(fold(cell.text))) for cell, r in seen])
    return words | {c.place: r for (c, _), r in zip(seen, taken, strict=True) if r}


def _headline(printed: Printed, row: Row) -> tuple[Cell, ...]:
    filled = row.filled
    return filled if len(filled) == 1 and printed.is_headline(filled[0].text) else ()


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
