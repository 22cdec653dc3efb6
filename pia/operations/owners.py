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


@dataclass(frozen=True)
class Owners:
    """What a person says about where a document belongs; "" where the document says it."""

    number: str = ""
    organisation: str = ""
    division: str = ""
    task: str = ""


@dataclass(frozen=True)
class Placed:
    """The 評価書 a document belongs to, and what had to be made for it."""

    dossier: Dossier
    made: tuple[str, ...]


def place(act: Act, work: Work, document: Assessment, owners: Owners) -> Placed:
    """Return the 評価書 of a document, made with its owners where the store has none.

    Raises InputRefused where neither person nor document says number or 機関.
    """
    number = _said(owners.number, document, "number", "評価書番号")
    placer = _Placer(act, work)
    organisation = placer.organisation(
        _said(owners.organisation, document, "organisation", "評価実施機関名")
    )
    known = work.dossiers.find(organisation.id, number, document.form_name)
    if known is None:
        task = placer.task(organisation, _task_name(owners, document), _division(owners, document))
        known = placer.dossier(task, number, document)
    return Placed(known, tuple(placer.made))


class _Placer:
    def __init__(self, act: Act, work: Work) -> None:
        self.act, self.work = act, work
        self.made: list[str] = []

    def organisation(self, name: str) -> Organisation:
        found = _named(self.work.ownership.organisations(), name)
        if found is not None:
            return found
        city = self._municipality(name.removesuffix("長"))
        return self._told("評価実施機関", self.work.ownership.add_organisation(city.id, name))

    def task(self, organisation: Organisation, name: str, division: str) -> Task:
        mine = [t for t in self.work.ownership.tasks() if t.organisation_id == organisation.id]
        found = _named(mine, name)
        if found is not None:
            return found
        place = self._division(organisation.municipality_id, division)
        return self._told("事務", self.work.ownership.add_task(organisation.id, place.id, name))

    def dossier(self, task: Task, number: str, document: Assessment) -> Dossier:
        if self.work.dossiers.of_lineage(document.lineage):
            hint = "同じ文書を別の番号で登録しようとしていないか確かめてください。"
            raise InputRefused("この文書は別の評価書として登録済みです", where=number, hint=hint)
        dossier = self.work.dossiers.add(
            task.id, task.organisation_id, number, document.form_name, document.lineage
        )
        self.act.note(self.work, "dossier-add", f"dossier {dossier.id}", number=number)
        return dossier

    def _municipality(self, name: str) -> Municipality:
        cities = self.work.ownership.municipalities()
        return (
            cities[0] if cities else self._told("団体", self.work.ownership.add_municipality(name))
        )

    def _division(self, municipality_id: int, name: str) -> Division:
        found = _named(self.work.ownership.divisions(), name)
        if found is not None:
            return found
        made = self.work.ownership.add_division(municipality_id, name, _LONG_AGO)
        return self._told("課", made)

    def _told(self, what: str, owner: _Owner) -> _Owner:
        self.made.append(f"{what}「{owner.name}」")
        self.act.note(self.work, "owner-add", f"{what} {owner.id}")
        return owner


def _named(owners: Iterable[_Owner], name: str) -> _Owner | None:
    """Return the owner of a name in any width, the newest where several had it."""
    found = [owner for owner in owners if fold(owner.name) == fold(name)]
    return found[-1] if found else None


def _said(given: str, document: Assessment, item: str, title: str) -> str:
    text = given.strip() or _text(document, item)
    if not text:
        raise InputRefused(f"{title}が読み取れません", hint=f"{title}を指定してください。")
    return text


def _task_name(owners: Owners, document: Assessment) -> str:
    """Return the 事務 as said, else as Ⅰ-1① names it, else as the title of the document does."""
    title = _text(document, "title").removesuffix(document.form.name).strip()
    return owners.task.strip() or _text(document, "task_name") or title or "（事務の名称未記入）"


def _division(owners: Owners, document: Assessment) -> str:
    return owners.division.strip() or _text(document, "department") or "（担当課未記入）"


def _text(document: Assessment, item: str) -> str:
    value = document.answers.get(item)
    return " ".join(value.split()) if isinstance(value, str) else ""
