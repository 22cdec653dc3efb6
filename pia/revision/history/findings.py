"""What is wrong with a table of changes, whatever its rows do to the body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pia.assessment import Assessment, HistoryRow
from pia.assessment.finding import Finding, Severity
from pia.law import cite, day_of
from pia.revision.timing import AFTER, BEFORE


def table_findings(document: Assessment) -> Iterator[Finding]:
    """Yield a finding per row that cannot be placed or is worded out of the form, in order."""
    first: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(document.change_history, start=1):
        path = f"change_history[{number}]"
        yield from _day_findings(row, number, path)
        if not row.id_paths:
            message = f"{number}行目の項目「{row.item}」は様式のどの項目とも合いません。"
            yield _finding("row-names-no-item", path, message, "項目の書き方を確かめてください。")
        if row.timing.strip() not in (BEFORE, AFTER):
            message = f"{number}行目の提出時期「{row.timing}」は事前・事後のどちらでもありません。"
            yield _finding("timing-unknown", path, message, "提出時期を確かめてください。")
        if row.before == row.after:
            message = f"{number}行目は変更前と変更後の記載が同じです。"
            yield _finding("row-changes-nothing", path, message, "原本の記載を確かめてください。")
        same = first.setdefault((row.changed_on, row.item, row.before, row.after), number)
        if same != number:
            message = f"{number}行目は{same}行目と同じ行です。"
            yield _finding("row-twice", path, message, "二度書かれていないか確かめてください。")
    if _is_out_of_order(document):
        message = "別添2の変更日が順に並んでいません。"
        hint = "行は変更日の新しい順に戻しました。日付の誤りがないか確かめてください。"
        yield _finding("days-out-of-order", "change_history", message, hint)


def _day_findings(row: HistoryRow, number: int, path: str) -> Iterator[Finding]:
    hint = "原本の変更日を確かめてください。"
    if row.changed_on_date is None:
        message = f"{number}行目の変更日「{row.changed_on}」は日付として読めません。"
        yield _finding("day-unreadable", path, message, hint)
    elif day_of_row(row) is None:
        message = f"{number}行目の変更日「{row.changed_on}」は番号法の公布より前です。"
        yield _finding("day-impossible", path, message, hint)


def day_of_row(row: HistoryRow) -> date | None:
    """Return 変更日, None where it cannot be read or lies before there was any 評価書.

    平成2年 was meant to be 令和2年: a row with such a day would be undone in the wrong place.
    """
    if row.changed_on_date is None:
        return None
    day = date.fromisoformat(row.changed_on_date)
    return day if day >= day_of("number_act_promulgated").day else None


def _is_out_of_order(document: Assessment) -> bool:
    """Return whether days go up and down: some cities write the newest first, some last."""
    days = [day for row in document.change_history if (day := day_of_row(row))]
    steps = {(one > other) - (one < other) for one, other in pairwise(days)}
    return {1, -1} <= steps


def _finding(finding_id: str, path: str, message: str, hint: str) -> Finding:
    return Finding(finding_id, Severity.WARNING, path, message, hint, cite("instructions"))
