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
