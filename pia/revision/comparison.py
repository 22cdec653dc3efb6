"""The Comparison: rows of 別添2, what is not printed, and whether they are the whole truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from pia.assessment import Assessment, Op
from pia.assessment.canonical import canonical_json
from pia.assessment.finding import Finding
from pia.assessment.ops import op_to_json
from pia.revision.spans import Segment
from pia.revision.timing import BEFORE, Decision
from pia.revision.timing.outcomes import evidence_json, proposal_json

EDITED, ADDED, REMOVED = "edited", "added", "removed"
ITEM, GROUP = "item", "group"
REASSESSMENT, AMENDMENT, NO_PROCEDURE = "再実施", "修正", "なし"


@dataclass(frozen=True)
class ChangeRow:
    """One row of 別添2 with its operations and the decision on its 提出時期."""

    changed_on: date
    effective_on: date | None
    item: str
    before: str
    after: str
    explanation: str
    #: edited, added or removed.
    change: str
    #: item, or group for a whole thing.
    mode: str
    important: bool
    #: Position paths; None where nothing stood or stands there.
    old_path: str | None
    new_path: str | None
    #: By the ids of the old document.
    id_paths: tuple[str, ...]
    decision: Decision
    #: Citations of the sources of the decision.
    sources: tuple[str, ...]
    needs_confirmation: bool
    segments: tuple[Segment, ...]
    ops: tuple[Op, ...]

    @property
    def key(self) -> str:
        """What names the row in one comparison: the item or thing it is about."""
        return self.id_paths[0]

    @property
    def digest(self) -> str:
        """SHA-256 of what the row says changed, so that a decision knows what it was about."""
        ops = [op_to_json(op) for op in self.ops]
        said = canonical_json([self.before, self.after, ops])
        return sha256(said.encode("utf-8")).hexdigest()

    @property
    def timing(self) -> str:
        """提出時期: 事前 or 事後; the stricter one where a person must still judge."""
        return self.decision.timing

    @property
    def verified(self) -> bool:
        """False: the decision is shown as 「未確認」."""
        return self.decision.verified

    def as_json(self) -> dict[str, Any]:
        """Return the row as the contract prints it."""
        return {
            "changed_on": self.changed_on.isoformat(),
            "effective_on": self.effective_on.isoformat() if self.effective_on else None,
            "item": self.item,
            "before": self.before,
            "after": self.after,
            "timing": self.timing,
            "explanation": self.explanation,
            "change": self.change,
            "mode": self.mode,
            "important": self.important,
            "old_path": self.old_path,
            "new_path": self.new_path,
            "id_paths": list(self.id_paths),
            "block": None,
            "rule": self.decision.rule,
            "sources": list(self.sources),
            "verified": self.verified,
            "needs_confirmation": self.needs_confirmation,
            "proposal": proposal_json(self.decision.proposal),
            "evidence": evidence_json(self.decision.proposal),
            "segments": [list(segment) for segment in self.segments],
            "ops": [op_to_json(op) for op in self.ops],
        }


@dataclass(frozen=True)
class Unprinted:
    """Differences that make no row, and why."""

    #: move, white-space, empty, cannot-tell or not-in-change-table.
    reason: str
    ops: tuple[Op, ...]

    def as_json(self) -> dict[str, Any]:
        """Return them as the contract prints them."""
        return {"reason": self.reason, "ops": [op_to_json(op) for op in self.ops]}


@dataclass(frozen=True)
class Comparison:
    """What became of one edition in the next."""

    old: Assessment
    new: Assessment
    rows: tuple[ChangeRow, ...]
    unprinted: tuple[Unprinted, ...]
    findings: tuple[Finding, ...]
    #: Proven: the operations rebuild NEW, and every cell is the rendering of its own operations.
    complete: bool

    @property
    def procedure(self) -> str:
        """再実施 where a row stands on 事前, 修正 where rows are, else なし."""
        if any(row.timing == BEFORE for row in self.rows):
            return REASSESSMENT
        return AMENDMENT if self.rows else NO_PROCEDURE

    def as_json(self) -> dict[str, Any]:
        """Return the whole as `pia compare --format json` prints it."""
        return {
            "procedure": self.procedure,
            "complete": self.complete,
            "findings": [finding.as_json() for finding in self.findings],
            "rows": [row.as_json() for row in self.rows],
            "unprinted": [part.as_json() for part in self.unprinted],
        }
