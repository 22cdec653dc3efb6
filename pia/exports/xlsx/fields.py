"""Choices and boxes as the official workbook sets them: signs and words in columns of their own.

A space of the outline becomes a border of columns, a line of the cell becomes a row of the sheet; so
the fields of a line joined by spaces, and the lines joined by line feeds, are the cell's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pia.exports.xlsx.measure import lines_of, room
from pia.official.kinds.boxes import CHECKED, UNCHECKED
from pia.outline import Cell, CellRole, Run, RunRole
from pia.outline.model import Line

#: Places are counted in pixels from the left of the cell. Width of a sign.
SIGN = 30
#: Where the boxes of a line stand: one, two, three of them; two of which the second is longer.
_ONE, _TWO, _THREE, _UNEVEN = (0,), (0, 245), (0, 123, 245), (0, 215)
#: Width of the closing bracket of a choice, and where it stands before a (n)件.
_CLOSING, _CLOSED = 18, 105
#: Where the second choice of a line stands in ＜選択肢＞.
_LISTED = 156
_SIGNS = frozenset((CHECKED, UNCHECKED, "[", "]"))


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of a line with the columns that it takes, in pixels from the left of its cell."""

    text: str
    first: int
    behind: int

    @property
    def is_sign(self) -> bool:
        """Whether it is a sign, which stands in the middle of its column."""
        return self.text in _SIGNS

    def lines(self, size: float) -> int:
        """Return how many lines the text takes; a sign is never broken."""
        return 1 if self.is_sign else lines_of(self.text, room(self.behind - self.first, size))


#: One row of the sheet in a cell: its fields from the left border to the right one.
Fields = tuple[Field, ...]
#: A box as its sign and its words; a small heading above some (・識別情報) has words alone.
_Box = list[str]


def edges(value: int, choices: int, end: int) -> set[int]:
    """Return every border that fields want where these columns begin, and the last ends."""
    boxes = {at + more for at in (*_TWO, *_THREE, *_UNEVEN) for more in (0, SIGN)}
    closing = {_CLOSED, _CLOSED + _CLOSING, choices - value - _CLOSING}
    return {value + at for at in boxes | closing} | {choices + _LISTED, end}


def set_out(cell: Cell, wide: int, size: float) -> tuple[Fields, ...]:
    """Return the fields of a cell so many pixels wide, line by line; none for any other text.

    A choice of more words than its line holds stays one text: its brackets would stand in the middle.
    """
    if cell.role == CellRole.CHOICES:
        return tuple(_listed(line, wide) for line in cell.lines)
    if cell.role != CellRole.VALUE or not any(map(_begins_with_sign, cell.lines)):
        return ()
    if not cell.lines[0] or cell.lines[0][0].text != "[":
        return _boxes(cell.lines, wide, size)
    choice = _choice(cell.lines[0], wide) if len(cell.lines) == 1 else ()
    return (choice,) if choice and _fits(choice, size) else ()


def _begins_with_sign(line: Line) -> bool:
    return bool(line) and _is_sign(line[0])


def _is_sign(run: Run) -> bool:
    return run.role == RunRole.MARK and run.text in _SIGNS


def _listed(line: Line, wide: int) -> Fields:
    """Return one or two choices of ＜選択肢＞."""
    words = [run.text for run in line if run.role != RunRole.SPACE]
    return _tiled(words, (0, _LISTED)[: len(words)], wide)


def _choice(line: Line, wide: int) -> Fields:
    """Return the brackets with the chosen words between them, and (n)件 behind them; none where they do not close."""
    closed = next((n for n, run in enumerate(line) if n and _is_sign(run)), 0)
    if not closed:
        return ()
    words = _text(run for run in line[1:closed] if run.role != RunRole.PAD)
    texts, behind = ["[", words, "]"], line[closed + 2 :]
    if not behind:
        return _tiled(texts, (0, SIGN, wide - _CLOSING), wide)
    return _tiled([*texts, _text(behind)], (0, SIGN, _CLOSED, _CLOSED + _CLOSING), wide)


def _boxes(lines: Sequence[Line], wide: int, size: float) -> tuple[Fields, ...]:
    """Return boxes beside each other; what a person broke into lines stays in one field."""
    rows: list[list[_Box]] = []
    for line in lines:
        if _begins_with_sign(line):
            rows.append(_parted(line))
        elif line and line[0].role == RunRole.TEXT and not line[0].item:
            rows.append([[_text(line)]])
        elif rows:
            rows[-1][-1][-1] += "\n" + _text(line)
        else:
            return ()
    starts = _starts(rows, wide, size)
    return tuple(_line(row, starts, wide) for row in rows)


def _parted(line: Line) -> list[_Box]:
    """Return the boxes of a line, without the spaces behind them and behind their signs."""
    starts = [n for n, run in enumerate(line) if _is_sign(run)]
    ends = [*(start - 1 for start in starts[1:]), len(line)]
    return [[line[n].text, _text(line[n + 2 : end])] for n, end in zip(starts, ends, strict=True)]


def _starts(rows: Sequence[Sequence[_Box]], wide: int, size: float) -> Sequence[int]:
    """Return where the boxes of all lines stand: the widest words of a pair decide."""
    most = max(map(len, rows))
    if most != len(_TWO):
        return _ONE if most == 1 else _THREE
    pairs = [row for row in rows if len(row) > 1]
    fitting = (s for s in (_TWO, _UNEVEN) if all(_fits(_line(r, s, wide), size) for r in pairs))
    return next(fitting, _TWO)


def _fits(line: Fields, size: float) -> bool:
    return all(field.lines(size) == 1 for field in line)


def _line(row: Sequence[_Box], starts: Sequence[int], wide: int) -> Fields:
    if len(row[0]) == 1:
        return _tiled(row[0], _ONE, wide)
    places = [at + more for at in starts[: len(row)] for more in (0, SIGN)]
    return _tiled([text for box in row for text in box], places, wide)


def _tiled(texts: Sequence[str], starts: Sequence[int], wide: int) -> Fields:
    """Return texts as fields that take the whole width."""
    ends = pairwise((*starts, wide))
    return tuple(Field(text, *of) for text, of in zip(texts, ends, strict=True))


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
