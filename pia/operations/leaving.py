"""What an account leaves behind that is switched off: places on routes, drafts at them and its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pia.approval.route import Stage, read_route
from pia.approval.states import DRAFT, REVIEW
from pia.operations.looks import owed_looks
from pia.operations.routes import standing
from pia.store.records import Draft
from pia.store.work import Work


@dataclass(frozen=True)
class Seat:
    """A place on the route that counts for an 評価実施機関."""

    organisation_id: int
    organisation: str
    stage: str
    #: Nobody else stands at the stage.
    is_alone: bool


@dataclass(frozen=True)
class LeftDraft:
    """A draft that waits, or may come to wait, for the account."""

    draft_id: int
    #: 評価書番号 and 事務.
    title: str
    stage: str
    #: Its 後閲 is owed, else its approval.
    is_look: bool


@dataclass(frozen=True)
class Left:
    """All of it."""

    seats: tuple[Seat, ...]
    drafts: tuple[LeftDraft, ...]
    #: Number and title of each 下書き that nobody else who still works here has written in.
    writing: tuple[tuple[int, str], ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is left behind."""
        return bool(self.seats or self.drafts or self.writing)


def left_by(work: Work, account: int) -> Left:
    """Return what an account would leave, or has left, behind."""
    return Left(
        seats=tuple(_seats(work, account)),
        drafts=tuple(_drafts(work, account)),
        writing=tuple(_writing(work, account)),
    )


def _seats(work: Work, account: int) -> Iterator[Seat]:
    for office in work.ownership.organisations():
        route = work.routes.of(office.id)
        for stage in read_route(route.definition).stages if route else ():
            if _stands_at(stage, account):
                alone = stage.people == (account,)
                yield Seat(office.id, office.name, stage.title, alone)


def _writing(work: Work, account: int) -> Iterator[tuple[int, str]]:
    others = {user.id for user in work.users.all() if user.is_active} - {account}
    for number, writers in sorted(work.waiting.writers().items()):
        if account in writers and not writers & others:
            draft = work.drafts.get(number)
            if draft.state == DRAFT:
                yield number, _title(work, draft)


def _drafts(work: Work, account: int) -> Iterator[LeftDraft]:
    for line in work.dossiers.lines():
        if line.opened and line.state == REVIEW:
            draft = work.drafts.get(line.opened.id)
            on = standing(work, draft)
            for place in on.position.places if on else ():
                if place.voice is None and _stands_at(place.stage, account):
                    yield LeftDraft(draft.id, _title(work, draft), place.stage.title, is_look=False)
    for number in work.waiting.stood_in_for(account):
        draft = work.drafts.get(number)
        for look in owed_looks(work, draft):
            if look.owner.id == account:
                yield LeftDraft(draft.id, _title(work, draft), look.place.stage.title, is_look=True)


def _stands_at(stage: Stage, account: int) -> bool:
    return account in (*stage.people, *stage.stand_ins)


def _title(work: Work, draft: Draft) -> str:
    dossier = work.dossiers.get(draft.dossier_id)
    return f"{dossier.number} {work.ownership.task(dossier.task_id).name}"
