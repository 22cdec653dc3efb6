"""Where a document belongs: 団体, 評価実施機関, 課, 事務, 評価書 are found or, if need be, made.

What a document does not say must be said by a person; what is made is told and audited.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pia.assessment import Assessment
from pia.errors import InputRefused
from pia.official.folding import fold
from pia.operations.act import Act
from pia.store.records import Division, Dossier, Municipality, Organisation, Task
from pia.store.work import Work

_Owner = TypeVar("_Owner", Municipality, Organisation, Division, Task)

#: Since when a 課 is kept whose beginning nobody said.
_LONG_AGO = date(2014, 4, 20)
#: What 機関 are called behind the name of their 団体.
_BODIES = (
    *("教育委員会教育長", "教育委員会", "教育長", "選挙管理委員会", "農業委員会", "公平委員会"),
    *("監査委員", "議会議長", "議会", "上下水道事業管理者", "水道事業管理者", "病院事業管理者"),
    *("消防長", "長", "知事"),
)


@dataclass(frozen=True)
class Owners:
    """What a person says about where a document belongs; "" where the document says it."""

    number: str = ""
    organisation: str = ""
    division: str = ""
    task: str = ""
    municipality: str = ""


@dataclass(frozen=True)
class Foreseen:
    """Where a document will belong; None: the store does not have it yet."""

    #: Names as the person, else the document says them.
    said: Owners
    municipality: Municipality | None
    organisation: Organisation | None
    division: Division | None
    task: Task | None
    dossier: Dossier | None

    @property
    def missing(self) -> tuple[str, ...]:
        """What will be made, from the 団体 down."""
        wanted = (
            ("団体", self.municipality, self.said.municipality),
            ("評価実施機関", self.organisation, self.said.organisation),
            ("課", self.division, self.said.division),
            ("事務", self.task, self.said.task),
        )
        return tuple(_told(what, name) for what, found, name in wanted if found is None)


@dataclass(frozen=True)
class Placed:
    """The 評価書 a document belongs to, and what had to be made for it."""

    dossier: Dossier
    made: tuple[str, ...]


def foresee(work: Work, document: Assessment, owners: Owners) -> Foreseen:
    """Return where a document will belong; what nobody says is "" and found nowhere."""
    said = _said(document, owners)
    ownership = work.ownership
    organisation = _named(ownership.organisations(), said.organisation)
    cities = ownership.municipalities()
    city = next((c for c in cities if organisation and c.id == organisation.municipality_id), None)
    city = city or _named(cities, said.municipality) or next(iter(cities), None)
    dossier = (
        work.dossiers.find(organisation.id, said.number, document.form_name)
        if organisation
        else None
    )
    task = ownership.task(dossier.task_id) if dossier else _task(work, organisation, said.task)
    division = (
        ownership.division(task.division_id) if task else _division(work, city, said.division)
    )
    return Foreseen(said, city, organisation, division, task, dossier)


def place(act: Act, work: Work, document: Assessment, owners: Owners) -> Placed:
    """Return the 評価書 of a document, made with its owners where the store has none.

    Raises InputRefused where neither person nor document says number or 機関, or where the
    document is another 評価書 already.
    """
    seen = foresee(work, document, owners)
    for title, name in (
        ("評価書番号", seen.said.number),
        ("評価実施機関名", seen.said.organisation),
    ):
        if not name:
            raise InputRefused(f"{title}が読み取れません", hint=f"{title}を指定してください。")
    if seen.dossier is not None:
        return Placed(seen.dossier, ())
    if work.dossiers.of_lineage(document.lineage):
        hint = "同じ文書を別の番号で登録しようとしていないか確かめてください。"
        raise InputRefused(
            "この文書は別の評価書として登録済みです", where=seen.said.number, hint=hint
        )
    task = seen.task or _made_task(act, work, seen)
    dossier = work.dossiers.add(
        task.id, task.organisation_id, seen.said.number, document.form_name, document.lineage
    )
    act.note(work, "dossier-add", f"dossier {dossier.id}", number=seen.said.number)
    return Placed(dossier, seen.missing)


def _made_task(act: Act, work: Work, seen: Foreseen) -> Task:
    """Make the 事務 of a document, with what stands above it where it is missing."""
    ownership, said = work.ownership, seen.said
    city = seen.municipality or _noted(
        act, work, "団体", ownership.add_municipality(said.municipality)
    )
    organisation = seen.organisation or _noted(
        act, work, "評価実施機関", ownership.add_organisation(city.id, said.organisation)
    )
    division = seen.division or _noted(
        act, work, "課", ownership.add_division(city.id, said.division, _LONG_AGO)
    )
    return _noted(act, work, "事務", ownership.add_task(organisation.id, division.id, said.task))


def _noted(act: Act, work: Work, what: str, owner: _Owner) -> _Owner:
    act.note(work, "owner-add", f"{what} {owner.id}")
    return owner


def _told(what: str, name: str) -> str:
    return f"{what}「{name}」"


def _task(work: Work, organisation: Organisation | None, name: str) -> Task | None:
    if organisation is None:
        return None
    mine = (t for t in work.ownership.tasks() if t.organisation_id == organisation.id)
    return _named(mine, name)


def _division(work: Work, city: Municipality | None, name: str) -> Division | None:
    """Return the 課 of a name; where it has ended, the one 課 that goes on with its work."""
    ours = (d for d in work.ownership.divisions() if city and d.municipality_id == city.id)
    found = _named(ours, name)
    passed: set[int] = set()
    while found and found.ends_on and len(found.successors) == 1 and found.id not in passed:
        passed.add(found.id)
        found = work.ownership.division(found.successors[0])
    return found


def _named(owners: Iterable[_Owner], name: str) -> _Owner | None:
    """Return the owner of a name in any width, the newest where several had it."""
    found = [owner for owner in owners if name and fold(owner.name) == fold(name)]
    return found[-1] if found else None


def _said(document: Assessment, owners: Owners) -> Owners:
    """Return every name as the person, else the document says it."""
    organisation = _words(owners.organisation) or _text(document, "organisation")
    title = _text(document, "title").removesuffix(document.form.name).strip()
    task = _words(owners.task) or _text(document, "task_name") or title
    return Owners(
        number=_words(owners.number) or _text(document, "number"),
        organisation=organisation,
        division=_words(owners.division) or _text(document, "department") or "（担当課未記入）",
        task=task or "（事務の名称未記入）",
        municipality=_words(owners.municipality) or _city_of(organisation),
    )


def _city_of(organisation: str) -> str:
    """Return the name of the 団体 that an 機関 belongs to: みほん市長 → みほん市."""
    body = next((body for body in _BODIES if organisation.endswith(body)), "")
    return organisation.removesuffix(body) or organisation


def _text(document: Assessment, item: str) -> str:
    value = document.answers.get(item)
    return _words(value) if isinstance(value, str) else ""


def _words(text: str) -> str:
    return " ".join(text.split())
