"""What follows from a change table: the procedure with its reasons, and what to do by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pia.assessment.wareki import to_wareki
from pia.law import cite
from pia.law.holidays import OwnDays, last_open_day
from pia.revision import Comparison
from pia.revision.timing import Duty
from pia.revision.timing.procedure import AMENDMENT, NO_PROCEDURE, REASSESSMENT

#: What follows from the procedure.
FOLLOWS = {
    REASSESSMENT: "評価の再実施です。変更を行う前に、委員会に提出して公表します。",
    AMENDMENT: "評価書の修正です。変更の後、速やかに委員会に提出して公表します。",
    NO_PROCEDURE: "変更箇所の表に載る変更がないため、再実施も修正も要りません。",
}


@dataclass(frozen=True)
class DutyView:
    """One thing to do because of the table."""

    what: str
    #: The last day in 和暦, else when in words.
    by: str
    why: str
    source: str
    verified: bool
    is_asked: bool


@dataclass(frozen=True)
class ProcedureView:
    """再実施, 修正 or なし."""

    name: str
    follows: str
    #: Why, one sentence each.
    reasons: tuple[str, ...]
    duties: tuple[DutyView, ...]


def procedure_view(comparison: Comparison, closed: Sequence[OwnDays] = ()) -> ProcedureView:
    """Return what follows from a table as it is judged; `closed` are the city's own closed days."""
    found = comparison.what_follows
    return ProcedureView(
        name=found.name,
        follows=FOLLOWS[found.name],
        reasons=tuple(one.says for one in found.reasons),
        duties=tuple(_duty(one, closed) for one in comparison.duties),
    )


def _last_day(day: date, own: Sequence[OwnDays]) -> str:
    """Return the day that the rule gives, and the last open day where an office is closed on it."""
    at_desk = last_open_day(day, own)
    by_city = "。市の設定を含む" if at_desk != last_open_day(day) else ""
    closed = f"、閉庁日を除くと{to_wareki(at_desk)}（未確認{by_city}）" if at_desk != day else ""
    return f"{to_wareki(day)}まで{closed}"


def _duty(duty: Duty, closed: Sequence[OwnDays]) -> DutyView:
    by = f"{_last_day(duty.by, closed)}（{duty.when}）" if duty.by else duty.when
    return DutyView(duty.what, by, duty.why, cite(duty.source), duty.verified, duty.is_asked)
