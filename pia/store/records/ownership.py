"""Whose assessment it is, and what a city says of names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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
class OpenDraft:
    """The open draft of a 評価書 as lists show it, without its text."""

    id: int
    state: str
    #: Number of the newest entry of the Change log.
    sequence: int
    planned_on: date | None
    #: Who wrote last: who began it where nothing was saved yet.
    writer_id: int
    writer: str
    #: Number of its newest step, None where there was none.
    step: int | None
    #: Number of the newest voice on its route, None where nobody spoke.
    voice: int | None


@dataclass(frozen=True)
class DossierLine:
    """A 評価書 as lists show it."""

    dossier: Dossier
    municipality_id: int
    task: str
    #: Day on which the 事務 ended, None while it goes on.
    task_ended_on: date | None
    division: str
    organisation: str
    #: 公表日 of the edition in public, None where there is none.
    published_on: date | None
    #: Its kind, None likewise.
    edition_kind: str | None
    #: None where nobody is at work.
    opened: OpenDraft | None

    @property
    def draft_id(self) -> int | None:
        """Number of the open draft."""
        return self.opened.id if self.opened else None

    @property
    def state(self) -> str | None:
        """State of the open draft."""
        return self.opened.state if self.opened else None


@dataclass(frozen=True)
class EditionDay:
    """What one edition is, without its text."""

    id: int
    number: int
    kind: str
    published_on: date
