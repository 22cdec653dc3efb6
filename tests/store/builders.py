"""A small city in a store: one line makes a user, a 評価書, a draft, an edition."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pia.approval.roles import Role
from pia.assessment import Assessment
from pia.store.editions import NewEdition
from pia.store.records import Dossier, Draft, Edition, User
from pia.store.work import Work
from tests.builders import assessment

AT = datetime(2026, 4, 1, 0, 30, 15, 123456, tzinfo=UTC)
LATER = AT + timedelta(hours=3)
DAY = date(2026, 4, 1)


@dataclass(frozen=True)
class City:
    """The numbers of what `city` keeps."""

    municipality: int
    organisation: int
    division: int
    task: int
    user: int


def city(work: Work, name: str = "みほん市") -> City:
    """A 団体 with its 市長, one 課, one 事務 and one user."""
    ownership = work.ownership
    municipality = ownership.add_municipality(name, "000000").id
    organisation = ownership.add_organisation(municipality, f"{name}長").id
    division = ownership.add_division(municipality, "市民課", date(2020, 4, 1), "電話 内線100").id
    task = ownership.add_task(organisation, division, "住民基本台帳に関する事務").id
    return City(municipality, organisation, division, task, user(work, f"sato{municipality}").id)


def user(work: Work, name: str, *roles: Role) -> User:
    """An account."""
    given = roles or (Role.EDITOR,)
    return work.users.add(name, "佐藤 花子", "$argon2id$hash", given, one_time=True, at=AT)


def dossier(work: Work, city: City, number: str = "1", lineage: str = "") -> Dossier:
    """A 評価書."""
    lineage = lineage or f"lineage{city.organisation}-{number}"
    return work.dossiers.add(city.task, city.organisation, number, "yoshiki3", lineage)


def draft(work: Work, city: City, of: Dossier, document: Assessment | None = None) -> Draft:
    """A draft."""
    document = document or assessment()
    return work.drafts.add(of.id, document, base_id=None, kind="first", by=city.user, at=AT)


def edition(work: Work, city: City, of: Dossier, day: date = DAY, **more: Any) -> Edition:
    """An edition, 移行 unless told otherwise."""
    usual: dict[str, Any] = {"kind": "first", "origin": "adopted", "document": assessment()}
    new = NewEdition(dossier_id=of.id, published_on=day, **(usual | more))
    return work.editions.add(new, by=city.user, at=AT)
