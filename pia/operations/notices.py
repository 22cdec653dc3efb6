"""What waits for a person: derived from drafts, their steps, comments and sheets; never kept.

A notice stands until what it tells of is done, read or not; what is kept is only up to when a
person has read. One that asks for nothing stands until it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from pia.accounts.japan_time import JST
from pia.approval.roles import Actor, Role
from pia.approval.states import DRAFT, REVIEW
from pia.assessment.wareki import to_wareki
from pia.operations.act import Act
from pia.operations.notice_facts import Facts, facts
from pia.store.records import DossierLine, OpenDraft
from pia.store.work import Store

#: A 公表予定日 is told so many days before.
NEAR = timedelta(days=14)
#: What nobody read is told no longer than this.
_TOLD = timedelta(days=30)
#: What is shown of a comment, in signs.
_SHOWN = 60


class Subject(StrEnum):
    """What a notice is about."""

    SENT_BACK = "sent_back"
    COMMENT = "comment"
    ANSWERS = "answers"
    TURN = "turn"
    LOOK = "look"
    LOOK_CLOSED = "look_closed"
    UNDONE = "undone"
    SUBMIT = "submit"
    PUBLISH = "publish"
    DAY = "day"


@dataclass(frozen=True)
class Notice:
    """One thing that waits for a person."""

    subject: Subject
    draft_id: int
    #: 評価書番号 and 事務.
    title: str
    #: What was said, "" for nothing.
    detail: str
    #: Since when it waits.
    since: datetime
    #: Id path of the item it is about, "" for the whole draft.
    path: str = ""


@dataclass(frozen=True)
class Mine:
    """The notices of a person, the newest first."""

    notices: tuple[Notice, ...]
    #: Up to when the person has read, None for never.
    seen_at: datetime | None

    def is_new(self, notice: Notice) -> bool:
        """Return whether a notice came after the person last read."""
        return self.seen_at is None or notice.since > self.seen_at

    @property
    def new(self) -> int:
        """How many came since."""
        return sum(map(self.is_new, self.notices))


def my_notices(store: Store, actor: Actor, now: datetime) -> Mine:
    """Return what waits for a person now."""
    with store.reading() as work:
        seen_at = work.notices.seen_at(actor.id)
        unread = max(filter(None, (seen_at, now - _TOLD)))
        return Mine(notices(actor, facts(store, work, actor, unread), now), seen_at)


def see(act: Act) -> None:
    """Keep that the person has read all notices up to now."""
    with act.store.writing() as work:
        work.notices.see(act.actor.id, act.at)


def notices(actor: Actor, known: Facts, now: datetime) -> tuple[Notice, ...]:
    """Return what waits for a person, the newest first."""
    opened = {line.opened.id: (line, line.opened) for line in known.lines if line.opened}
    own = {number for number in opened if actor.id in known.writers.get(number, ())}
    found = [
        *_sent_back(actor, known, own, opened),
        *_talk(actor, known, own, opened),
        *_undone(known, opened),
        *_at_their_step(actor, known, opened.values()),
        *_days(actor, own, opened.values(), now),
        *(Notice(Subject.LOOK, n, title, "", at) for (n, title), at in known.looks.items()),
        *(
            Notice(
                Subject.LOOK_CLOSED,
                one.draft_id,
                title,
                f"{one.by}：{_short(one.reason)}",
                one.made_at,
            )
            for one, title in known.closed
        ),
    ]
    return tuple(sorted(found, key=lambda notice: notice.since, reverse=True))


_Opened = tuple[DossierLine, OpenDraft]


def _sent_back(
    actor: Actor, known: Facts, own: set[int], opened: Mapping[int, _Opened]
) -> Iterator[Notice]:
    for one in known.sent_back:
        if one.draft_id in opened and (one.draft_id in own or one.asked_by == actor.id):
            title = _title(opened[one.draft_id][0])
            yield Notice(Subject.SENT_BACK, one.draft_id, title, one.reason, one.at)


def _undone(known: Facts, opened: Mapping[int, _Opened]) -> Iterator[Notice]:
    for one in known.undone:
        if one.draft_id in opened:
            title = _title(opened[one.draft_id][0])
            yield Notice(Subject.UNDONE, one.draft_id, title, f"{one.by}さん", one.made_at)


def _talk(
    actor: Actor, known: Facts, own: set[int], opened: Mapping[int, _Opened]
) -> Iterator[Notice]:
    """Yield what others said last on what a person wrote, or in threads they take part in."""
    for thread in known.threads:
        concerns = thread.draft_id in own or actor.id in thread.people
        if concerns and thread.made_by != actor.id and thread.draft_id in opened:
            title = _title(opened[thread.draft_id][0])
            said = f"{thread.by}：{_short(thread.body)}"
            yield Notice(Subject.COMMENT, thread.draft_id, title, said, thread.made_at, thread.path)
    for sheet in known.answers:
        mine = sheet.asked_by == actor.id or sheet.draft_id in own
        if mine and actor.has(Role.EDITOR) and sheet.draft_id in opened:
            title = _title(opened[sheet.draft_id][0])
            said = f"{sheet.title}（{sheet.count}件）"
            yield Notice(Subject.ANSWERS, sheet.draft_id, title, said, sheet.at)


def _at_their_step(actor: Actor, known: Facts, opened: Iterable[_Opened]) -> Iterator[Notice]:
    for line, draft in opened:
        since = known.since.get(draft.id)
        if since is None:
            continue
        turn = known.turns.get(draft.id)
        if turn and turn.is_of(actor):
            yield Notice(Subject.TURN, draft.id, _title(line), turn.title, since)
        subject = {"approved": Subject.SUBMIT, "submitted": Subject.PUBLISH}.get(draft.state)
        if subject and actor.has(Role.PUBLISHER):
            yield Notice(subject, draft.id, _title(line), _planned(draft), since)


def _days(
    actor: Actor, own: set[int], opened: Iterable[_Opened], now: datetime
) -> Iterator[Notice]:
    """Yield each 公表予定日 that is near or past, for who has to bring the draft there."""
    for line, draft in opened:
        is_written = draft.state in (DRAFT, REVIEW)
        concerns = draft.id in own if is_written else actor.has(Role.PUBLISHER)
        if draft.planned_on is not None and concerns:
            since = _beginning(draft.planned_on - NEAR)
            if since <= now:
                is_past = _beginning(draft.planned_on + timedelta(days=1)) <= now
                said = _planned(draft) + ("（過ぎています）" if is_past else "")
                yield Notice(Subject.DAY, draft.id, _title(line), said, since)


def _title(line: DossierLine) -> str:
    return f"{line.dossier.number} {line.task}"


def _planned(draft: OpenDraft) -> str:
    return f"公表予定日 {to_wareki(draft.planned_on)}" if draft.planned_on else ""


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), JST)
