"""Labels that do not stand alone: with their answer in one cell, or broken over lines of a text.

「公表日：令和5年…」, 「評価書番号　12」, a label with its answer under it in one cell. Such a cell is parted
before labels are looked for; where the walk takes no label there, it is put together again, because
a line of an answer may begin with the words of a label.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pia.imports.grid import LOST_MARK, Cell, Place, Row
from pia.imports.printed import Printed, holds_answer, label_key

#: Where a label in a longer cell may end.
_ENDS = re.compile(rf"[：:\n]|[ 　]+|(?=[\[［☐□☑☒■{LOST_MARK}])")  # both widths are printed
#: A label is looked for in so many signs.
_REACH = 160
#: Doubt of a line that is a label's own end or its answer.
MAY_BE_ANSWER = "項目名の下の行が、項目名の一部か答えか分かりません。"
#: Most lines of a text that one label is broken over, and fewest signs of it.
_LINES, _SHORTEST = 3, 3


@dataclass(frozen=True)
class Parted:
    """Rows whose labels have cells of their own; `whole`: the cells that were parted."""

    rows: list[Row]
    whole: dict[Place, Cell]

    def rejoined(self, labels: Collection[Place]) -> list[Row]:
        """Return the rows; what is no label after all is one cell again."""
        whole = {place: cell for place, cell in self.whole.items() if place not in labels}
        return [_put_together(row, whole) for row in self.rows] if whole else self.rows


def part_labels(printed: Printed, rows: Sequence[Row]) -> Parted:
    """Return the rows of a body with every cell parted that begins with a label."""
    parter = _Parter(printed)
    return Parted([parter.parted(row) for row in _headings_joined(printed, rows)], parter.whole)


class _Parter:
    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self.whole: dict[Place, Cell] = {}

    def parted(self, row: Row) -> Row:
        """Return a row with its labels parted off; behind an item's label all is its answer."""
        cells: list[Cell] = []
        may_be = True
        for cell in row.cells:
            pieces = self._pieces(cell) if may_be and not cell.is_blank else (cell,)
            cells += pieces
            if len(pieces) == 1 and not cell.is_blank:
                may_be = may_be and self._is_heading(cell.text)
        return Row(tuple(cells)) if len(cells) > len(row.cells) else row

    def _is_heading(self, text: str) -> bool:
        found = self._printed.readings(text)
        nodes = self._printed.form.nodes
        return bool(found) and not any(holds_answer(nodes[r.index]) for r in found)

    def _pieces(self, cell: Cell) -> tuple[Cell, ...]:
        if cell.place.inside or self._printed.readings(cell.text):
            return (cell,)
        reach = self._printed.longest_beginning(cell.text[:_REACH])
        cuts = [cut for cut in _cuts(cell.text, reach) if self._begins(*cut)] if reach else []
        if not cuts:
            return (cell,)
        head, tail = cuts[-1]
        self.whole[cell.place] = cell
        behind = replace(cell.place, inside=1)
        return replace(cell, text=head), replace(cell, text=tail, raw=tail, place=behind)

    def _begins(self, head: str, tail: str) -> bool:
        """Return whether a text is a label whose answer, or whose first item, is `tail`."""
        found = self._printed.readings(head)
        if any(holds_answer(self._printed.form.nodes[r.index]) for r in found):
            return True
        return bool(found) and bool(self._printed.readings(tail))


def _cuts(text: str, reach: int) -> Iterator[tuple[str, str]]:
    """Yield (label, answer) for every place where a label of so many signs could end."""
    for end in _ENDS.finditer(text[:_REACH]):
        head, tail = text[: end.start()].strip(), text[end.end() :].strip("\n 　")
        key = label_key(head)
        if len(key) > reach and key[reach] != "(":  # behind a heading stands the name of a file
            return
        if head and tail:
            yield head, tail


def _put_together(row: Row, whole: dict[Place, Cell]) -> Row:
    if not any(cell.place in whole for cell in row.cells):
        return row
    kept = (c for c in row.cells if not (c.place.inside and replace(c.place, inside=0) in whole))
    return Row(tuple(whole.get(cell.place, cell) for cell in kept))


def _headings_joined(printed: Printed, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows; lines of a text that are one label together are one row.

    A line that adds nothing to the label above it, a ※ or brackets, may be its answer: it leaves a
    doubt, on itself or, where it is taken for the name behind a heading, on that.
    """
    here = 0
    while here < len(rows):
        first = rows[here].cells[0]
        may = len(rows[here].cells) == 1 and not first.place.part and printed.may_go_on(first.text)
        lengths = range(2, _LINES + 1) if may else ()
        taken = next((n for n in lengths if _is_broken(printed, rows[here : here + n])), 1)
        adds = taken == 1 or not _is_same(printed, rows[here : here + taken])
        if taken > 1 and (adds or _goes_on(printed, rows[here : here + taken + 1])):
            yield _one(rows[here : here + taken], "" if adds else MAY_BE_ANSWER)
        else:
            yield rows[here]
            yield from (_doubted(row) for row in rows[here + 1 : here + taken])
        here += taken


def _is_same(printed: Printed, lines: Sequence[Row]) -> bool:
    """Return whether the first of some lines is by itself the label that they are together."""
    alone = {reading.index for reading in printed.readings(lines[0].cells[0].text)}
    whole = "".join(row.cells[0].text for row in lines)
    return any(
        reading.index in alone and not reading.is_running for reading in printed.readings(whole)
    )


def _goes_on(printed: Printed, lines: Sequence[Row]) -> bool:
    """Return whether the last but one of some lines names a heading, and the last is its text."""
    *heading, behind = lines
    whole = "".join(row.cells[0].text for row in heading)
    is_named = any(reading.name for reading in printed.readings(whole))
    return is_named and bool(behind.filled) and not printed.readings(behind.filled[0].text)


def _doubted(row: Row) -> Row:
    return Row(tuple(replace(cell, doubt=cell.doubt or MAY_BE_ANSWER) for cell in row.cells))


def _is_broken(printed: Printed, lines: Sequence[Row]) -> bool:
    cells = [row.cells[0] for row in lines if len(row.cells) == 1 and not row.cells[0].place.part]
    if len(cells) < len(lines) or len(lines) == 1 or any(cell.is_blank for cell in cells):
        return False
    whole = "".join(cell.text for cell in cells)
    if len(whole) < _SHORTEST or any(printed.readings(cell.text) for cell in cells[1:]):
        return False
    if any(a.text[-1].isdecimal() and not b.text[0].isalpha() for a, b in pairwise(cells)):
        return False  # 委託事項1 and an answer that begins with a number
    return bool(printed.readings(whole))


def _one(lines: Sequence[Row], doubt: str) -> Row:
    cells = [row.cells[0] for row in lines]
    text, raw = "\n".join(c.text for c in cells), "\n".join(c.raw for c in cells)
    return Row((replace(cells[0], text=text, raw=raw, doubt=cells[0].doubt or doubt),))
