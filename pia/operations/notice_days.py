"""Notices of days that are near or past: of publishing, of planned changes, of sheets, of 見直し."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from pia.accounts.japan_time import JST
from pia.approval.roles import Actor, Role
from pia.approval.states import DRAFT, REVIEW
from pia.assessment.wareki import to_wareki
from pia.operations.act import civil_day
from pia.operations.notice import Notice, Subject
from pia.operations.notice_facts import Facts
from pia.operations.yearly_reviews import change_wanted
from pia.store.records import DossierLine, OpenDraft

#: A 公表予定日 is told so many days before.
NEAR = timedelta(days=14)
#: The last days before a planned change are told so long before, anew each time.
PLAN_TOLD = (timedelta(days=60), timedelta(days=30))
_DAY = timedelta(days=1)


def day_notices(actor: Actor, known: Facts, own: set[int], now: datetime) -> Iterator[Notice]:
    """Yield what a person is told of days; `own` are the open drafts that they wrote in."""
    today = civil_day(now)
    yield from _publications(actor, known, own, today)
    if actor.has(Role.EDITOR):
        yield from _plans(known, today)
        yield from _sheets(actor, known, own)
        yield from _reviews(known, today)
        yield from _wanted(known)


def title_of(line: DossierLine) -> str:
    """Return what a notice calls an 評価書."""
    return f"{line.dossier.number} {line.task}"


def planned_words(draft: OpenDraft) -> str:
    """Return the 公表予定日 of a draft, "" where there is none."""
    return f"公表予定日 {to_wareki(draft.planned_on)}" if draft.planned_on else ""


def _publications(actor: Actor, known: Facts, own: set[int], today: date) -> Iterator[Notice]:
    """Yield each 公表予定日 that is near or past, for who has to bring the draft there."""
    for line in known.lines:
        draft = line.opened
        if draft is None or draft.planned_on is None or draft.planned_on - NEAR > today:
            continue
        is_written = draft.state in (DRAFT, REVIEW)
        if draft.id in own if is_written else actor.has(Role.PUBLISHER):
            said = planned_words(draft) + _past(draft.planned_on, today)
            since = _beginning(draft.planned_on - NEAR)
            yield Notice(Subject.DAY, draft.id, title_of(line), said, since)


def _plans(known: Facts, today: date) -> Iterator[Notice]:
    """Yield the last days of 提出 and 公表 before planned changes, until both are done."""
    titles = {line.dossier.id: title_of(line) for line in known.lines}
    for one in known.plans:
        for what, day in one.deadlines:
            told = [at for ahead in PLAN_TOLD if (at := day - ahead) <= today]
            if day < today:
                told.append(day + _DAY)
            if told:
                said = f"{one.plan.title}：{what}の期限 {to_wareki(day)}{_past(day, today)}"
                since = _beginning(told[-1])
                title = titles[one.plan.dossier_id]
                yield Notice(Subject.PLAN, None, title, said, since, day=one.plan.effective_on)


def _sheets(actor: Actor, known: Facts, own: set[int]) -> Iterator[Notice]:
    """Yield the sheets that did not come back in time, for who sent them or writes the draft."""
    titles = {line.opened.id: title_of(line) for line in known.lines if line.opened}
    for sheet in known.overdue_sheets:
        concerns = sheet.asked_by == actor.id or sheet.draft_id in own
        if concerns and sheet.draft_id in titles:
            said = f"第{sheet.id}号「{sheet.title}」：回答期限 {to_wareki(sheet.due_on)}"
            since = _beginning(sheet.due_on + _DAY)
            yield Notice(Subject.SHEET, sheet.draft_id, titles[sheet.draft_id], said, since)


def _reviews(known: Facts, today: date) -> Iterator[Notice]:
    """Yield one notice of all 評価書 whose 見直し is overdue: they are looked over together."""
    overdue = ((one.due, one.line) for one in known.reviews if one.due and one.due < today)
    found = sorted(overdue, key=lambda one: one[0])
    if found:
        day, line = found[0]
        more = f" ほか{len(found) - 1}件" if len(found) > 1 else ""
        said = f"もっとも早い期日 {to_wareki(day)}（過ぎています）"
        since = _beginning(found[-1][0] + _DAY)
        yield Notice(Subject.REVIEWS, None, title_of(line) + more, said, since)


def _wanted(known: Facts) -> Iterator[Notice]:
    """Yield each 見直し that found a change is needed, until a draft is begun."""
    for one in known.reviews:
        day = change_wanted(one.line, one.newest)
        if day is not None and one.newest is not None:
            said = f"見直し {to_wareki(day)}" + (f"：{one.newest.note}" if one.newest.note else "")
            since, number = one.newest.made_at, one.line.dossier.id
            title = title_of(one.line)
            yield Notice(Subject.WANTED, None, title, said, since, dossier_id=number)


def _past(day: date, today: date) -> str:
    return "（過ぎています）" if day < today else ""


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), JST)
