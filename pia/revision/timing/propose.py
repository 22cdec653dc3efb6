"""What a machine suggests on a change that stands on 事前, with everything that speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from pia.revision.timing.change import Change
from pia.revision.timing.closed_lists import keeps_its_meaning
from pia.revision.timing.explain import Explained, explains_all
from pia.revision.timing.outcomes import AFTER, Evidence, Proposal
from pia.revision.timing.registry import Hearing, ProposalRule
from pia.revision.timing.table import PROPOSAL, TimingTable

#: Ground of `judgements.yaml`, and the phrase where several kinds of evidence join.
FORMAL = "formal"
#: No name and no citation is longer: a longer difference is a rewritten text.
_LONGEST = 120
_SENTENCE_ENDS = re.compile("\n|。(?!以下)")


def propose(
    change: Change, as_of: date, on: date, table: TimingTable, rules: Mapping[str, ProposalRule]
) -> Proposal | None:
    """Return a proposal where evidence of a day explains every difference, else None.

    Never where an answer is chosen, a side is blank, a whole thing came or went, a negation or a
    measure appears or vanishes, or a number differs outside a citation (domain.md §4).
    """
    if not change.important or change.whole or change.one_side_blank:
        return None
    if change.is_chosen_anew or _is_rewritten(change) or not keeps_its_meaning(*change.near):
        return None
    found = list(_explained(change, as_of, on, table, rules))
    used = explains_all(change.before, change.after, found)
    if not used:
        return None
    evidence = tuple(dict.fromkeys(one.evidence for one in used))
    return Proposal(FORMAL, AFTER, _reason(evidence, table), evidence)


def _explained(
    change: Change, as_of: date, on: date, table: TimingTable, rules: Mapping[str, ProposalRule]
) -> Iterator[Explained]:
    for name, entry in table.rules.items():
        row = entry.in_force(as_of)
        if entry.role == PROPOSAL and row is not None:
            yield from rules[name](Hearing(change, on, row))


def _is_rewritten(change: Change) -> bool:
    """Return whether a difference is too long, or sentences came or went: nothing to look up."""
    for part in change.fragments:
        old = change.before[part.old_at : part.old_end]
        new = change.after[part.new_at : part.new_end]
        sentences = [len(_SENTENCE_ENDS.findall(text)) for text in (old, new)]
        if max(len(old), len(new)) > _LONGEST or sentences[0] != sentences[1]:
            return True
    return False


def _reason(evidence: tuple[Evidence, ...], table: TimingTable) -> str:
    reasons = {table.rules[one.rule].reason for one in evidence}
    return reasons.pop() if len(reasons) == 1 else FORMAL
