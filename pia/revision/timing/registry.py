"""Rules register here by name; `data/law/timing.yaml` says what each rests on and since when."""

from __future__ import annotations

from collections.abc import Callable

from pia.revision.timing.change import Change
from pia.revision.timing.outcomes import Decision
from pia.revision.timing.table import RuleRow

#: A rule returns None where it has nothing to say. The row is the edition in force.
Rule = Callable[[Change, RuleRow], Decision | None]

RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Register a rule under its own name."""
    RULES[function.__name__] = function
    return function
