"""The latest safe days before a 重要な変更: both 提出 and 公表 must come before it takes effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pia.law import cite
from pia.revision.timing.duty_table import duty_table

#: 公表 and 提出 may be on one day: the law asks for both before the change, and for nothing between.
NO_LEAD = 0
_SATURDAY = 5


@dataclass(frozen=True)
class LatestDays:
    """The last days on which somebody is at the desk to do it."""

    submit_by: date
    publish_by: date


@dataclass(frozen=True)
class LeadRule:
    """What the days rest on."""

    words: str
    source: str
    verified: bool


def latest_days(effective_on: date, lead: int = NO_LEAD) -> LatestDays:
    """Return the last days for a change: the weekday before it, 提出 `lead` days earlier.

    Holidays of the city are not known here: they are for people to look up.
    """
    publish_by = weekday_before(effective_on)
    submit_by = weekday_before(publish_by - timedelta(days=lead - 1)) if lead else publish_by
    return LatestDays(submit_by, publish_by)


def last_weekday(day: date) -> date:
    """Return a last day for something, or the weekday before it where that is a weekend."""
    return weekday_before(day + timedelta(days=1))


def weekday_before(day: date) -> date:
    """Return the last day before another that is no Saturday or Sunday."""
    found = day - timedelta(days=1)
    while found.weekday() >= _SATURDAY:
        found -= timedelta(days=1)
    return found


def lead_rule(as_of: date) -> LeadRule:
    """Return what the law asks, as `data/law/duties.yaml` has it on a day."""
    entry = duty_table().duties["publish_before"]
    row = [row for row in entry.rows if row.in_force_from <= as_of][-1]
    return LeadRule(f"{entry.what}：{entry.when}", cite(row.source), row.verified)
