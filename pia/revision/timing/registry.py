"""Rules register here by name; `data/law/timing.yaml` says what each rests on and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pia.revision.timing.change import Change
from pia.revision.timing.explain import Explained
from pia.revision.timing.outcomes import Decision
from pia.revision.timing.table import RuleRow

#: A rule returns None where it has nothing to say. The row is the edition in force.
Rule = Callable[[Change, RuleRow], Decision | None]


@dataclass(frozen=True)
class Hearing:
    """What a rule that proposes may read: the change, a day, and its own edition in force."""

    change: Change
    #: 実施（予定）日, else the day of asking: a name of next April is one in a draft of March.
    on: date
    row: RuleRow


#: A rule that decides nothing: what it can explain of a change.
ProposalRule = Callable[[Hearing], Iterable[Explained]]

RULES: dict[str, Rule] = {}
PROPOSALS: dict[str, ProposalRule] = {}


def rule(function: Rule) -> Rule:
    """Register a rule under its own name."""
    RULES[function.__name__] = function
    return function


def proposal(function: ProposalRule) -> ProposalRule:
    """Register a rule that proposes under its own name."""
    PROPOSALS[function.__name__] = function
    return function
