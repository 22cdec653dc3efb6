"""What was published: editions, their readings, what was issued, files handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pia.assessment import Assessment


@dataclass(frozen=True)
class Edition:
    """A 版. `document` is what was published, `reading` the same with its 読取りの補完."""

    id: int
    dossier_id: int
    number: int
    kind: str
    origin: str
    document: Assessment
    reading: Assessment
    digest: str
    approved_on: date | None
    submitted_on: date | None
    published_on: date
    receipt: str
    draft_id: int | None
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class Completion:
    """One entry of 読取りの補完: an item confirmed (no ops) or corrected."""

    edition_id: int
    sequence: int
    path: str
    ops: Any
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class Issue:
    """発行 with its files."""

    id: int
    draft_id: int | None
    stamped_on: date
    reason: str
    made_by: int
    made_at: datetime
    renderings: tuple[Rendering, ...] = ()


@dataclass(frozen=True)
class Rendering:
    """One file of an issue, without its bytes (`Work.issues.data`)."""

    id: int
    issue_id: int
    face: str
    format: str
    file_name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True)
class RenderedFile:
    """One file to be kept."""

    face: str
    format: str
    file_name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Attachment:
    """A file handed in, without its bytes (`Work.attachments.data`)."""

    id: int
    dossier_id: int
    draft_id: int | None
    edition_id: int | None
    role: str
    file_name: str
    media_type: str
    sha256: str
    conducted_on: date | None
    published_on: date | None
    made_by: int
    made_at: datetime
