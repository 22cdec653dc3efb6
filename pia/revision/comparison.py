"""The Comparison: rows of 別添2, what is not printed, and whether they are the whole truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from pia.assessment import Assessment, Op
from pia.assessment.canonical import canonical_json
from pia.assessment.finding import Finding
from pia.assessment.ops import op_to_json
from pia.revision.difference import MOVE, WHITE_SPACE
from pia.revision.headings import Headings
from pia.revision.spans import Segment
from pia.revision.style import DEFAULT_STYLE, TableStyle
from pia.revision.timing import (
    BEFORE,
    Change,
    Decision,
    Duty,
    Procedure,
    RowFacts,
    duties_of,
    procedure_of,
)
from pia.revision.timing.outcomes import Judged, evidence_json, proposal_json

EDITED, ADDED, REMOVED, MOVED = "edited", "added", "removed", "moved"
ITEM, BLOCK, SENTENCE, GROUP = "item", "block", "sentence", "group"
#: The ground of a 事前 that nobody demands.
VOLUNTARY = "voluntary"


@dataclass(frozen=True)
class BlockPlace:
    """Which block of its item's text a row speaks of; a removed one is named as it was."""

    heading: str
    #: Which of the equal headings, from 1.
    ordinal: int
    #: As it was named before, None where it was added.
    old_heading: str | None
    old_ordinal: int | None
    #: Where it stands in the text when its operations come; None where it came, went or moved.
    span: tuple[int, int] | None

    @property
    def key(self) -> str:
        """What names the block within its item."""
        return f"{self.ordinal}#{self.heading}"


@dataclass(frozen=True)
class Wording:
    """Cells that a person worded anew; the row keeps its operations."""

    #: What the engine rendered from the operations.
    before: str
    after: str
    by: str
    #: What the new words no longer say: one Japanese sentence each.
    hides: tuple[str, ...]


@dataclass(frozen=True)
class ChangeRow:
    """One row of 別添2 with its operations and the decision on its 提出時期."""

    changed_on: date
    effective_on: date | None
    item: str
    before: str
    after: str
    explanation: str
    #: edited, added, removed or moved.
    change: str
    #: item, block or sentence of its text, or group for a whole thing.
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
    #: The block it is about, None for a whole item or thing.
    block: BlockPlace | None = None
    #: None where the cells are as the engine rendered them.
    wording: Wording | None = None
    #: The item takes choices or boxes: its cells print words of the form.
    has_choices: bool = False
    #: Pattern paths of the items concerned; of a whole thing also that of its repeat.
    patterns: tuple[str, ...] = ()
    #: No rule prints it: a person asked for this row.
    promoted: bool = False
    #: What the rules read, to be asked again where a person gives 実施（予定）日; None: no rule decided.
    about: Change | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        """What names the row in one comparison: the item, the block of it or the thing."""
        at = f"{self.id_paths[0]}{'#move' if self.change == MOVED else ''}"
        return f"{at}#{self.block.key}" if self.block else at

    @property
    def rendered(self) -> tuple[str, str]:
        """What the operations say, whatever words are printed."""
        worded = self.wording
        return (worded.before, worded.after) if worded else (self.before, self.after)

    @property
    def digest(self) -> str:
        """SHA-256 of what the row says changed, so that a decision knows what it was about."""
        ops = [op_to_json(op) for op in self.ops]
        said = canonical_json([*self.rendered, ops])
        return sha256(said.encode("utf-8")).hexdigest()

    @property
    def facts(self) -> RowFacts:
        """What is read of the row when the whole table is judged."""
        decision = self.decision
        chosen = isinstance(decision, Judged) and decision.timing == BEFORE
        return RowFacts(
            key=self.key,
            label=self.item,
            patterns=self.patterns,
            before=self.rendered[0],
            after=self.rendered[1],
            timing=self.timing,
            effective_on=self.effective_on,
            needs_confirmation=self.needs_confirmation,
            by_choice=chosen and decision.rule == VOLUNTARY,
            verified=self.verified,
        )

    @property
    def timing(self) -> str:
        """提出時期: 事前 or 事後; the stricter one where a person must still judge."""
        return self.decision.timing

    @property
    def verified(self) -> bool:
        """False: the decision is shown as 「未確認」."""
        return self.decision.verified

    def as_json(self) -> dict[str, Any]:
        """Return the row as the contract prints it; `reworded` stands only where it is."""
        marked = {"reworded": True} if self.wording else {}
        return marked | {
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
            "block": None if self.block is None else asdict(self.block),
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
    #: What names them in every comparison of the two editions; `compare` takes it as promoted.
    key: str

    @property
    def is_promotable(self) -> bool:
        """Whether a person may have them printed as a row all the same."""
        return self.reason in (MOVE, WHITE_SPACE)

    def as_json(self) -> dict[str, Any]:
        """Return them as the contract prints them."""
        ops = [op_to_json(op) for op in self.ops]
        return {"reason": self.reason, "key": self.key, "ops": ops}


def unprinted_key(about: str, reason: str) -> str:
    """Return the key of differences: the item, block, thing or list they are about, and why."""
    return f"{about}#{reason}"


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
    #: The day whose rules are used.
    as_of: date
    #: How the city writes its table.
    style: TableStyle = DEFAULT_STYLE
    #: Old id path → new id path of every thing that both documents have.
    matched: Mapping[str, str] = field(default_factory=dict)
    #: Where to ask for `headings`.
    known_headings: Headings = field(kw_only=True, compare=False, repr=False)

    @property
    def headings(self) -> frozenset[str]:
        """Lines that head blocks in this city's texts beside those known by their ending."""
        return self.known_headings.lines

    @property
    def procedure(self) -> str:
        """再実施, 修正 or なし, by the stricter value of each row."""
        return self.what_follows.name

    @cached_property
    def what_follows(self) -> Procedure:
        """The procedure of the whole table with its reasons."""
        return procedure_of(self.new.form, self._facts, self.as_of)

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """What has to be done, and by when."""
        return duties_of(self.new.form, self._facts, self.what_follows, self.as_of)

    @property
    def _facts(self) -> tuple[RowFacts, ...]:
        return tuple(row.facts for row in self.rows)

    def as_json(self) -> dict[str, Any]:
        """Return the whole as `pia compare --format json` prints it."""
        return {
            "procedure": self.procedure,
            "complete": self.complete,
            "findings": [finding.as_json() for finding in self.findings],
            "rows": [row.as_json() for row in self.rows],
            "unprinted": [part.as_json() for part in self.unprinted],
        }
