"""Before anything is edited: what a change of one item would be, and what any change of it is.

Pure: a Form, a path, two answers and days in; the row it would make, its decision, and what has to
be done by when out. The web form shows `standing` beside each item.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pia.assessment.finding import Finding
from pia.assessment.paths import Path, checked
from pia.errors import InputRefused
from pia.law import cite
from pia.official import Form, Item
from pia.official.kinds import KINDS
from pia.official.labels import fill, label_long
from pia.revision.cells import NOTHING, print_answer
from pia.revision.difference import ROW, difference
from pia.revision.grounds import Ground, grounds
from pia.revision.timing import (
    Because,
    Change,
    Decision,
    Duty,
    Procedure,
    RowFacts,
    day_findings,
    decide,
    duties_of,
    phrase_of,
    procedure_of,
)
from pia.revision.timing.names import Renaming
from pia.revision.timing.outcomes import evidence_json, proposal_json

#: `difference` of two equal answers.
SAME = "same"
#: Why a difference makes no row, as a person reads it.
WHY_NO_ROW = {
    SAME: "変更前と変更後が同じです。",
    "white-space": "空白と改行だけの違いは、別添2の行になりません。",
    "empty": "空欄と「—」の違いは、別添2の行になりません。",
    "cannot-tell": "読み取れていない記載とは比べられません。",
    "not-in-change-table": "この項目の変更は、別添2の行になりません。",
}


@dataclass(frozen=True)
class WhatIf:
    """The row that a change would make, or why it would make none."""

    path: str
    #: The label printed as 項目.
    label: str
    important: bool
    #: The cells as 別添2 would print them.
    before: str
    after: str
    effective_on: date | None
    #: None where the change makes no row.
    decision: Decision | None
    #: Key of `WHY_NO_ROW`, "" where it makes a row.
    no_row: str
    procedure: Procedure
    duties: tuple[Duty, ...]
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as `pia decide --json` prints it; the decision as in a row of the contract."""
        return {
            "path": self.path,
            "item": self.label,
            "important": self.important,
            "before": self.before,
            "after": self.after,
            "effective_on": self.effective_on.isoformat() if self.effective_on else None,
            "no_row": self.no_row or None,
            **_decision_json(self.decision),
            "procedure": self.procedure.name,
            "procedure_reasons": [_reason_json(one) for one in self.procedure.reasons],
            "duties": [_duty_json(duty) for duty in self.duties],
            "findings": [finding.as_json() for finding in self.findings],
        }


@dataclass(frozen=True)
class Standing:
    """What any change of one item means before anybody looks at its words."""

    label: str
    important: bool
    decision: Decision
    explanation: str
    #: What a person may claim instead, each with its source; offered, never demanded.
    grounds: tuple[Ground, ...]


def what_if(  # noqa: PLR0913 - one door for all that a decision needs to know
    form: Form,
    path: str,
    before: str,
    after: str,
    *,
    as_of: date,
    effective_on: date | None = None,
    names: tuple[Renaming, ...] = (),
) -> WhatIf:
    """Return what a change would be, of answers typed as `pia edit` takes them.

    `path` is by position, by id or a pattern (`files[].storage`), `PATH.detail.KEY` the text of one
    box. Raises PathNotFound naming the nearest, and InputRefused for what is no answer of the item.
    """
    base, _, box = path.partition(".detail.")
    item, label = item_at(form, base)
    old, new = (_typed(item, box, text, label) for text in (before, after))
    return what_if_stored(form, base, old, new, as_of=as_of, effective_on=effective_on, names=names)


def what_if_stored(  # noqa: PLR0913 - as above
    form: Form,
    path: str,
    old: Any,
    new: Any,
    *,
    as_of: date,
    effective_on: date | None = None,
    names: tuple[Renaming, ...] = (),
) -> WhatIf:
    """Return the same for stored answers; None is an item that was never asked."""
    item, label = item_at(form, path)
    before, after = print_answer(item, old), print_answer(item, new)
    reason = difference(item, old, new) or SAME
    change = Change(
        form=form,
        items=(item,),
        before=before,
        after=after,
        one_side_blank=NOTHING in (before, after),
        names=names,
    )
    decision = decide(change, as_of, effective_on=effective_on) if reason == ROW else None
    rows = tuple(
        RowFacts(
            key=path,
            label=label,
            patterns=(item.path,),
            before=before,
            after=after,
            timing=found.timing,
            effective_on=effective_on,
            needs_confirmation=found.needs_confirmation,
            verified=found.verified,
        )
        for found in (decision,)
        if found is not None
    )
    procedure = procedure_of(form, rows, as_of)
    return WhatIf(
        path=path,
        label=label,
        important=item.important,
        before=before,
        after=after,
        effective_on=effective_on,
        decision=decision,
        no_row="" if reason == ROW else reason,
        procedure=procedure,
        duties=duties_of(form, rows, procedure, as_of),
        findings=day_findings(rows, as_of=as_of, published_on=None),
    )


def standing(form: Form, item: Item, as_of: date) -> Standing | None:
    """Return what any change of an item means on a day; None where it never makes a row.

    ※ is 事前, anything else 事後; what the words themselves may show (形式的な変更) is left out.
    """
    if not item.in_change_table:
        return None
    decision = decide(Change(form=form, items=(item,), before="", after=""), as_of)
    offered = tuple(ground for ground in grounds().values() if ground.given_on == decision.timing)
    others = tuple(ground for ground in offered if ground.timing != decision.timing)
    return Standing(label_long(form, item), item.important, decision, phrase_of(decision), others)


def item_at(form: Form, path: str) -> tuple[Item, str]:
    """Return the item of a path by position, by id or as a pattern, and its label.

    Raises PathNotFound naming the nearest, and InputRefused for a whole thing.
    """
    found = Path.parse(path)
    node = form.find(found.pattern) or checked(form, path)[1]
    if not isinstance(node, Item):
        hint = "その中の項目の場所を書いてください。"
        raise InputRefused("変更を試せるのは一つの項目です", where=path, hint=hint)
    return node, fill(label_long(form, node), _number(found))


def _number(path: Path) -> int | None:
    numbers = [
        s.at for s in path.steps if isinstance(s.at, int) and s.key not in ("files", "risks")
    ]
    return numbers[-1] if numbers else None


def _typed(item: Item, box: str, text: str, label: str) -> Any:
    if not box:
        return KINDS[item.kind].typed(item, text, label)
    if item.kind != "boxes":
        raise InputRefused("欄の文字があるのはチェックの項目だけです", where=label)
    return KINDS[item.kind].parse(item, {"checked": [box], "detail": {box: text}}, label)


def _decision_json(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        names = ("timing", "explanation", "rule", "sources", "verified", "needs_confirmation")
        return dict.fromkeys((*names, "proposal", "evidence", "trace"))
    return {
        "timing": decision.timing,
        "explanation": phrase_of(decision),
        "rule": decision.rule,
        "sources": [cite(source) for source in decision.sources],
        "verified": decision.verified,
        "needs_confirmation": decision.needs_confirmation,
        "proposal": proposal_json(decision.proposal),
        "evidence": evidence_json(decision.proposal),
        "trace": list(decision.trace),
    }


def _reason_json(reason: Because) -> dict[str, Any]:
    return asdict(reason) | {"sources": [cite(source) for source in reason.sources]}


def _duty_json(duty: Duty) -> dict[str, Any]:
    by = duty.by.isoformat() if duty.by else None
    return asdict(duty) | {"by": by, "source": cite(duty.source)}
