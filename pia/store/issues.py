"""Issues: both faces rendered once, their bytes and hashes kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import defer
from sqlmodel import col, func, select

from pia.store.records import Issue, RenderedFile, Rendering
from pia.store.repository import Repository, numbered
from pia.store.tables import IssuedRow, IssueRow, RenderingRow

_WITHOUT_BYTES = defer(RenderingRow.data)  # type: ignore[arg-type]


class Issues(Repository):
    """What was rendered for 提出 and 公表."""

    def get(self, number: int) -> Issue:
        """Return an issue with its files. Raises PathNotFound."""
        return self._issue(self._found(IssueRow, number, "発行"))

    def add(  # noqa: PLR0913 - an issue is all of this
        self,
        files: Iterable[RenderedFile],
        *,
        draft_id: int | None,
        stamped_on: date,
        reason: str,
        by: int,
        at: datetime,
    ) -> Issue:
        """Keep the bytes of an issue."""
        row = self._kept(
            IssueRow(
                draft_id=draft_id, stamped_on=stamped_on, reason=reason, made_by=by, made_at=at
            )
        )
        for file in files:
            self._kept(
                RenderingRow(
                    issue_id=numbered(row.id),
                    face=file.face,
                    format=file.format,
                    file_name=file.file_name,
                    media_type=file.media_type,
                    sha256=sha256(file.data).hexdigest(),
                    size=len(file.data),
                    data=file.data,
                )
            )
        return self._issue(row)

    def all_of_draft(self, draft_id: int) -> tuple[Issue, ...]:
        """Return everything that a draft was rendered to, the newest first."""
        query = select(IssueRow).where(IssueRow.draft_id == draft_id)
        rows = self.connection.exec(query.order_by(col(IssueRow.id).desc()))
        return tuple(self._issue(row) for row in rows)

    def of_draft(self, draft_id: int, stamped_on: date) -> Issue | None:
        """Return the newest issue that a draft was rendered to with a day, or None."""
        found = self.all_of_draft(draft_id)
        return next((issue for issue in found if issue.stamped_on == stamped_on), None)

    def publish(self, edition_id: int, issue_id: int) -> int:
        """Let an edition be public with an issue; return which one of the edition it is, from 1."""
        query = select(func.count()).where(IssuedRow.edition_id == edition_id)
        number = self.connection.exec(query).one() + 1
        self._kept(IssuedRow(edition_id=edition_id, issue_id=issue_id, number=number))
        return number

    def count_issued(self) -> int:
        """Return how often an edition has become public with an issue: it only grows."""
        return self.connection.exec(select(func.count()).select_from(IssuedRow)).one()

    def of_edition(self, edition_id: int) -> tuple[Issue, ...]:
        """Return the issues of an edition, the one in public first."""
        query = (
            select(IssueRow)
            .join(IssuedRow, col(IssuedRow.issue_id) == IssueRow.id)
            .where(IssuedRow.edition_id == edition_id)
            .order_by(col(IssuedRow.number).desc())
        )
        return tuple(self._issue(row) for row in self.connection.exec(query))

    def rendering(self, number: int) -> Rendering:
        """Return what is known of a file. Raises PathNotFound."""
        return self._rendering(self._found(RenderingRow, number, "ファイル", _WITHOUT_BYTES))

    def data(self, number: int) -> bytes:
        """Return the bytes of a file. Raises PathNotFound."""
        return self._found(RenderingRow, number, "ファイル").data

    def _issue(self, row: IssueRow) -> Issue:
        query = select(RenderingRow).where(RenderingRow.issue_id == row.id)
        files = self.connection.exec(query.order_by(col(RenderingRow.id)).options(_WITHOUT_BYTES))
        return Issue(
            id=numbered(row.id),
            draft_id=row.draft_id,
            stamped_on=row.stamped_on,
            reason=row.reason,
            made_by=row.made_by,
            made_at=row.made_at,
            renderings=tuple(map(self._rendering, files)),
        )

    @staticmethod
    def _rendering(row: RenderingRow) -> Rendering:
        return Rendering(
            id=numbered(row.id),
            issue_id=row.issue_id,
            face=row.face,
            format=row.format,
            file_name=row.file_name,
            media_type=row.media_type,
            sha256=row.sha256,
            size=row.size,
        )
