"""What a person wrote of items that somebody else changed too, until it is settled."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from pia.store.records import Unsettled, UnsettledEdit
from pia.store.repository import Repository, numbered
from pia.store.tables import UnsettledRow


class UnsettledThings(Repository):
    """One entry for each page in a window, changed while its person writes on."""

    def of(self, user_id: int, draft_id: int | None = None) -> tuple[Unsettled, ...]:
        """Return what waits for a person, of one draft or of all, the newest first."""
        query = select(UnsettledRow).where(UnsettledRow.made_by == user_id)
        if draft_id is not None:
            query = query.where(UnsettledRow.draft_id == draft_id)
        order = (col(UnsettledRow.made_at).desc(), col(UnsettledRow.id).desc())
        return tuple(map(_unsettled, self.connection.exec(query.order_by(*order))))

    def get(self, number: int) -> Unsettled:
        """Return one entry. Raises PathNotFound."""
        return _unsettled(self._found(UnsettledRow, number, "預かった入力"))

    def add(  # noqa: PLR0913 - an entry is all of this
        self,
        draft_id: int,
        page: str,
        section: str,
        seen: str,
        edits: tuple[UnsettledEdit, ...],
        *,
        by: int,
        at: datetime,
    ) -> int:
        """Keep an entry; return its number."""
        row = UnsettledRow(
            draft_id=draft_id,
            page=page,
            section=section,
            seen=seen,
            edits=[vars(one) for one in edits],
            made_by=by,
            made_at=at,
        )
        return numbered(self._kept(row).id)

    def change(
        self, number: int, seen: str, edits: tuple[UnsettledEdit, ...], *, at: datetime
    ) -> None:
        """Keep what the page says by now. Raises PathNotFound."""
        row = self._found(UnsettledRow, number, "預かった入力")
        row.seen, row.edits, row.made_at = seen, [vars(one) for one in edits], at
        self._kept(row)

    def drop(self, number: int) -> None:
        """Forget an entry: it is settled, or its person discards it. Raises PathNotFound."""
        self.connection.delete(self._found(UnsettledRow, number, "預かった入力"))
        self.connection.flush()


def _unsettled(row: UnsettledRow) -> Unsettled:
    return Unsettled(
        id=numbered(row.id),
        draft_id=row.draft_id,
        page=row.page,
        section=row.section,
        seen=row.seen,
        edits=tuple(UnsettledEdit(**one) for one in row.edits),
        made_by=row.made_by,
        made_at=row.made_at,
    )
