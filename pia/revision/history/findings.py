"""What is wrong with a table of changes, whatever its rows do to the body."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pia.assessment import Assessment
from pia.assessment.finding import Finding, Severity
from pia.law import cite
from pia.revision.timing import AFTER, BEFORE


def table_findings(document: Assessment) -> Iterator[Finding]:
    """Yield a finding per row that cannot be placed or is worded out of the form, in order."""
    rows = document.change_history
    for number, row in enumerate(rows, start=1):
        path = f"change_history[{number}]"
        if row.changed_on_date is None:
            message = f"{number}行目の変更日「{row.changed_on}」は日付として読めません。"
            yield _finding("day-unreadable", path, message, "原本の変更日を確かめてください。")
        if not row.id_paths:
            message = f"{number}行目の項目「{row.item}」は様式のどの項目とも合いません。"
            yield _finding("row-names-no-item", path, message, "項目の書き方を確かめてください。")
        if row.timing.strip() not in (BEFORE, AFTER):
            message = f"{number}行目の提出時期「{row.timing}」は事前・事後のどちらでもありません。"
            yield _finding("timing-unknown", path, message, "提出時期を確かめてください。")
    if _is_out_of_order(document):
        message = "別添2の変更日が順に並んでいません。"
        hint = "行は変更日の新しい順に戻しました。日付の誤りがないか確かめてください。"
        yield _finding("days-out-of-order", "change_history", message, hint)


def _is_out_of_order(document: Assessment) -> bool:
    """Return whether days go up and down: some cities write the newest first, some last."""
    days = [row.changed_on_date for row in document.change_history if row.changed_on_date]
    steps = {(one > other) - (one < other) for one, other in pairwise(days)}
    return {1, -1} <= steps


def _finding(finding_id: str, path: str, message: str, hint: str) -> Finding:
    return Finding(finding_id, Severity.WARNING, path, message, hint, cite("instructions"))
