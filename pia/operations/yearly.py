"""The year ahead: 重要な変更 that are planned, and everything that falls due, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pia.approval.roles import Role
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused, NotAllowed
from pia.official.typed import keep_typed
from pia.operations.act import Act
from pia.operations.days import check_day
from pia.operations.open_plans import open_plans
from pia.operations.portfolio import portfolio_lines
from pia.operations.repeated import is_again
from pia.store.records import PlannedChange
from pia.store.work import Store

#: How a planned change ends → what people call it.
ENDS = {"done": "実施した", "dropped": "取りやめた"}
_MOST_TITLE, _MOST_TEXT = 200, 2_000
#: Nobody plans a change further ahead than this.
_YEARS_AHEAD = 10

#: Kinds of days, in the order in which one day lists them.
SUBMIT_BY, PUBLISH_BY, EFFECTIVE = "submit-by", "publish-by", "effective"
PLANNED, REVIEW, FIVE_YEARS = "planned", "review", "five-years"


@dataclass(frozen=True)
class YearDay:
    """One thing on one day."""

    day: date
    #: One of the kinds above.
    kind: str
    dossier_id: int
    number: str
    task: str
    #: What is to change, "" where it is no planned change.
    title: str = ""
    detail: str = ""
    #: The planned change, None likewise.
    plan_id: int | None = None
    #: The open draft whose 公表予定日 it is.
    draft_id: int | None = None


@dataclass(frozen=True)
class EndedChange:
    """A planned change that is done or dropped."""

    plan: PlannedChange
    number: str
    task: str


def year_days(store: Store, first: date, last: date, as_of: date) -> tuple[YearDay, ...]:
    """Return everything from one day to another, in order."""
    found = [*_planned_changes(store), *_due(store, as_of)]
    within = (one for one in found if first <= one.day <= last)
    return tuple(sorted(within, key=lambda one: (one.day, _ORDER.index(one.kind), one.number)))


_ORDER = (SUBMIT_BY, PUBLISH_BY, EFFECTIVE, PLANNED, REVIEW, FIVE_YEARS)


def ended_changes(store: Store, first: date, last: date) -> tuple[EndedChange, ...]:
    """Return the planned changes of some days that are done or dropped."""
    with store.reading() as work:
        owners = {line.dossier.id: line for line in work.dossiers.lines()}
        return tuple(
            EndedChange(plan, owners[plan.dossier_id].dossier.number, owners[plan.dossier_id].task)
            for plan in work.planning.changes()
            if plan.end is not None and first <= plan.effective_on <= last
        )


def plan_change(
    act: Act, dossier_id: int, title: str, detail: str, effective_on: date | None
) -> int:
    """Keep a 重要な変更 that is to take effect on a day; return its number.

    Raises InputRefused, NotAllowed (an 評価書 of a 事務 that ended), PathNotFound.
    """
    act.actor.need(Role.EDITOR)
    title, detail = checked_title(title), checked_detail(detail)
    day = checked_day(act, effective_on)
    with act.store.writing() as work:
        dossier = work.dossiers.get(dossier_id)
        if work.ownership.task(dossier.task_id).ended_on is not None:
            raise NotAllowed("終了した事務の評価書です", where=f"評価書番号{dossier.number}")
        for one in work.planning.changes():
            known = (one.dossier_id, one.title, one.detail, one.effective_on)
            is_same = known == (dossier_id, title, detail, day) and one.end is None
            if is_same and is_again(act, one.made_by, one.made_at):
                return one.id
        plan = work.planning.plan(dossier_id, title, detail, day, **act.by)
        act.note(work, "plan-add", f"dossier {dossier_id}", plan=plan, effective_on=str(day))
        return plan


def checked_title(text: str) -> str:
    """Return what changes as it is kept. Raises InputRefused."""
    title = _checked(text, "変更の内容", _MOST_TITLE)
    if not title:
        raise InputRefused("変更の内容がありません", hint="何が変わるかを入れてください。")
    return title


def checked_detail(text: str) -> str:
    """Return what else is said of a change as it is kept. Raises InputRefused."""
    return _checked(text, "補足", _MOST_TEXT)


def end_plan(act: Act, plan_id: int, what: str, note: str) -> None:
    """Keep that a planned change is done or dropped; once. Raises InputRefused, NotAllowed."""
    act.actor.need(Role.EDITOR)
    check_end(what)
    note = checked_note(note)
    with act.store.writing() as work:
        plan = work.planning.get(plan_id)
        if plan.end is not None:
            raise NotAllowed(f"この予定は「{ENDS[plan.end.what]}」と記録済みです", where=plan.title)
        work.planning.end(plan_id, what, note, **act.by)
        act.note(work, "plan-end", f"dossier {plan.dossier_id}", plan=plan_id, what=ENDS[what])


def check_end(what: str) -> None:
    """Raise InputRefused for what is no way to end a planned change."""
    if what not in ENDS:
        hint = f"選べるのは{'・'.join(ENDS.values())}です。"
        raise InputRefused("どう終わったかが選ばれていません", hint=hint)


def checked_note(text: str) -> str:
    """Return what is said of an end as it is kept. Raises InputRefused."""
    return _checked(text, "メモ", _MOST_TEXT)


def _planned_changes(store: Store) -> Iterator[YearDay]:
    with store.reading() as work:
        owners = {line.dossier.id: line for line in work.dossiers.lines()}
        for one in open_plans(work, owners.values()):
            plan, line = one.plan, owners[one.plan.dossier_id]
            for kind, day in (
                (SUBMIT_BY, one.latest.submit_by),
                (PUBLISH_BY, one.latest.publish_by),
                (EFFECTIVE, plan.effective_on),
            ):
                yield YearDay(
                    *(day, kind, plan.dossier_id, line.dossier.number, line.task),
                    *(plan.title, plan.detail, plan.id),
                )


def _due(store: Store, as_of: date) -> Iterator[YearDay]:
    for one in portfolio_lines(store, as_of):
        about = (one.line.dossier.id, one.line.dossier.number, one.line.task)
        if one.review_by:
            yield YearDay(one.review_by, REVIEW, *about)
        if one.five_years_by:
            yield YearDay(one.five_years_by, FIVE_YEARS, *about)
        opened = one.line.opened
        if opened and opened.planned_on:
            yield YearDay(opened.planned_on, PLANNED, *about, draft_id=opened.id)


def _checked(text: str, name: str, most: int) -> str:
    text = keep_typed(text, name).strip()
    if len(text) > most:
        hint = f"{most:,}文字までにしてください。"
        raise InputRefused(f"{name}が長すぎます", where=f"{len(text):,}文字", hint=hint)
    return text


def checked_day(act: Act, day: date | None) -> date:
    """Return the day of a change. Raises InputRefused for none, and for one that is no such."""
    name = "実施予定日"
    if day is None:
        raise InputRefused(f"{name}がありません", hint=f"{name}を入れてください。")
    check_day(day, name)
    if day.year > act.today.year + _YEARS_AHEAD:
        hint = "年を確かめてください。"
        raise InputRefused(f"{name}が{_YEARS_AHEAD}年より先です", where=to_wareki(day), hint=hint)
    return day
