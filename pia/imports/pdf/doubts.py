"""What a page shows beside, over and across its cells: doubts of the cells that it touches.

A cell is only as sure as its frame: words that no frame holds, two answers in one frame and text
that the frame leaves out may belong to any item beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pia.imports.pdf.cells import Drawing, Frame
from pia.imports.pdf.edges import Sheet
from pia.imports.pdf.geometry import Box
from pia.imports.pdf.lines import Line
from pia.imports.pdf.page import Cut, Page
from pia.official.folding import fold

#: Begins a list of choices; a cell with more than one of them holds more than one answer.
_LIST = "<選択肢>"
#: A clip that ends this near, in points, ends with the outermost sign, half of which may be cut.
_NEAR = 8.0
#: So many texts go on beyond a side of the paper before the whole table does.
_MANY = 3
#: A frame is cut where a clip takes this share of it.
_SHARE = 0.5
#: Clips times frames that are compared; where there are more, every frame is taken for cut.
_MOST = 1_000_000
#: Longest text that a doubt quotes.
_QUOTED = 60

_CLIPPED = "セルに入りきらない文字が切れています。"
_TWO = "一つの枠に複数の選択欄があり、どの項目の答えか分かりません。"
BEYOND = "表が用紙の右へ続いています。一つのページに収めて印刷したPDFを使ってください。"


def mark_frames(page: Page, drawings: Sequence[Drawing]) -> None:
    """Mark the frames of a page that hold less or more than the answer of their item."""
    clips = {cut.box for cut in page.cuts}
    for drawing in drawings:
        is_much = len(clips) * len(drawing.cells) > _MOST
        for frame in drawing.cells:
            if is_much or any(_cuts(clip, frame) for clip in clips):
                frame.doubt = _CLIPPED
        for frame in drawing.cells:
            if _lists(frame) > 1:
                for row in range(frame.top, frame.bottom + 1):
                    _mark(_in_row(drawing, row), _TWO)


def mark_beside(lines: Sequence[Line], drawings: Sequence[Drawing]) -> None:
    """Mark the frames in whose rows words stand that no frame holds.

    Where no frame of a row says anything, the words may belong to the last one above that does.
    """
    for drawing in drawings:
        beside = _rows_beside(lines, drawing)
        filled: list[Frame] = []
        for row in range(len(drawing.rows) - 1):
            here = _in_row(drawing, row)
            filled = here if any(frame.runs for frame in here) else filled
            if row in beside:
                doubt = f"枠の外に、どの項目の答えか分からない文字があります。「{beside[row]}」"
                _mark([*here, *filled], doubt)


def _rows_beside(lines: Iterable[Line], drawing: Drawing) -> dict[int, str]:
    """Return the rows of places of a table beside which words stand, and what these say."""
    found: dict[int, str] = {}
    for line in lines:
        row = drawing.row_of(line.runs[0])
        if 0 <= row < len(drawing.rows) - 1:
            found[row] = " ".join(filter(None, (found.get(row), line.text().strip())))[:_QUOTED]
    return found


def goes_beyond(sheets: Iterable[Sheet]) -> bool:
    """Return whether the columns of a document are parted over pages side by side."""
    left = right = False
    for sheet in sheets:
        page = sheet.page
        left = left or _beyond(page.cuts, -1, min((run.left for run in page.runs), default=0))
        right = right or _beyond(page.cuts, 1, max((run.right for run in page.runs), default=0))
    return left and right


def _beyond(cuts: Sequence[Cut], side: int, edge: float) -> bool:
    """Return whether many texts go on beyond the outermost text of a page."""
    ends = {cut.box for cut in cuts if cut.across == side}
    outer = [b for b in ends if (b.right >= edge - _NEAR if side > 0 else b.left <= edge + _NEAR)]
    return len(outer) >= _MANY


def _mark(frames: Iterable[Frame], doubt: str) -> None:
    for frame in frames:
        frame.doubt = frame.doubt or doubt


def _in_row(drawing: Drawing, row: int) -> list[Frame]:
    """Return the frames that take a place of a row."""
    return [drawing.cells[n] for n in sorted(set(drawing.owners[row])) if n >= 0]


def _cuts(clip: Box, frame: Frame) -> bool:
    """Return whether a clip leaves text out of a frame."""
    shared = clip.within(Box(frame.left, frame.low, frame.right, frame.high))
    wide, high = shared.right - shared.left, shared.high - shared.low
    area = (frame.right - frame.left) * (frame.high - frame.low)
    x, y = (clip.left + clip.right) / 2, (clip.low + clip.high) / 2
    is_inside = frame.left <= x <= frame.right and frame.low <= y <= frame.high
    return is_inside or (wide > 0 and high > 0 and wide * high >= _SHARE * area)


def _lists(frame: Frame) -> int:
    return fold("".join(run.text for run in frame.runs)).count(_LIST)
