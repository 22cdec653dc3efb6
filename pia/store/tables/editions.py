"""What was published: editions, how they were read, what was issued, and files handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from pia.approval.kinds import EDITION_KINDS, FACES, ORIGINS
from pia.store.tables.columns import (
    Table,
    counts,
    filled,
    instant,
    json_value,
    key,
    one_of,
    sha256_of,
    to,
    within,
)


class EditionRow(Table, table=True):
    """A 版: one published state of a 評価書, never changed."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("dossier_id", "number"),
        UniqueConstraint("draft_id"),
        UniqueConstraint("id", "dossier_id"),
        within("draft_id", "draft", "dossier_id"),
        one_of("kind", EDITION_KINDS),
        one_of("origin", ORIGINS),
        counts("number"),
        sha256_of("digest"),
        *filled("document"),
    )

    id: int | None = key()
    dossier_id: int = to("dossier")
    #: 第n版 in this store, from 1 in the order of publication.
    number: int
    kind: str
    #: made: approved here; adopted: 移行.
    origin: str
    document: str
    #: SHA-256 of the canonical document.
    digest: str
    approved_on: date | None = None
    submitted_on: date | None = None
    published_on: date
    receipt: str = ""
    draft_id: int | None = None
    made_by: int = to("account")
    made_at: datetime = instant()


class CompletionRow(Table, table=True):
    """読取りの補完: how an adopted edition is to be read; its bytes stay as they were."""

    __tablename__ = "completion"
    __table_args__ = (
        UniqueConstraint("edition_id", "sequence"),
        counts("sequence"),
        *filled("path"),
    )

    id: int | None = key()
    edition_id: int = to("edition")
    sequence: int
    #: Id path of the item a person looked at.
    path: str
    #: Operations; none where the reading was confirmed as it is.
    ops: Any = json_value()
    made_by: int = to("account")
    made_at: datetime = instant()


class SourceRow(Table, table=True):
    """The import report of an adopted edition."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("edition_id"),)

    id: int | None = key()
    edition_id: int = to("edition")
    report: Any = json_value()


class IssueRow(Table, table=True):
    """発行: both faces of one document with one 公表日, rendered once."""

    __tablename__ = "issue"

    id: int | None = key()
    draft_id: int | None = to("draft", default=None, nullable=True)
    #: The day printed as 公表日.
    stamped_on: date
    reason: str
    made_by: int = to("account")
    made_at: datetime = instant()


class IssuedRow(Table, table=True):
    """Which issue an edition was published with; the newest is the one in public."""

    __tablename__ = "issued"
    __table_args__ = (UniqueConstraint("edition_id", "number"), counts("number"))

    id: int | None = key()
    edition_id: int = to("edition")
    issue_id: int = to("issue")
    number: int


class RenderingRow(Table, table=True):
    """The bytes of one file of an issue."""

    __tablename__ = "rendering"
    __table_args__ = (
        UniqueConstraint("issue_id", "face", "format"),
        CheckConstraint("size = length(data)", name="size_of_data"),
        one_of("face", FACES),
        sha256_of("sha256"),
        *filled("format", "file_name"),
    )

    id: int | None = key()
    issue_id: int = to("issue")
    #: whole: for the committee; public: for citizens.
    face: str
    format: str
    file_name: str
    media_type: str
    sha256: str
    #: In bytes.
    size: int
    data: bytes


class AttachmentRow(Table, table=True):
    """A file handed in: 決裁文書, 受付票, the source of an adopted edition, the 基礎 of the 事務."""

    __tablename__ = "attachment"
    __table_args__ = (
        one_of("role", ("approval", "submission", "source", "basic")),
        within("draft_id", "draft", "dossier_id"),
        within("edition_id", "edition", "dossier_id"),
        sha256_of("sha256"),
        *filled("file_name"),
    )

    id: int | None = key()
    dossier_id: int = to("dossier")
    draft_id: int | None = Field(default=None, index=True)
    edition_id: int | None = Field(default=None, index=True)
    role: str
    file_name: str
    media_type: str
    sha256: str
    #: 実施日 and 公表日 of a 基礎.
    conducted_on: date | None = None
    published_on: date | None = None
    data: bytes
    made_by: int = to("account")
    made_at: datetime = instant()
