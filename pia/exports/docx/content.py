"""What stands inside a cell, a bar or a heading: its lines as paragraphs or as runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from pia.exports.docx.pieces import pieces, spaces, stops
from pia.exports.docx.tracked import TrackedCell, end_mark, tracked_lines, tracked_runs
from pia.exports.docx.xml import link, paragraph
from pia.outline import Cell, CellRole
from pia.outline.model import Line

#: Most signs that Word allows in a bookmark's name.
_BOOKMARK = 40

_STYLES = {
    CellRole.LABEL: "Label",
    CellRole.VALUE: "Answer",
    CellRole.CHOICES: "Choices",
    CellRole.BAND: "Band",
    CellRole.INDENT: "Label",
}


def paragraphs(cell: Cell, room: int, *, style: str = "", keep_next: bool = False) -> str:
    """Return the paragraphs of a cell that is `room` twips wide inside its margins."""
    style = style or _STYLES[cell.role]
    most = max((spaces(line) for line in cell.lines), default=0)
    return "".join(
        paragraph(
            _linked(cell, runs),
            style,
            keep_next=keep_next,
            tabs=stops(like, room, most),
            more=more,
        )
        for runs, more, like in _lines(cell)
    )


def words(cell: Cell) -> str:
    """Return a cell of one line as runs: a bar, a heading, boxes beside them."""
    if isinstance(cell, TrackedCell):
        return "".join(tracked_runs(line.pieces) for line in tracked_lines(cell, spread=False))
    return "".join(_runs(line, spread=False) for line in cell.lines)


def bookmark(anchor: str) -> str:
    """Return an anchor as a bookmark's name: letters, digits and _."""
    name = re.sub(r"[-.]", "_", f"b_{anchor}")
    return name if len(name) <= _BOOKMARK else f"{name[: _BOOKMARK - 9]}_{crc32(name.encode()):08x}"


def _lines(cell: Cell) -> Iterator[tuple[str, str, Line]]:
    """Yield each paragraph: its runs, the mark of its end, the line whose tab stops it has."""
    if isinstance(cell, TrackedCell):
        for line in tracked_lines(cell):
            yield tracked_runs(line.pieces), end_mark(line.end), line.like
    else:
        for plain in cell.lines or ((),):
            yield _runs(plain), "", plain


def _runs(line: Line, *, spread: bool = True) -> str:
    return "".join(piece.xml() for piece in pieces(line, spread=spread))


def _linked(cell: Cell, inner: str) -> str:
    return link(inner, bookmark(cell.link)) if cell.link else inner
