"""Planned 重要な変更 that are still to come, with the last days on which they can be brought out.

The law asks for 提出 and 公表 before such a change takes effect (番号法28条): of all days that a list
tells these are the strict ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pia.operations.closed_days import closed_days_of
from pia.operations.desk import desk_of
from pia.operations.lead_time import LatestDays, latest_days
from pia.store.records import DossierLine, PlannedChange
from pia.store.work import Work


@dataclass(frozen=True)
class OpenPlan:
    """A planned change that nobody recorded as done or dropped."""

    plan: PlannedChange
    latest: LatestDays
    #: An edition with rows that take effect on this day is in public: both duties are done.
    is_published: bool

    @property
    def deadlines(self) -> tuple[tuple[str, date], ...]:
        """What has to be done by when, the earlier first; none once it is published."""
        if self.is_published:
            return ()
        submit, publish = self.latest.submit_by, self.latest.publish_by
        if submit == publish:
            return (("提出・公表", submit),)
        return ("提出", submit), ("公表", publish)


def open_plans(work: Work, lines: Iterable[DossierLine]) -> tuple[OpenPlan, ...]:
    """Return the plans of some 評価書 that nobody ended, by the day they take effect."""
    cities = {line.dossier.id: line.municipality_id for line in lines}
    found = [
        plan for plan in work.planning.changes() if plan.end is None and plan.dossier_id in cities
    ]
    if not found:
        return ()
    known = {cities[plan.dossier_id] for plan in found}
    leads = {city: desk_of(work, city).submission_lead for city in known}
    closed = {city: closed_days_of(work, city) for city in known}
    published = work.planning.published_days()
    return tuple(
        OpenPlan(
            plan,
            latest_days(plan.effective_on, leads[city], closed[city]),
            (plan.dossier_id, plan.effective_on) in published,
        )
        for plan in found
        for city in [cities[plan.dossier_id]]
    )
