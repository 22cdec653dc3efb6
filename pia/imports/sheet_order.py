"""Sheets and files of one document in the order of the form, whatever order they come in.

A folder sorts 別添1 before 本文, and Ⅰ before 表紙; Excel puts the copy of a sheet at the end. The
walk goes forward, so that a part in the wrong place would be lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pia.imports.grid import Cell, Row
from pia.imports.printed import Printed, is_part_level, label_key
from pia.official.folding import fold
from pia.official.form import Part

#: The heading of a sheet stands in so many rows.
_TOP = 10
#: A sheet is a copy of another that has so many of its labels, and this share of them.
_FEWEST, _SHARE = 3, 0.6
_COPIED = "同じ部分が{where}にもあり、どちらが今の評価書か分かりません。"

#: What tells the copy of a sheet from the sheet of another file.
_FILE_NAME = "files[].name"

#: File and part, as places have them.
Sheet = tuple[str, str]


@dataclass
class Ordered:
    """The rows of a body in the form's order; cells of copies, and what is unsure by them."""

    rows: list[Row] = field(default_factory=list)
    left: list[Cell] = field(default_factory=list)
    doubts: dict[Sheet, str] = field(default_factory=dict)


def in_order(printed: Printed, bodies: Sequence[Sequence[Row]]) -> Ordered:
    """Return the bodies of all sheets and files as one; a copy is left over, and its original unsure."""
    ordered = Ordered()
    if len(bodies) == 1:
        ordered.rows = list(bodies[0])
        return ordered
    orderer = _Orderer(printed)
    kept: dict[int, list[Sequence[Row]]] = {}
    for key, body in orderer.keyed(bodies):
        original = next((one for one in kept.get(key, ()) if orderer.is_copy(one, body)), None)
        if original is None:
            kept.setdefault(key, []).append(body)
        else:
            ordered.left += [cell for row in body for cell in row.filled]
            why = _COPIED.format(where=_where(body))
            ordered.doubts |= {row.cells[0].place.row[:2]: why for row in original if row.cells}
    ordered.rows = [row for key in sorted(kept) for body in kept[key] for row in body]
    return ordered


def _where(body: Sequence[Row]) -> str:
    place = body[0].cells[0].place
    return f"{place.part}（{place.file}）" if place.part else place.file


class _Orderer:
    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        form = printed.form
        self._nodes = form.nodes
        self._change_table = label_key(f"({form.change_table.number}){form.change_table.title}")
        self._name = label_key(form.item(_FILE_NAME).title)

    def keyed(self, bodies: Sequence[Sequence[Row]]) -> Iterator[tuple[int, Sequence[Row]]]:
        """Yield each body with the node of its first heading; without one it goes on with the last.

        A 別添 behind its part stays there: that of a second file may have the same heading.
        """
        key = 0
        for body in bodies:
            found = next(self._headings(body), key)
            is_behind = found < len(self._nodes) and self._part_of(found) == key
            key = key if is_behind else found
            yield key, body

    def _headings(self, body: Sequence[Row]) -> Iterator[int]:
        filled = [row.filled for row in body if row.filled][:_TOP]
        texts = [cell.text for cells in filled for cell in cells]
        if body and body[0].cells:
            name = body[0].cells[0].place.part
            texts.append(name.partition("「")[2].removesuffix("」"))
        for text in texts:
            if label_key(text) == self._change_table:
                yield len(self._nodes)
            if fold(text) == fold(self._printed.form.title):
                yield 0
            yield from self._parts(text)

    def _parts(self, text: str) -> Iterator[int]:
        """Yield the part, or 別添, that a text heads or is an item of; where it can be no other."""
        found = [reading.index for reading in self._printed.readings(text)]
        yield from (index for index in found if is_part_level(self._nodes[index]))
        if len(found) == 1:
            yield self._part_of(found[0])

    def _part_of(self, index: int) -> int:
        return max(n for n in range(index + 1) if isinstance(self._nodes[n], Part))

    def is_copy(self, original: Sequence[Row], body: Sequence[Row]) -> bool:
        """Return whether two bodies are the same part of the same 評価書 and file.

        Blank sheets for two files are no copies.
        """
        one, other = self._labels(original), self._labels(body)
        shared = len(one & other)
        if shared < _FEWEST or shared < _SHARE * max(len(one), len(other)):
            return False
        names = self._names(original)
        return names == self._names(body) and all(names)

    def _labels(self, body: Sequence[Row]) -> set[str]:
        cells = (cell for row in body for cell in row.filled)
        return {label_key(c.text) for c in cells if self._printed.readings(c.text)}

    def _names(self, body: Sequence[Row]) -> list[str]:
        """Return the names of files that a body tells, beside their label or under it."""
        filled = [row.filled for row in body if row.filled]
        names = []
        for cells, below in zip(filled, [*filled[1:], ()], strict=True):
            if self._name in label_key(cells[0].text):
                answer = [cell.text for cell in cells[1:] or below]
                is_label = any(map(self._printed.readings, answer))
                names.append("" if is_label else "".join(map(fold, answer)))
        return names
