"""The 事務 of a 課 that has ended go to its successor, on the day after 廃止日 and not before.

An 組織改正 is entered weeks ahead. Until it comes, lists, sheets and the public site name the 課 that
is there; the program hands over by itself, and the audit says so.
"""

from __future__ import annotations

from datetime import date, datetime

from pia.operations.act import civil_day
from pia.store.records import Division
from pia.store.work import Store, Work


def hand_over_due(store: Store, now: datetime) -> int:
    """Hand over what is due by an instant; return how many 事務 went. Writes only where some do."""
    today = civil_day(now)
    with store.reading() as work:
        if not any(_due(work, today)):
            return 0
    with store.writing() as work:
        count = 0
        for division in _due(work, today):
            count += hand_over(work, division)
            subject, heirs = f"課 {division.id}", list(division.successors)
            work.audit.add("owner-hand-over", subject, at=now, details={"successors": heirs})
        return count


def has_ended(division: Division, today: date) -> bool:
    """Return whether a 課 is no more: the day after 廃止日 has come."""
    return division.ends_on is not None and division.ends_on < today


def hand_over(work: Work, division: Division) -> int:
    """Give the 事務 of a 課 to its one successor; return how many went."""
    mine = [task for task in work.ownership.tasks() if task.division_id == division.id]
    [heir] = division.successors
    for task in mine:
        work.ownership.change_task(task.id, division_id=heir, ended_on=task.ended_on)
    return len(mine)


def _due(work: Work, today: date) -> tuple[Division, ...]:
    """Return the 課 that have ended, have one successor, and still have 事務, the oldest first.

    What comes to a 課 that has ended too goes on at the next look.
    """
    busy = {task.division_id for task in work.ownership.tasks()}
    ended = (one for one in work.ownership.divisions() if has_ended(one, today))
    found = (one for one in ended if one.id in busy and len(one.successors) == 1)
    return tuple(sorted(found, key=lambda one: one.ends_on or today))
