"""A printed line as pieces of type, and the tab stops that its marks and boxes stand at.

Only the outline's own spaces become tabs, so that the text read back is the outline's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pia.exports.docx.xml import Tab, spaced, tab, text
from pia.outline import Run, RunRole
from pia.outline.lines import width
from pia.outline.model import Line

#: An unchecked `[ ]` is widened by this, so that it is as wide as `[○]` (9 pt type).
_AS_WIDE_AS_CIRCLE = spaced(118)
#: Room for the words between the brackets of a choice, in full-width signs.
_BRACKETS = 12.5
_PROPERTIES = {RunRole.NOTE: "<w:b/>", RunRole.CHANGED: '<w:u w:val="single"/>'}


class Piece(NamedTuple):
    """Words set alike, or a space that is a tab."""

    words: str
    #: Inside of its w:rPr.
    properties: str = ""
    is_tab: bool = False

    def xml(self, *, gone: bool = False) -> str:
        """Return the run."""
        return tab() if self.is_tab else text(self.words, self.properties, gone=gone)


def pieces(line: Line, *, spread: bool = True) -> Iterator[Piece]:
    """Yield a line: tabs between boxes (`spread`), inside the brackets of a short choice."""
    is_choice = _is_choice(line)
    opened = is_choice and width(_words(line)) <= _BRACKETS
    for run in line:
        inside = run.role == RunRole.PAD and opened
        between = run.role == RunRole.SPACE and spread and not is_choice
        if inside or between:
            yield Piece(run.text, is_tab=True)
        else:
            yield from _set(run)
        opened = opened and run.text != "]"


def stops(line: Line, room: int, most: int) -> tuple[Tab, ...]:
    """Return the tab stops of a line `room` twips wide; `most`: spaces of the cell's fullest line."""
    if _is_choice(line):
        counted = any(run.role == RunRole.SPACE for run in line)
        middle, end = (840, 1560) if counted else (room * 48 // 100, room * 94 // 100)
        return Tab(middle, "center"), Tab(end)
    if not spaces(line):
        return ()
    return tuple(Tab(room * n // (most + 1)) for n in range(1, most + 1))


def spaces(line: Line) -> int:
    """Return how many spaces between boxes a line has."""
    if len(line) < 2 or _is_choice(line):  # noqa: PLR2004 - nothing stands between boxes of one run
        return 0
    return sum(run.role == RunRole.SPACE for run in line)


def _set(run: Run) -> Iterator[Piece]:
    if run.role == RunRole.MARK and run.text == "[ ]":
        yield from (Piece("["), Piece(" ", _AS_WIDE_AS_CIRCLE), Piece("]"))
    else:
        yield Piece(run.text, _PROPERTIES.get(run.role, ""))


def _is_choice(line: Line) -> bool:
    return bool(line) and line[0].role == RunRole.MARK and line[0].text == "["


def _words(line: Line) -> str:
    return "".join(run.text for run in line if run.role in (RunRole.WORDS, RunRole.NOTE))
