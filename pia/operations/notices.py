"""What waits for a person: derived from drafts, their steps, comments and sheets; never kept.

A notice stands until what it tells of is done, read or not; what is kept is only up to when a
person has read. One that asks for nothing stands until it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pia.approval.roles import Actor, Role
from pia.operations.act import Act, civil_day
from pia.operations.notice import Notice, Subject
from pia.operations.notice_days import day_notices, planned_words, title_of
from pia.operations.notice_facts import Facts, facts
from pia.store.records import DossierLine, OpenDraft
from pia.store.work import Store

#: What nobody read is told no longer than this.
_TOLD = timedelta(days=30)
#: What is shown of a comment, in signs.
_SHOWN = 60


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
        return Mine(notices(actor, facts(store, work, actor, unread, civil_day(now)), now), seen_at)


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
        *_unsettled(known, opened),
        *_at_their_step(actor, known, opened.values()),
        *day_notices(actor, known, own, now),
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
            title = title_of(opened[one.draft_id][0])
            yield Notice(Subject.SENT_BACK, one.draft_id, title, one.reason, one.at)


def _undone(known: Facts, opened: Mapping[int, _Opened]) -> Iterator[Notice]:
    for one in known.undone:
        if one.draft_id in opened:
            title = title_of(opened[one.draft_id][0])
            yield Notice(Subject.UNDONE, one.draft_id, title, f"{one.by}さん", one.made_at)


def _unsettled(known: Facts, opened: Mapping[int, _Opened]) -> Iterator[Notice]:
    for one in known.unsettled:
        if one.draft_id in opened:
            title = title_of(opened[one.draft_id][0])
            said = f"{len(one.edits)}項目"
            yield Notice(Subject.UNSETTLED, one.draft_id, title, said, one.made_at)


def _talk(
    actor: Actor, known: Facts, own: set[int], opened: Mapping[int, _Opened]
) -> Iterator[Notice]:
    """Yield what others said last on what a person wrote, or in threads they take part in."""
    for thread in known.threads:
        concerns = thread.draft_id in own or actor.id in thread.people
        if concerns and thread.made_by != actor.id and thread.draft_id in opened:
            title = title_of(opened[thread.draft_id][0])
            said = f"{thread.by}：{_short(thread.body)}"
            yield Notice(Subject.COMMENT, thread.draft_id, title, said, thread.made_at, thread.path)
    for sheet in known.answers:
        mine = sheet.asked_by == actor.id or sheet.draft_id in own
        if mine and actor.has(Role.EDITOR) and sheet.draft_id in opened:
            title = title_of(opened[sheet.draft_id][0])
            said = f"{sheet.title}（{sheet.count}件）"
            yield Notice(Subject.ANSWERS, sheet.draft_id, title, said, sheet.at)


def _at_their_step(actor: Actor, known: Facts, opened: Iterable[_Opened]) -> Iterator[Notice]:
    for line, draft in opened:
        since = known.since.get(draft.id)
        if since is None:
            continue
        turn = known.turns.get(draft.id)
        if turn and turn.is_of(actor):
            yield Notice(Subject.TURN, draft.id, title_of(line), turn.title, since)
        subject = {"approved": Subject.SUBMIT, "submitted": Subject.PUBLISH}.get(draft.state)
        if subject and actor.has(Role.PUBLISHER):
            yield Notice(subject, draft.id, title_of(line), planned_words(draft), since)


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
