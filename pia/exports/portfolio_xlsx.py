"""The list of 評価書 as a workbook: its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from pia.assessment.wareki import to_wareki
from pia.exports.sheet_xlsx import Sheet, write_sheet
from pia.law.intervals import FIVE_YEARS, interval_table

_TITLE = "評価書一覧"
#: 番号 and 事務名 stay in sight.
_FROZEN = 2


@dataclass(frozen=True)
class ListedAssessment:
    """One row; the order of its fields is that of the columns."""

    number: str
    title: str
    division: str
    organisation: str
    state: str
    turn: str
    planned_on: date | None
    kind: str
    form: str
    published_on: date | None
    plan_by: date | None
    review_by: date | None
    five_years_by: date | None
    errors: int
    warnings: int
    threads: int


#: Heading and width of each column.
_COLUMNS = {
    "number": ("番号", 6),
    "title": ("事務名", 28),
    "division": ("課", 17),
    "organisation": ("評価実施機関", 13),
    "state": ("状態", 10),
    "turn": ("今の担当", 14),
    "planned_on": ("公表予定日", 14.5),
    "kind": ("公表中の版", 11),
    "form": ("様式の版", 18),
    "published_on": ("公表日", 14.5),
    "plan_by": ("重要な変更の提出・公表", 14.5),
    "review_by": ("次の年次見直し", 14.5),
    "five_years_by": ("5年の期日", 14.5),
    "errors": ("指摘（誤り）", 9),
    "warnings": ("指摘（注意）", 9),
    "threads": ("コメント", 8),
}


def write(rows: Sequence[ListedAssessment], as_of: date, filtered_by: str = "") -> bytes:
    """Return the workbook. `filtered_by` says in its page header what the list is narrowed to."""
    given = Sheet(
        title=_TITLE,
        columns=tuple((_heading(name, as_of), width) for name, (_, width) in _COLUMNS.items()),
        rows=tuple([getattr(row, field.name) for field in fields(row)] for row in rows),
        as_of=as_of,
        header=(f"{_TITLE} {to_wareki(as_of)}現在", filtered_by),
        frozen=_FROZEN,
    )
    return write_sheet(given)


def _heading(name: str, as_of: date) -> str:
    """Return a heading; that of a rule nobody verified says so."""
    rule = interval_table().intervals[FIVE_YEARS].in_force(as_of)
    is_doubtful = name == "five_years_by" and not (rule and rule.verified)
    return _COLUMNS[name][0] + "（未確認）" * is_doubtful
