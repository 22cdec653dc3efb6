"""From one row to its decision: the general rule first, then named exceptions, then proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pia.official.folding import fold
from pia.revision.timing.change import Change
from pia.revision.timing.outcomes import Before, Decision, NeedsJudgement, Proposal
from pia.revision.timing.propose import propose
from pia.revision.timing.registry import PROPOSALS, RULES, ProposalRule, Rule
from pia.revision.timing.table import EXCEPTION, GENERAL, TimingTable, phrases, timing_table

NO_RULE = "no_rule"


@dataclass(frozen=True)
class Book:
    """The rules to decide by and their dated table; those of the product unless said."""

    table: TimingTable = field(default_factory=timing_table)
    rules: Mapping[str, Rule] = field(default_factory=lambda: RULES)
    proposals: Mapping[str, ProposalRule] = field(default_factory=lambda: PROPOSALS)

    def outcomes(self, role: str, change: Change, as_of: date) -> Iterator[Decision]:
        """Yield what the rules of one role say, as they stand on a day."""
        for name, entry in self.table.rules.items():
            row = entry.in_force(as_of)
            outcome = self.rules[name](change, row) if entry.role == role and row else None
            if outcome is not None:
                yield outcome


def decide(
    change: Change, as_of: date, book: Book | None = None, *, effective_on: date | None = None
) -> Decision:
    """Return the decision on one row by the rules in force on a day.

    `effective_on` is 実施（予定）日: names and citations that hold then may explain the change.
    No rule that fits, or two exceptions at once, is left to a person: `NeedsJudgement`. So is a
    change that evidence explains as one of form only: 事前 stands, and the decision carries the
    proposal.
    """
    if change.form.month > as_of:
        return _nobody_knows(f"{as_of} には様式 {change.form.tag} がまだありません。")
    book = book or Book()
    general = list(book.outcomes(GENERAL, change, as_of))
    if len(general) != 1:
        return _nobody_knows("当てはまる一般のきまりが一つに決まりません。", general)
    if not isinstance(general[0], Before):
        return general[0]
    exceptions = list(book.outcomes(EXCEPTION, change, as_of))
    if len(exceptions) > 1:
        return _nobody_knows("当てはまる例外が二つ以上あります。", exceptions)
    if exceptions:
        return exceptions[0]
    found = propose(change, as_of, effective_on or as_of, book.table, book.proposals)
    return general[0] if found is None else _with_proposal(general[0], found)


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


def _with_proposal(standing: Before, found: Proposal) -> Decision:
    return NeedsJudgement(
        standing.rule,
        standing.reasons,
        standing.sources,
        standing.verified,
        trace=(*standing.trace, *(one.says for one in found.evidence)),
        proposal=found,
    )


def _nobody_knows(why: str, clashing: Sequence[Decision] = ()) -> NeedsJudgement:
    """Leave it to a person, with what each of the rules read and what it rests on."""
    trace = (why, *(line for one in clashing for line in one.trace))
    sources = tuple(dict.fromkeys(source for one in clashing for source in one.sources))
    return NeedsJudgement(NO_RULE, (NO_RULE,), sources, verified=False, trace=trace)
