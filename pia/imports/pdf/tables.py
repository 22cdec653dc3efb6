"""A drawn table → its rows of cells, each with the lines that stand in it as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pia.imports.pdf.cells import Drawing, Frame
from pia.imports.pdf.lines import Line, Words, by_place, joined
from pia.imports.pdf.page import Page
from pia.official.folding import fold

#: Sides of one table on two pages differ by less than this, in points.
SAME_SIDE = 4.0
#: An empty cell narrower than this is only a place of the narrow grid behind the paper.
_NARROW = 16.0
#: Room for a line or a sign, in type sizes; how a text ends that is not cut off.
_LINE, _ENDS = 1.6, ("。", "）", ")", "」", "]", "］")
#: A shorter line is a word that fits as if made for its cell.
_LONG = 10
#: How high a sign stands on its line and how deep below, in type sizes.
_HEAD, _FOOT = 0.88, 0.12
#: A text nearer to a side of its frame, in points, touches it; further beyond, it crosses it.
_TOUCHING, _OVER = 1.0, 0.5
#: No text begins so.
_NEVER_FIRST = ("。", "、", "）", ")", "」")
_CROSSED = "文字がセルの枠に重なっているため、ほかのセルの文字が混ざっているおそれがあります。"
_BEGUN = "文の途中から始まっています。前の部分が切れているおそれがあります。"
_CUT = "セルの下の端で文が切れているおそれがあります。"
#: Begins the list of choices, right of the chosen words.
_LIST = "<選択肢>"
_BRACKETS = ("[", "［")


@dataclass
class PageCell:
    """One cell of a table, perhaps on several pages."""

    left: float
    right: float
    rows: int
    #: A group of lines for each column of text in it.
    groups: list[list[Line]]
    #: Beside its row stands that it continues the one above.
    is_rest: bool = False
    doubt: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.groups

    def words(self) -> Words:
        """Return what it says."""
        said = [joined(group) for group in self.groups]
        doubt = next((one.doubt for one in said if one.doubt), self.doubt)
        return Words("\n".join(one.text for one in said), doubt)


@dataclass
class PageTable:
    """A table, perhaps on several pages."""

    page: int
    left: float
    right: float
    is_upright: bool
    rows: list[list[PageCell]] = field(default_factory=list)


def table_of(page: Page, drawing: Drawing) -> PageTable:
    """Return a table as it stands on one page."""
    table = PageTable(
        *(page.number, drawing.columns[0], drawing.columns[-1]),
        is_upright=page.height > page.width,
    )
    found: dict[int, list[PageCell]] = {}
    for box in drawing.cells:
        if box.runs or box.right - box.left >= _NARROW:
            found.setdefault(_first_row(drawing, box), []).extend(_cells(drawing, box))
    numbers = sorted(found)
    table.rows = [sorted(found[number], key=lambda cell: cell.left) for number in numbers]
    _count_rows(table, numbers)
    return table


def _first_row(drawing: Drawing, box: Frame) -> int:
    """Return the row of places that a cell stands in; one that is no plain box, where its text is."""
    if box.is_plain or not box.runs:
        return box.top
    highest = max(run.base + run.size / 3 for run in box.runs)
    return max(n for n in range(box.top, box.bottom + 1) if drawing.rows[n] >= highest)


def _count_rows(table: PageTable, numbers: Sequence[int]) -> None:
    """Make the rows that cells reach over those of the table: places without a cell are no rows."""
    for place, cells in enumerate(table.rows):
        for cell in cells:
            end = numbers[place] + cell.rows
            cell.rows = max(1, sum(numbers[place] <= number < end for number in numbers))


def _cells(drawing: Drawing, box: Frame) -> list[PageCell]:
    """Return a cell as it is read; a box right of a heading is one of its own."""
    first = _first_row(drawing, box)
    lines = by_place(box.runs, box.right)
    border = _box_border(lines)
    parts = [(box.left, box.right, _groups(lines))]
    if border:
        left, right = _parted(lines, border)
        parts = [(box.left, border, [left]), (border, box.right, [right])]
    rows, is_rest = box.bottom - first + 1, first in drawing.continued
    return [
        PageCell(start, end, rows, groups, is_rest, box.doubt or _cut_off(box, groups))
        for start, end, groups in parts
    ]


def _cut_off(box: Frame, groups: Sequence[Sequence[Line]]) -> str:
    """Return the doubt of a text that may be longer than its cell: full and unfinished at its foot.

    A program that makes cells as high as their texts cuts nothing off; one that does says where.
    """
    if not groups:
        return ""
    last = groups[-1][-1]
    if any(_crosses(box, line) for group in groups for line in group):
        return _CROSSED
    if groups[0][0].text().strip().startswith(_NEVER_FIRST):
        return _BEGUN
    touches = last.base - _FOOT * last.size - box.low < _TOUCHING
    is_clipped = touches or last.floor > box.low - _LINE * last.size
    has_room_below = last.base - box.low > _LINE * last.size
    has_room_behind = last.limit - last.right > _LINE * last.size
    is_finished = last.text().strip().endswith(_ENDS)
    is_long = len(last.text()) >= _LONG
    is_cut = is_clipped and is_long and not (has_room_below or has_room_behind or is_finished)
    return _CUT if is_cut else ""


def _crosses(box: Frame, line: Line) -> bool:
    """Return whether a line stands on the upper or the lower side of its frame."""
    head, foot = line.base + _HEAD * line.size, line.base - _FOOT * line.size
    return head > box.high + _OVER or foot < box.low - _OVER


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Return lines as they are read: the list of choices behind what stands left of it."""
    lists = [run.left for line in lines for run in line.runs if _LIST in fold(run.text)]
    if not lists:
        return [lines] if lines else []
    return [group for group in _parted(lines, min(lists) - 1) if group]


def _parted(lines: Sequence[Line], border: float) -> tuple[list[Line], list[Line]]:
    """Return what stands left of a border, and right of it."""
    left, right = [], []
    for line in lines:
        if before := tuple(run for run in line.runs if run.left < border):
            left.append(Line(before, border))
        if behind := tuple(run for run in line.runs if run.left >= border):
            right.append(Line(behind, line.limit))
    return left, right


def _box_border(lines: Sequence[Line]) -> float:
    """Return where boxes begin that stand right of a heading, 0 where none do: 「4. … [ ] 委託しない」."""
    runs = [run for line in lines for run in line.runs]
    boxes = [run.left for run in runs if run.text.startswith(_BRACKETS)]
    if not boxes:
        return 0
    before = [run.right for run in runs if run.left < min(boxes)]
    size = max(run.size for run in runs)
    return min(boxes) - 1 if before and min(boxes) - max(before) > size else 0
