"""A text that takes several rows of a sheet: where it is parted, and how readers join it again.

A spreadsheet shows no row higher than 409 points, and breaks none at the foot of a page. A text
that needs more goes on in the next row, and `MARK` stands beside that row, in a column that holds
nothing else. Nobody types there, so that a typed text equal to the mark stays a text. The pieces
one behind the other are the text as it was: a line break stands at the end of the piece before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from unicodedata import category

#: Stands left of each row that continues the one above.
MARK = "続き"
#: Most signs of a cell, as Excel counts them; a longer text is cut off without a word.
MOST_SIGNS = 32_767
#: No piece is longer; it is far more than a row of any sheet can show.
_MOST = 8_000
#: Signs that are tried first.
_FEW = 100

#: Tells how many printed lines a text takes.
Measure = Callable[[str], int]


def is_margin(texts: Iterable[str]) -> bool:
    """Return whether the texts of a column are marks of continuation, and nothing else."""
    return {text for text in texts if text} <= {MARK}


def signs(text: str) -> int:
    """Return how many signs a text has as Excel counts them: 𠮷 is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, most: int, lines: Measure) -> Iterator[str]:
    """Yield a text in pieces of at most so many lines; joined they are the text."""
    while text:
        end = cut(text, most, lines)
        yield text[:end]
        text = text[end:]


def cut(text: str, most: int, lines: Measure) -> int:
    """Return where to part a text, so that what stands before takes `most` lines at most.

    That is behind a line break; else, or where half of the lines would stay empty, behind a 。;
    else between any two signs.
    """
    end, left = _behind_lines(text, most, lines)
    if end == len(text) or left <= most // 2:
        return end
    rest = text[end : end + _MOST].split("\n", 1)[0]
    return end + (
        _behind_sentences(rest, left, lines) or (0 if end else _anywhere(rest, left, lines))
    )


def _behind_lines(text: str, most: int, lines: Measure) -> tuple[int, int]:
    """Return the end of the whole lines that fit, and how many printed lines are left."""
    end, left = 0, most
    while end < len(text):
        stop = text.find("\n", end) + 1 or len(text)
        taken = lines(text[end:stop].removesuffix("\n")) if stop - end <= _MOST else most + 1
        if taken > left:
            break
        end, left = stop, left - taken
    return end, left


def _behind_sentences(line: str, most: int, lines: Measure) -> int:
    end = 0
    while (stop := line.find("。", end) + 1) and lines(line[:stop]) <= most:
        end = stop
    return end


def _anywhere(line: str, most: int, lines: Measure) -> int:
    """Return the end of all that fits, at least one sign; a mark stays with the sign it changes."""
    reach = _FEW
    while reach < len(line) and lines(line[:reach]) <= most:
        reach *= 2
    fitting = bisect_right(range(1, min(reach, len(line)) + 1), most, key=lambda n: lines(line[:n]))
    end = fitting
    while 0 < end < len(line) and category(line[end])[0] == "M":
        end -= 1
    return end or max(1, fitting)
