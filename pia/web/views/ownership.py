"""The city and its parts as their page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pia.operations.handing_over import has_ended
from pia.store.records import Municipality
from pia.store.work import Work


@dataclass(frozen=True)
class DivisionLine:
    """A 課."""

    id: int
    name: str
    contact: str
    begins_on: date
    ends_on: date | None
    #: Names of the 課 that go on with its work.
    successors: str


@dataclass(frozen=True)
class TaskLine:
    """A 事務."""

    id: int
    name: str
    organisation: str
    division: str
    #: Its 課 has ended, so that another one must be chosen.
    is_orphan: bool
    ended_on: date | None


@dataclass(frozen=True)
class OwnershipPage:
    """All of them."""

    city: Municipality | None
    organisations: tuple[str, ...]
    divisions: tuple[DivisionLine, ...]
    tasks: tuple[TaskLine, ...]


def ownership_page(work: Work, today: date) -> OwnershipPage:
    """Return the page, the 課 that there are before those that ended."""
    divisions = {division.id: division for division in work.ownership.divisions()}
    organisations = {
        organisation.id: organisation for organisation in work.ownership.organisations()
    }
    lines = [
        DivisionLine(
            d.id,
            d.name,
            d.contact,
            d.begins_on,
            d.ends_on,
            "、".join(divisions[successor].name for successor in d.successors),
        )
        for d in divisions.values()
    ]
    tasks = [
        TaskLine(
            t.id,
            t.name,
            organisations[t.organisation_id].name,
            divisions[t.division_id].name,
            has_ended(divisions[t.division_id], today) and t.ended_on is None,
            t.ended_on,
        )
        for t in work.ownership.tasks()
    ]
    return OwnershipPage(
        city=next(iter(work.ownership.municipalities()), None),
        organisations=tuple(organisation.name for organisation in organisations.values()),
        divisions=tuple(sorted(lines, key=lambda line: line.ends_on is not None)),
        tasks=tuple(tasks),
    )
