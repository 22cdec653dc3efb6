"""How many lines a text takes in a cell, and how high they are: no program measures merged cells.

Everything is on the side of too much. A text is a little wider on paper than on the screen, and
the fonts that stand in for 游ゴシック are lower than it is.
"""

from __future__ import annotations

import re
from math import ceil

#: Pixels of a point.
_PIXELS = 4 / 3
#: A line of 游ゴシック in sizes of its type, and what a cell has above and below its lines.
_LINE, AROUND = 1.7, 4.0
#: Pixels that the sides of a cell take, and the share of the rest that is counted on.
_SIDES, _SHARE = 7, 0.97
#: Width of an ASCII sign in full-width ones, on average; no other sign counts less than one.
_NARROW = 0.56
#: A word that goes to the next line as a whole; a line of so many signs bears one that is shorter.
_WORD = re.compile(r"[!-~]{6,}")
_BROAD = 12
_PIECE = re.compile(r"[!-~]+| +|[^ -~]+")


def room(pixels: int, size: float) -> float:
    """Return how many full-width signs of a type size stand on a line of a cell."""
    return max(1.0, (pixels - _SIDES) * _SHARE / (size * _PIXELS))


def height(lines: int, size: float) -> float:
    """Return the height in points of a cell with so many lines."""
    return lines * size * _LINE + AROUND


def lines_within(points: float, size: float) -> int:
    """Return how many lines a cell of a height shows."""
    return int((points - AROUND) / (size * _LINE))


def lines_of(text: str, signs: float) -> int:
    """Return how many lines a text takes where each holds so many full-width signs."""
    return sum(_wrapped(line, signs) for line in text.split("\n"))


def _width(text: str) -> float:
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow + narrow * _NARROW


def _wrapped(line: str, signs: float) -> int:
    wide = _width(line)
    if wide <= signs:
        return 1
    if signs >= _BROAD and not _WORD.search(line):
        return ceil(wide / (signs - 1))  # 禁則 takes a sign to the next line
    return _filled(line, signs)


def _filled(line: str, signs: float) -> int:
    """Count the lines word by word; a word that is longer than a line is cut, others are not."""
    count, used = 1, 0.0
    for piece in _PIECE.findall(line):
        wide = _width(piece)
        if used + wide <= signs:
            used += wide
        elif piece.isascii():
            count += ceil(wide / signs)
            used = wide % signs
        else:
            left, many = len(piece) - int(signs - used), int(signs)
            count += ceil(left / many)
            used = (left - 1) % many + 1
    return count
