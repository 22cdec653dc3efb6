"""Files handed in: 決裁文書, 受付票, sources of adopted editions, the 基礎 of a 事務."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import defer
from sqlmodel import col, select

from pia.store.records import Attachment
from pia.store.repository import Repository, numbered
from pia.store.tables import AttachmentRow

_WITHOUT_BYTES = defer(AttachmentRow.data)  # type: ignore[arg-type]


@dataclass(frozen=True)
class NewAttachment:
    """A file to be kept."""

    dossier_id: int
    role: str
    file_name: str
    media_type: str
    data: bytes
    draft_id: int | None = None
    edition_id: int | None = None
    conducted_on: date | None = None
    published_on: date | None = None


class Attachments(Repository):
    """Files beside a 評価書."""

    def add(self, new: NewAttachment, *, by: int, at: datetime) -> Attachment:
        """Keep a file."""
        digest = sha256(new.data).hexdigest()
        row = AttachmentRow(**vars(new), sha256=digest, made_by=by, made_at=at)
        return _attachment(self._kept(row))

    def get(self, number: int) -> Attachment:
        """Return what is known of a file. Raises PathNotFound."""
        return _attachment(self._found(AttachmentRow, number, "ファイル", _WITHOUT_BYTES))

    def of(self, dossier_id: int) -> tuple[Attachment, ...]:
        """Return the files of a 評価書, the newest first."""
        query = select(AttachmentRow).where(AttachmentRow.dossier_id == dossier_id)
        query = query.order_by(col(AttachmentRow.id).desc()).options(_WITHOUT_BYTES)
        rows = self.connection.exec(query)
        return tuple(map(_attachment, rows))

    def data(self, number: int) -> bytes:
        """Return the bytes of a file. Raises PathNotFound."""
        return self._found(AttachmentRow, number, "ファイル").data


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(
        id=numbered(row.id),
        dossier_id=row.dossier_id,
        draft_id=row.draft_id,
        edition_id=row.edition_id,
        role=row.role,
        file_name=row.file_name,
        media_type=row.media_type,
        sha256=row.sha256,
        conducted_on=row.conducted_on,
        published_on=row.published_on,
        made_by=row.made_by,
        made_at=row.made_at,
    )
