"""When a draft was saved last and by whom, and what an undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pia.accounts.japan_time import JST, spelt
from pia.operations.drafts import COMPLETION, EDIT, REDO, UNDO, WITHHELD
from pia.operations.editing import Desk
from pia.store.records import DraftChange
from pia.store.work import Work
from pia.web.views.drafts_history import (
    HistoryLine,
    names_of,
    what_redo_puts_back,
    what_undo_takes_back,
)

_DONE = {
    EDIT: "保存しました",
    UNDO: "直前の保存を取り消しました",
    REDO: "取り消した保存を元に戻しました",
    COMPLETION: "読取りを補完しました",
    WITHHELD: "非公表の範囲を変更しました",
}


@dataclass(frozen=True)
class SavedView:
    """How a draft stands in its Change log."""

    #: 「10:42に保存しました（佐藤 美咲さん）。」
    words: str
    #: The newest entry: what an undo must be about.
    sequence: int
    #: What an undo takes back, None where there is nothing or nobody may.
    undoes: HistoryLine | None
    #: The undo that can be put back, likewise.
    redoes: HistoryLine | None


def saved_view(work: Work, desk: Desk, today: date, *, may_undo: bool) -> SavedView:
    """Return the last save of a draft and what can be taken back."""
    changes = desk.changes
    return SavedView(
        words=_words(work, changes[-1], today) if changes else "まだ保存はありません。",
        sequence=desk.draft.sequence,
        undoes=what_undo_takes_back(work, desk.document, changes) if may_undo else None,
        redoes=what_redo_puts_back(work, desk.document, changes) if may_undo else None,
    )


def _words(work: Work, last: DraftChange, today: date) -> str:
    local = last.made_at.astimezone(JST)
    when = f"{local:%H:%M}" if local.date() == today else spelt(last.made_at)
    return f"{when}に{_DONE[last.what]}（{names_of(work, [last])[last.made_by]}さん）。"
