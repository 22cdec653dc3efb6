"""How the desk of a city works: administrators set it, lists follow at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused
from pia.law.intervals import default_counting, interval_table
from pia.operations.act import Act
from pia.operations.closed_days import CLOSED, keep_closed_days, read_closed_days
from pia.operations.lead_time import NO_LEAD
from pia.store.work import Work

_KEY, _LEAD = "five_years_from", "submission_lead"
#: Nobody wants more days between 提出 and 公表.
MOST_LEAD = 90


@dataclass(frozen=True)
class Desk:
    """What a city says of its desk."""

    #: Key of `countings` in `data/law/intervals.yaml`.
    five_years_from: str
    #: Days between 提出 and 公表 that the city wants before a 重要な変更; the law asks for none.
    submission_lead: int = NO_LEAD


def desk_of(work: Work, municipality_id: int) -> Desk:
    """Return how the desk of a city works; the product's way where it says nothing."""
    return _desk(work.ownership.desk(municipality_id))


def change(act: Act, municipality_id: int, five_years_from: str, seen: str = "") -> Desk:
    """Keep from which editions five years count.

    Raises InputRefused for an unknown way, ChangedMeanwhile where somebody changed it since the
    person looked (`seen` is the way of then, "" asks nothing), PathNotFound.
    """
    act.actor.need(Role.ADMINISTRATOR)
    if five_years_from not in interval_table().countings:
        raise InputRefused("5年の数え方を選んでください", hint="一覧から選んでください。")
    with act.store.writing() as work:
        kept = work.ownership.desk(municipality_id)
        now = _desk(kept).five_years_from
        if seen and seen != now:
            hint = "今の内容を確かめて、もう一度行ってください。"
            raise ChangedMeanwhile("ほかの人が先に変更しています", where="期日の数え方", hint=hint)
        if now != five_years_from:
            work.ownership.keep_desk(municipality_id, {**kept, _KEY: five_years_from})
            act.note(work, "desk-change", f"団体 {municipality_id}", five_years=five_years_from)
        return _desk({**kept, _KEY: five_years_from})


def change_lead(act: Act, municipality_id: int, days: int) -> Desk:
    """Keep how many days before 公表 the city wants to have done 提出.

    Raises InputRefused, PathNotFound.
    """
    act.actor.need(Role.ADMINISTRATOR)
    if not 0 <= days <= MOST_LEAD:
        hint = f"0から{MOST_LEAD}までの日数を入れてください。"
        raise InputRefused("提出と公表の間の日数が正しくありません", where=str(days), hint=hint)
    with act.store.writing() as work:
        kept = {**work.ownership.desk(municipality_id), _LEAD: days}
        work.ownership.keep_desk(municipality_id, kept)
        act.note(work, "desk-change", f"団体 {municipality_id}", submission_lead=days)
        return _desk(kept)


def change_closed_days(act: Act, municipality_id: int, text: str, seen: str = "") -> str:
    """Keep on which days the city is closed besides; return the text as it is kept.

    Raises InputRefused, ChangedMeanwhile where somebody changed it since the person looked (`seen`
    is the `mark` of the text of then, "" asks nothing), PathNotFound.
    """
    act.actor.need(Role.ADMINISTRATOR)
    read_closed_days(text)
    said = keep_closed_days(text)
    with act.store.writing() as work:
        kept = work.ownership.desk(municipality_id)
        now = kept.get(CLOSED, "")
        if seen and seen != mark(now):
            hint = "今の内容を確かめて、もう一度行ってください。"
            raise ChangedMeanwhile("ほかの人が先に変更しています", where="市の閉庁日", hint=hint)
        if now != said:
            work.ownership.keep_desk(municipality_id, {**kept, CLOSED: said})
            act.note(work, "desk-change", f"団体 {municipality_id}", closed_days=mark(said))
    return said


def closed_days_text(work: Work, municipality_id: int) -> str:
    """Return the closed days of a city as they were written."""
    return str(work.ownership.desk(municipality_id).get(CLOSED, ""))


def mark(text: str) -> str:
    """Return what tells one text of closed days from another."""
    return sha256(text.encode()).hexdigest()[:16]


def _desk(kept: Mapping[str, Any]) -> Desk:
    said, lead = kept.get(_KEY), kept.get(_LEAD)
    counting = said if said in interval_table().countings else default_counting()
    return Desk(counting, lead if isinstance(lead, int) else NO_LEAD)
