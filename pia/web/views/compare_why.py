"""「なぜこの提出時期か」: the rules of a row's day, what each asks, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pia.assessment.wareki import to_wareki
from pia.law import cite
from pia.revision import ChangeRow
from pia.revision.comparison import GROUP
from pia.revision.timing import BEFORE
from pia.revision.timing.decide import NO_RULE
from pia.revision.timing.table import (
    EXCEPTION,
    GENERAL,
    PROPOSAL,
    RuleEntry,
    RuleRow,
    timing_table,
)

#: What became of a rule: words and tone.
_HOLDS = "当てはまります", "good"
_PROPOSES = "材料があります", "wait"
_HOLDS_NOT = "当てはまりません", "not"


@dataclass(frozen=True)
class RuleView:
    """One rule as it stands on the day."""

    title: str
    #: What has to be true.
    asks: str
    became: str
    tone: str
    source: str
    since: str
    verified: bool


@dataclass(frozen=True)
class Why:
    """Why a row stands where it stands, and what would have to be otherwise."""

    #: 「なぜ事後ではないか」, of a row that is 事後 「なぜ事前ではないか」.
    title: str
    #: What holds where no exception does.
    general: tuple[RuleView, ...]
    #: What a machine may take out alone.
    exceptions: tuple[RuleView, ...]
    #: What a machine may only suggest.
    proposals: tuple[RuleView, ...]


def why(ruled: ChangeRow, as_of: date) -> Why:
    """Return the rules of a day beside a row as they left it.

    Exceptions are from 事前: a row that the general rule leaves at 事後 shows none.
    """
    asked = ruled.important
    other = "事後" if ruled.timing == BEFORE else "事前"
    general = () if ruled.decision.rule == NO_RULE else tuple(_of_role(GENERAL, ruled, as_of))
    return Why(
        title=f"なぜ{other}ではないか",
        general=general,
        exceptions=tuple(_of_role(EXCEPTION, ruled, as_of)) if asked else (),
        proposals=tuple(_of_role(PROPOSAL, ruled, as_of)) if asked else (),
    )


def _of_role(role: str, ruled: ChangeRow, as_of: date) -> Iterator[RuleView]:
    for name, entry in timing_table().rules.items():
        row = entry.in_force(as_of)
        if entry.role != role or row is None or not _is_of(name, role, ruled):
            continue
        yield _view(entry, row, *_became(name, role, ruled))


def _is_of(name: str, role: str, ruled: ChangeRow) -> bool:
    """Return whether a rule speaks of such a row: that of a whole thing only of one."""
    return role != GENERAL or (name == "whole_thing") == (ruled.mode == GROUP)


def _became(name: str, role: str, ruled: ChangeRow) -> tuple[str, str]:
    decision = ruled.decision
    if role == GENERAL:
        if ruled.needs_confirmation and decision.proposal is None:
            return f"人が判断（それまでは{ruled.timing}）", "wait"
        return f"{ruled.timing if decision.rule == name else BEFORE}になります", "quiet"
    if decision.rule == name:
        return _HOLDS
    found = decision.proposal.evidence if decision.proposal else ()
    return _PROPOSES if any(one.rule == name for one in found) else _HOLDS_NOT


def _view(entry: RuleEntry, row: RuleRow, became: str, tone: str) -> RuleView:
    return RuleView(
        title=entry.title,
        asks=entry.asks,
        became=became,
        tone=tone,
        source="、".join(cite(source) for source in row.sources),
        since=to_wareki(row.in_force_from),
        verified=row.verified,
    )
