"""Lines of a cell as typst sets them: boxes of pieces, with places where a long word may break.

What is nothing but text goes as a string, for nearly all is, and typst takes long over what it is
told piece by piece. Nothing is added to the text: a place to break is a border between two bits.
"""

from __future__ import annotations

import math
import re
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
#: Roles that are set otherwise than as text.
_SET_APART = {RunRole.NOTE, RunRole.CHANGED}

Json = dict[str, Any]
#: A text, or something set apart.
Piece = str | Json


def lines(cell: Cell, room: float) -> list[Piece]:
    """Return the lines of a cell that has `room` full-width signs on a line."""
    if all(map(_is_text, cell.lines)):
        return [_line([line], room, []) for line in cell.lines]
    parted = [_boxes(line) for line in cell.lines]
    beside = [row for row in parted if len(row) > 1 and not _is_choice(row[0])]
    stops = _stops(beside, room) if beside else []
    return [_line(row, room, stops) for row in parted]


def boxes(line: Line, room: float) -> list[list[Piece]]:
    """Return the pieces of each part of a line between its spaces."""
    return [_pieces(part, room) for part in _boxes(line)]


def height(cell: Cell, room: float) -> int:
    """Return about how many lines the cell takes when printed."""
    return sum(_line_height(line, room) for line in cell.lines)


def _line_height(line: Line, room: float) -> int:
    if sum(len(run.text) for run in line) <= room:  # no sign is wider than one
        return 1
    return math.ceil(sum(width(run.text) for run in line) / room)


def _is_text(line: Line) -> bool:
    return len(line) == 1 and line[0].role == RunRole.TEXT


def _line(parts: list[Line], room: float, stops: list[float]) -> Piece:
    first, *others = parts
    choice = _is_choice(first)
    if choice and sum(map(_words_width, parts)) <= _BRACKETS:
        words = _pieces(first, room, bracketed=True)
        return {"kind": "choice", "boxes": [words, *(_pieces(part, room) for part in others)]}
    parted = [_pieces(part, room) for part in parts]
    if others and not choice:
        return {"kind": "boxes", "stops": stops, "boxes": parted}
    pieces = [piece for n, box in enumerate(parted) for piece in ([" "] if n else []) + box]
    texts = [piece for piece in pieces if isinstance(piece, str)]
    if len(texts) == len(pieces):
        return "".join(texts)
    return {"kind": "pieces", "pieces": pieces}


def _stops(rows: list[list[Line]], room: float) -> list[float]:
    """Return the share of each column of boxes: even where they fit, else what each needs."""
    columns = list(zip_longest(*rows, fillvalue=()))
    needs = [max(map(_box_width, column)) for column in columns]
    spare = room - sum(needs)
    if spare < 0 or len(needs) * max(needs) <= room:
        return [1 / len(needs) for _ in needs]
    return [(need + spare / len(needs)) / room for need in needs]


def _boxes(line: Line) -> list[Line]:
    """Return the parts of a line between its spaces."""
    parts: list[list[Run]] = [[]]
    for run in line:
        if run.role == RunRole.SPACE:
            parts.append([])
        else:
            parts[-1].append(run)
    return [tuple(part) for part in parts]


def _pieces(box: Line, room: float, *, bracketed: bool = False) -> list[Piece]:
    """Return what stands in a box; neighbours that are mere text are one piece.

    `bracketed`: its pads widen, so that the words of a choice stand in the middle.
    """
    found: list[Piece] = []
    for run in box:
        widens = bracketed and run.role == RunRole.PAD
        for piece in [{"role": "pad"}] if widens else _in_bits(run, room):
            if found and isinstance(piece, str) and isinstance(found[-1], str):
                found[-1] += piece
            else:
                found.append(piece)
    return found


def _in_bits(run: Run, room: float) -> list[Piece]:
    """Return a run; a word in it that is wider than a line comes in bits."""
    if run.role == RunRole.MARK and run.text == "[ ]":
        return [{"role": "empty"}]
    if len(run.text) <= room:
        return _piece(run, run.text)
    found: list[Piece] = []
    done = 0
    for word in _WORD.finditer(run.text):
        if len(word[0]) > room and width(word[0]) > room:
            found += _piece(run, run.text[done : word.start()])
            found += _piece(run, *_BIT.findall(word[0]))
            done = word.end()
    return found + _piece(run, run.text[done:])


def _piece(run: Run, *bits: str) -> list[Piece]:
    if not any(bits):
        return []
    if len(bits) == 1 and run.role not in _SET_APART:
        return [bits[0]]
    return [{"role": run.role.value if run.role in _SET_APART else "text", "bits": bits}]


def _is_choice(line: Line) -> bool:
    return bool(line) and line[0].role == RunRole.MARK and line[0].text == "["


def _box_width(box: Line) -> float:
    """Return the width of a box with the space after it."""
    return width("".join(run.text for run in box)) + 1


def _words_width(line: Line) -> float:
    return width("".join(run.text for run in line if run.role in (RunRole.WORDS, RunRole.NOTE)))
