"""Lines of a cell as typst sets them: boxes of pieces, with places where a long word may break.

Nothing is added to the text: a place to break is a border between two bits of a piece.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from pia.outline import Cell, Run, RunRole
from pia.outline.lines import width
from pia.outline.model import Line

#: Room for the words between the brackets of a choice, in full-width signs.
_BRACKETS = 12.5
#: Kana beside which a line may break; the small ones hold together, as signs and letters do.
_KANA = "".join(
    chr(code)
    for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB))
    if chr(code) not in "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
)
_WORD = re.compile(rf"[^\s{_KANA}\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{{4,}}")
#: A few signs of a long word, each with the marks that belong to it.
_BIT = re.compile(
    r"(?:.[\u0300-\u036f\u3099\u309a\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*){1,4}"
)

Json = dict[str, Any]


def lines(cell: Cell, room: float) -> list[Json]:
    """Return the lines of a cell that has `room` full-width signs on a line."""
    stops = _stops(cell, room)
    return [_line(line, room, stops) for line in cell.lines]


def height(cell: Cell, room: float) -> int:
    """Return about how many lines the cell takes when printed."""
    widths = (sum(width(run.text) for run in line) for line in cell.lines)
    return sum(max(1, math.ceil(wide / room)) for wide in widths)


def _line(line: Line, room: float, stops: list[float]) -> Json:
    boxes = [[piece for run in box for piece in _pieces(run, room)] for box in _boxes(line)]
    if _is_choice(line):
        kind = "choice" if _words_width(line) <= _BRACKETS else "plain"
    else:
        kind = "boxes" if len(boxes) > 1 else "plain"
    return {"kind": kind, "stops": stops, "boxes": boxes}


def _stops(cell: Cell, room: float) -> list[float]:
    """Return the share of each column of boxes: even where they fit, else what each needs."""
    rows = [row for line in cell.lines if len(row := _boxes(line)) > 1 and not _is_choice(line)]
    columns = list(zip_longest(*rows, fillvalue=()))
    needs = [max(map(_box_width, column)) for column in columns]
    spare = room - sum(needs)
    if spare < 0 or len(needs) * max(needs, default=0) <= room:
        return [1 / len(needs) for _ in needs]
    return [(need + spare / len(needs)) / room for need in needs]


def _boxes(line: Line) -> list[Line]:
    """Return the parts of a line between its spaces."""
    boxes: list[list[Run]] = [[]]
    for run in line:
        if run.role == RunRole.SPACE:
            boxes.append([])
        else:
            boxes[-1].append(run)
    return [tuple(box) for box in boxes]


def _pieces(run: Run, room: float) -> Iterator[Json]:
    """Yield a run; a word in it that is wider than a line comes in bits."""
    done = 0
    for word in _WORD.finditer(run.text):
        if width(word[0]) > room:
            yield from _piece(run, run.text[done : word.start()])
            yield from _piece(run, *_BIT.findall(word[0]))
            done = word.end()
    yield from _piece(run, run.text[done:])


def _piece(run: Run, *bits: str) -> Iterator[Json]:
    if any(bits):
        yield {"role": run.role.value, "bits": bits}


def _is_choice(line: Line) -> bool:
    return bool(line) and line[0].role == RunRole.MARK and line[0].text == "["


def _box_width(box: Line) -> float:
    """Return the width of a box with the space after it."""
    return width("".join(run.text for run in box)) + 1


def _words_width(line: Line) -> float:
    return width("".join(run.text for run in line if run.role in (RunRole.WORDS, RunRole.NOTE)))
