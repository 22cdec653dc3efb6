"""What the store tells of all open drafts, from which the notices of a person are derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pia.approval.roles import Actor, Role
from pia.approval.states import REVIEW
from pia.operations.looking import memory_of
from pia.operations.looks import OwedLook, closed_looks, owed_looks
from pia.operations.open_plans import OpenPlan, open_plans
from pia.operations.turns import Turn, Turns
from pia.operations.yearly_reviews import ReviewLine, lines_in
from pia.store.records import (
    ClosedLook,
    DossierLine,
    OpenThread,
    OverdueSheet,
    SentBack,
    UndoneSave,
    Unsettled,
    WaitingAnswers,
)
from pia.store.work import Store, Work


@dataclass(frozen=True)
class Facts:
    """What the store tells of all open drafts, and of one person's 後閲."""

    lines: tuple[DossierLine, ...]
    #: Whose turn it is under review, by draft.
    turns: Mapping[int, Turn] = field(default_factory=dict)
    #: Who wrote, by draft.
    writers: Mapping[int, frozenset[int]] = field(default_factory=dict)
    #: Since when it waits, by draft that took a step.
    since: Mapping[int, datetime] = field(default_factory=dict)
    sent_back: tuple[SentBack, ...] = ()
    threads: tuple[OpenThread, ...] = ()
    answers: tuple[WaitingAnswers, ...] = ()
    #: 代決 that a person has yet to look at: draft and title → since when.
    looks: Mapping[tuple[int, str], datetime] = field(default_factory=dict)
    #: 後閲 that an administrator closed, with the title of the draft.
    closed: tuple[tuple[ClosedLook, str], ...] = ()
    #: Saves of this person that others took back.
    undone: tuple[UndoneSave, ...] = ()
    #: 重要な変更 that are planned and whose 提出 and 公表 are still to come.
    plans: tuple[OpenPlan, ...] = ()
    overdue_sheets: tuple[OverdueSheet, ...] = ()
    #: Every 評価書 with its newest 見直し.
    reviews: tuple[ReviewLine, ...] = ()
    #: What this person wrote of items that others changed too, and has not settled.
    unsettled: tuple[Unsettled, ...] = ()


def facts(store: Store, work: Work, actor: Actor, unread: datetime, today: date) -> Facts:
    """Return what the store tells, in the same few questions for any number of drafts.

    Of what asks for nothing, only what came after `unread`. Plans, sheets and 見直し are editors'.
    """
    writes = actor.has(Role.EDITOR)
    lines = work.dossiers.lines()
    turns = Turns(work, memory_of(store))
    under_review = (line.opened for line in lines if line.opened and line.state == REVIEW)
    return Facts(
        lines=lines,
        turns={opened.id: turns.of(opened) for opened in under_review}
        if actor.has(Role.APPROVER)
        else {},
        writers=work.waiting.writers(),
        since=work.waiting.since(),
        sent_back=work.waiting.sent_back(),
        threads=work.waiting.threads(),
        answers=work.waiting.answers(),
        looks=dict(_looks(work, actor)),
        undone=tuple(one for one in work.waiting.undone(unread) if one.saved_by == actor.id),
        plans=open_plans(work, (one for one in lines if not one.task_ended_on)) if writes else (),
        overdue_sheets=work.waiting.overdue_sheets(today) if writes else (),
        reviews=lines_in(work, today, lines) if writes else (),
        unsettled=work.unsettled.of(actor.id),
        closed=tuple(
            (one, _title(work, one.draft_id)) for one in closed_looks(work, actor.id, unread)
        ),
    )


def _may_end(actor: Actor, look: OwedLook, *, closes: bool) -> bool:
    """Return whether a 後閲 waits for somebody: to look, or as an administrator to close it."""
    if actor.id in (user.id for user in look.by):
        return True
    return closes and look.is_orphaned and look.decided_by != actor.id


def _looks(work: Work, actor: Actor) -> Iterator[tuple[tuple[int, str], datetime]]:
    """Yield the 後閲 that wait for a person; few have any, so that each draft is asked.

    Of a switched-off account: for who holds the stage now, and for administrators.
    """
    waiting = work.waiting.stood_in_for(actor.id)
    if actor.has(Role.APPROVER, Role.ADMINISTRATOR):
        waiting |= work.waiting.orphaned_looks()
    closes, users = actor.has(Role.ADMINISTRATOR), work.users.all() if waiting else ()
    for number, at in waiting.items():
        draft = work.drafts.get(number)
        looks = owed_looks(work, draft, users=users)
        if any(_may_end(actor, one, closes=closes) for one in looks):
            yield (number, _title(work, number)), at


def _title(work: Work, draft_id: int) -> str:
    dossier = work.dossiers.get(work.drafts.get(draft_id).dossier_id)
    return f"{dossier.number} {work.ownership.task(dossier.task_id).name}"
