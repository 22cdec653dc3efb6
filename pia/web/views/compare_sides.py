"""新旧対照表 on a page and as a file: what stands above its columns, and its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pia.assessment import HistoryRow
from pia.assessment.wareki import to_wareki
from pia.exports import sides_xlsx, write_outline
from pia.exports.registry import FORMATS
from pia.outline.sides import Sides, sides_outline
from pia.revision import Comparison
from pia.revision.sides import SideRow, side_rows, side_rows_of_history
from pia.revision.spans import Segment
from pia.revision.style import TableStyle

#: Formats of the file → words of its link.
SIDES_FORMATS = {"docx": "Word(DOCX)", "xlsx": "Excel(XLSX)", "csv": "CSV"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class SidesRow:
    """One row, its sides from left to right."""

    number: int
    item: str
    left: tuple[Segment, ...]
    right: tuple[Segment, ...]
    timing: str


@dataclass(frozen=True)
class SidesView:
    """The table."""

    left: str
    right: str
    rows: tuple[SidesRow, ...]


def heads_of(style: TableStyle, old: str, new: str) -> Sides:
    """Return what stands above the columns; `old` and `new` name the two states."""
    return Sides(f"新（{new}）", f"旧（{old}）", is_new_left=style.sides == "new-left")


def published_words(day: date | None, *, is_draft: bool) -> str:
    """Return what a state is called by its day."""
    if day is None:
        return "公表日は未定"
    return f"{to_wareki(day)}{'公表予定' if is_draft else '公表'}"


def sides_of(
    comparison: Comparison, recorded: Iterable[HistoryRow] | None = None
) -> tuple[SideRow, ...]:
    """Return the rows of a table: those that were published where only they are known."""
    if recorded is not None:
        return side_rows_of_history(recorded)
    return side_rows(comparison, comparison.rows)


def sides_view(heads: Sides, rows: Iterable[tuple[int, SideRow]]) -> SidesView:
    """Return rows as they are shown, each with the number that it has in the whole table."""
    left, right = (heads.new, heads.old) if heads.is_new_left else (heads.old, heads.new)
    shown = (SidesRow(number, row.item, *_ordered(heads, row), row.timing) for number, row in rows)
    return SidesView(left, right, tuple(shown))


def sides_file(
    comparison: Comparison, heads: Sides, rows: Iterable[SideRow], title: str, fmt: str
) -> tuple[bytes, str]:
    """Return the whole table as a file of `SIDES_FORMATS`, and its media type."""
    outline = sides_outline(comparison.new.form, rows, heads, title)
    if fmt == "xlsx":
        return sides_xlsx.write(outline), _XLSX
    return write_outline(outline, fmt), FORMATS[fmt].media_type


def _ordered(heads: Sides, row: SideRow) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    return (row.new, row.old) if heads.is_new_left else (row.old, row.new)
