"""Comments on drafts, in threads."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import select as select_columns
from sqlmodel import col, select

from pia.store.records import Comment, CommentMark, Thread
from pia.store.repository import Repository, numbered
from pia.store.tables import CommentMarkRow, CommentRow, DraftRow, UserRow

_PUBLISHED, _RESOLVED = "published", "resolved"


class Comments(Repository):
    """What people say about items of drafts."""

    def of(self, draft_id: int) -> tuple[Thread, ...]:
        """Return the threads of a draft, the oldest first."""
        threads: dict[int, list[Comment]] = {}
        query = (
            select(CommentRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == CommentRow.made_by)
            .where(CommentRow.draft_id == draft_id)
            .order_by(col(CommentRow.id))
        )
        for row, by in self.connection.exec(query):
            one = _comment(row, by)
            threads.setdefault(one.thread_id, []).append(one)
        marks = self._marks(draft_id)
        return tuple(Thread(tuple(said), tuple(marks.get(n, ()))) for n, said in threads.items())

    def left_open(self, dossier_id: int) -> dict[int, int]:
        """Return how many threads wait in each published draft of a 評価書, by its number."""
        query = (
            select_columns(col(CommentRow.id), col(CommentRow.draft_id), col(CommentMarkRow.what))
            .join(DraftRow, col(DraftRow.id) == CommentRow.draft_id)
            .outerjoin(CommentMarkRow, col(CommentMarkRow.comment_id) == col(CommentRow.id))
            .where(col(CommentRow.thread_id).is_(None), col(DraftRow.dossier_id) == dossier_id)
            .where(col(DraftRow.state) == _PUBLISHED)
            .order_by(col(CommentMarkRow.id))
        )
        newest = {thread: (draft, mark) for thread, draft, mark in self.connection.execute(query)}
        return Counter(draft for draft, mark in newest.values() if mark != _RESOLVED)

    def get(self, number: int) -> Comment:
        """Return a comment. Raises PathNotFound."""
        row = self._found(CommentRow, number, "コメント")
        return _comment(row, self._found(UserRow, row.made_by, "利用者").display_name)

    def add(  # noqa: PLR0913 - a comment is all of this
        self, draft_id: int, path: str, body: str, *, thread_id: int | None, by: int, at: datetime
    ) -> int:
        """Keep a comment; return its number."""
        row = CommentRow(
            draft_id=draft_id, path=path, thread_id=thread_id, body=body, made_by=by, made_at=at
        )
        return numbered(self._kept(row).id)

    def mark(self, thread_id: int, what: str, note: str, *, by: int, at: datetime) -> None:
        """Keep that a thread is settled (resolved) or open again (reopened)."""
        self._kept(
            CommentMarkRow(comment_id=thread_id, what=what, note=note, made_by=by, made_at=at)
        )

    def _marks(self, draft_id: int) -> dict[int, list[CommentMark]]:
        query = (
            select(CommentMarkRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == CommentMarkRow.made_by)
            .join(CommentRow, col(CommentRow.id) == CommentMarkRow.comment_id)
            .where(CommentRow.draft_id == draft_id)
            .order_by(col(CommentMarkRow.id))
        )
        marks: dict[int, list[CommentMark]] = {}
        for row, by in self.connection.exec(query):
            mark = CommentMark(row.what, row.note, row.made_by, by, row.made_at)
            marks.setdefault(row.comment_id, []).append(mark)
        return marks


def _comment(row: CommentRow, by: str) -> Comment:
    number = numbered(row.id)
    return Comment(
        id=number,
        draft_id=row.draft_id,
        path=row.path,
        thread_id=row.thread_id or number,
        body=row.body,
        made_by=row.made_by,
        by=by,
        made_at=row.made_at,
    )
