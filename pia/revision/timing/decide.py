"""From one row to its decision: the general rule first, then named exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.official.folding import fold
from pia.revision.timing.change import Change
from pia.revision.timing.outcomes import Before, Decision, NeedsJudgement
from pia.revision.timing.registry import RULES
from pia.revision.timing.table import phrases, timing_table

NO_RULE = "no_rule"


def decide(change: Change, as_of: date) -> Decision:
    """Return the decision on one row by the rules in force on a day.

    No rule that fits, or two exceptions at once, is left to a person: `NeedsJudgement`.
    """
    if change.form.month > as_of:
        return _nobody_knows(f"{as_of} には様式 {change.form.tag} がまだありません。")
    general = list(_outcomes("general", change, as_of))
    if len(general) != 1:
        return _nobody_knows("当てはまる一般のきまりが一つに決まりません。")
    if not isinstance(general[0], Before):
        return general[0]
    exceptions = list(_outcomes("exception", change, as_of))
    if len(exceptions) > 1:
        return _nobody_knows("当てはまる例外が二つ以上あります。")
    return exceptions[0] if exceptions else general[0]


def phrase_of(decision: Decision) -> str:
    """Return the phrase of the product for a decision; a city may keep its own."""
    return phrases().by_reason[decision.reasons[0]].words


def same_phrase(text: str) -> str:
    """Return a key that is equal for phrases that say one reason in several spellings."""
    key = fold(text)
    for number, group in enumerate(phrases().spellings):
        for spelling in sorted(map(fold, group), key=len, reverse=True):
            key = key.replace(spelling, f"<{number}>")
    return key


def _outcomes(role: str, change: Change, as_of: date) -> Iterator[Decision]:
    for name, entry in timing_table().rules.items():
        row = entry.in_force(as_of)
        outcome = RULES[name](change, row) if entry.role == role and row else None
        if outcome is not None:
            yield outcome


def _nobody_knows(why: str) -> NeedsJudgement:
    return NeedsJudgement(NO_RULE, (NO_RULE,), (), verified=False, trace=(why,))
