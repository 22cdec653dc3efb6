"""What stands inside a cell: its lines as paragraphs, marks and boxes set with tab stops.

Only the outline's own spaces become tabs, so that the text read back is the outline's text.
"""

from __future__ import annotations

from pia.exports.docx.xml import Tab, link, paragraph, spaced, tab, text
from pia.outline import Cell, CellRole, Run, RunRole
from pia.outline.lines import width
from pia.outline.model import Line

#: An unchecked `[ ]` is widened by this, so that it is as wide as `[○]` (9 pt type).
_AS_WIDE_AS_CIRCLE = 118
#: Room for the words between the brackets of a choice, in full-width signs.
_BRACKETS = 12.5
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
    if not cell.lines:
        return paragraph("", style, keep_next=keep_next)
    most = max(_spaces(line) for line in cell.lines)
    return "".join(
        paragraph(
            _linked(cell, runs(line)), style, keep_next=keep_next, tabs=_stops(line, room, most)
        )
        for line in cell.lines
    )


def runs(line: Line, *, spread: bool = True) -> str:
    """Return a printed line: tabs between boxes (`spread`), inside the brackets of a short choice."""
    opened = _is_choice(line) and width(_words(line)) <= _BRACKETS
    pieces = []
    for run in line:
        inside = run.role == RunRole.PAD and opened
        between = run.role == RunRole.SPACE and spread and not _is_choice(line)
        pieces.append(tab() if inside or between else _run(run))
        opened = opened and run.text != "]"
    return "".join(pieces)


def _run(run: Run) -> str:
    if run.role == RunRole.MARK and run.text == "[ ]":
        return text("[") + text(" ", spaced(_AS_WIDE_AS_CIRCLE)) + text("]")
    if run.role == RunRole.NOTE:
        return text(run.text, "<w:b/>")
    if run.role == RunRole.CHANGED:
        return text(run.text, '<w:u w:val="single"/>')
    return text(run.text)


def _stops(line: Line, room: int, most: int) -> tuple[Tab, ...]:
    if _is_choice(line):
        counted = any(run.role == RunRole.SPACE for run in line)
        middle, end = (840, 1560) if counted else (room * 48 // 100, room * 94 // 100)
        return Tab(middle, "center"), Tab(end)
    if not _spaces(line):
        return ()
    return tuple(Tab(room * n // (most + 1)) for n in range(1, most + 1))


def _spaces(line: Line) -> int:
    return 0 if _is_choice(line) else sum(run.role == RunRole.SPACE for run in line)


def _is_choice(line: Line) -> bool:
    return bool(line) and line[0].role == RunRole.MARK and line[0].text == "["


def _words(line: Line) -> str:
    return "".join(run.text for run in line if run.role in (RunRole.WORDS, RunRole.NOTE))


def _linked(cell: Cell, inner: str) -> str:
    return link(inner, bookmark(cell.link)) if cell.link else inner


def bookmark(anchor: str) -> str:
    """Return an anchor as a bookmark's name: letters, digits and _, at most 40."""
    return f"b_{anchor.replace('-', '_')}"[:40]
