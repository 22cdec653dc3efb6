"""What the store gives out: frozen records, each read whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pia.approval.roles import Actor, Role
from pia.assessment import Assessment
from pia.revision.judging import Judgement
from pia.revision.timing.names import Renaming


@dataclass(frozen=True)
class Municipality:
    """A 団体."""

    id: int
    name: str
    code: str


@dataclass(frozen=True)
class Organisation:
    """An 評価実施機関."""

    id: int
    municipality_id: int
    name: str


@dataclass(frozen=True)
class Division:
    """A 課 for the days it exists."""

    id: int
    municipality_id: int
    name: str
    contact: str
    begins_on: date
    ends_on: date | None
    #: Numbers of the 課 that go on with its work.
    successors: tuple[int, ...] = ()


@dataclass(frozen=True)
class Withdrawal:
    """That a name of the city's list counts no more."""

    reason: str
    #: Name of the person.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class KeptName:
    """One name of the city's own list, with who added it, and when."""

    id: int
    municipality_id: int
    name: Renaming
    #: Name of the person.
    by: str
    made_at: datetime
    #: None while it counts.
    withdrawn: Withdrawal | None


@dataclass(frozen=True)
class Task:
    """A 事務."""

    id: int
    organisation_id: int
    division_id: int
    name: str
    ended_on: date | None


@dataclass(frozen=True)
class Dossier:
    """A 評価書 over all its editions."""

    id: int
    task_id: int
    organisation_id: int
    number: str
    form: str
    lineage: str
    published_id: int | None


@dataclass(frozen=True)
class DossierLine:
    """A 評価書 as lists show it."""

    dossier: Dossier
    task: str
    division: str
    organisation: str
    #: 公表日 of the edition in public, None where there is none.
    published_on: date | None
    #: Its kind, None likewise.
    edition_kind: str | None
    #: The open draft and its state, None where nobody is at work.
    draft_id: int | None
    state: str | None


@dataclass(frozen=True)
class Draft:
    """A draft as it is now."""

    id: int
    dossier_id: int
    base_id: int | None
    kind: str
    state: str
    document: Assessment
    #: Number of the newest entry of the Change log.
    sequence: int
    planned_on: date | None
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class DraftChange:
    """One entry of a draft's Change log."""

    draft_id: int
    sequence: int
    what: str
    #: Ops as JSON; withheld parts before and after for `withheld`.
    ops: Any
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class KeptJudgement:
    """A judgement on a row with who made it, and when."""

    judgement: Judgement
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class Step:
    """One step from state to state."""

    id: int
    draft_id: int
    action: str
    came_from: str
    went_to: str
    digest: str
    comment: str
    details: dict[str, Any]
    made_by: int
    made_at: datetime


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


@dataclass(frozen=True)
class User:
    """A person with an account; the hash of the password stays in the store."""

    id: int
    name: str
    display_name: str
    division_id: int | None
    one_time: bool
    is_active: bool
    failures: int
    locked_until: datetime | None
    roles: frozenset[Role] = field(default=frozenset())

    @property
    def actor(self) -> Actor:
        """The user as operations know them."""
        return Actor(self.id, self.name, self.display_name, self.roles)


@dataclass(frozen=True)
class Session:
    """A session of a browser."""

    id: str
    user_id: int | None
    data: dict[str, Any]
    made_at: datetime
    seen_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class AuditEntry:
    """One entry of the audit."""

    id: int
    at: datetime
    user_id: int | None
    actor: str
    action: str
    subject: str
    details: dict[str, Any]
    previous: str
    digest: str
