"""The latest safe days before a 重要な変更: both 提出 and 公表 must come before it takes effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pia.law import cite
from pia.law.holidays import OwnDays, holiday_tables, last_open_day
from pia.revision.timing.duty_table import duty_table

#: 公表 and 提出 may be on one day: the law asks for both before the change, and for nothing between.
NO_LEAD = 0


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


def latest_days(effective_on: date, lead: int = NO_LEAD, own: Sequence[OwnDays] = ()) -> LatestDays:
    """Return the last days for a change: the open day before it, 提出 `lead` days earlier.

    `own` are the closed days of the city.
    """
    publish_by = open_day_before(effective_on, own)
    if not lead:
        return LatestDays(publish_by, publish_by)
    return LatestDays(open_day_before(publish_by - timedelta(days=lead - 1), own), publish_by)


def open_day_before(day: date, own: Sequence[OwnDays] = ()) -> date:
    """Return the last day before another on which an office is open."""
    return last_open_day(day - timedelta(days=1), own)


def lead_rule(as_of: date) -> LeadRule:
    """Return what the law asks, as `data/law/duties.yaml` has it on a day."""
    entry = duty_table().duties["publish_before"]
    row = [row for row in entry.rows if row.in_force_from <= as_of][-1]
    return LeadRule(f"{entry.what}：{entry.when}", cite(row.source), row.verified)


def closed_rules() -> tuple[LeadRule, ...]:
    """Return which days the last days pass over, as `data/law/holidays.yaml` has them."""
    tables = holiday_tables()
    named = (("祝日と振替休日", tables.holidays), ("12月29日から1月3日まで", tables.year_end))
    return tuple(LeadRule(words, cite(one.source), one.verified) for words, one in named)
