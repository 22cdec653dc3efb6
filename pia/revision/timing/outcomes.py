"""What a decision on 提出時期 may be: before, after, or a person must judge."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

BEFORE, AFTER = "事前", "事後"


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for a proposal: what stood there, what stands there now, and why."""

    #: Id of the rule that found it.
    rule: str
    old: str
    new: str
    #: One Japanese sentence.
    says: str
    #: Id of `data/law/sources.yaml`, "" where it is the city's own list.
    source: str
    verified: bool

    def as_json(self) -> dict[str, Any]:
        """Return it as the contract prints it."""
        return asdict(self)


@dataclass(frozen=True)
class Proposal:
    """What a machine would suggest to the person who judges; it decides nothing."""

    #: Id of `data/law/judgements.yaml`.
    ground: str
    #: 提出時期 if the person agrees.
    timing: str
    #: Id of `data/law/phrases.yaml`, printed if the person agrees.
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class _Decision:
    #: Id of the rule that decided.
    rule: str
    #: Ids of `data/law/phrases.yaml`; the first one is printed.
    reasons: tuple[str, ...]
    #: Ids of `data/law/sources.yaml`.
    sources: tuple[str, ...]
    #: False: shown as 「未確認」.
    verified: bool
    #: What was read on the way, one short Japanese sentence each.
    trace: tuple[str, ...] = ()
    #: What speaks for another value than the one that stands; only where a person judges.
    proposal: Proposal | None = None

    timing = BEFORE
    needs_confirmation = False


@dataclass(frozen=True)
class Before(_Decision):
    """A 重要な変更: submit and publish before the change is made."""


@dataclass(frozen=True)
class After(_Decision):
    """A 修正: submit and publish promptly after."""

    timing = AFTER


@dataclass(frozen=True)
class NeedsJudgement(_Decision):
    """A person decides; until then the stricter value, 事前, stands."""

    needs_confirmation = True


@dataclass(frozen=True)
class Judged(_Decision):
    """A person decided, with a ground of `data/law/judgements.yaml` and a reason."""

    timing: str = BEFORE
    reason: str = ""
    by: str = ""


Decision = Before | After | NeedsJudgement | Judged


def proposal_json(proposal: Proposal | None) -> dict[str, str] | None:
    """Return what a machine suggests as the contract prints it, null where it suggests nothing."""
    if proposal is None:
        return None
    return {"ground": proposal.ground, "timing": proposal.timing, "reason": proposal.reason}


def evidence_json(proposal: Proposal | None) -> list[dict[str, Any]] | None:
    """Return what speaks for a suggestion, null where there is none."""
    return None if proposal is None else [one.as_json() for one in proposal.evidence]
