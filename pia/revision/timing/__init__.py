"""事前 or 事後: rules of law as functions, their dated tables, and the phrase that is printed.

Enters: one `Change` (items, before, after) and a day. Leaves: `Before`, `After` or
`NeedsJudgement` with reasons, sources, the trace of what was read, and what a machine would
suggest. Of the facts of all rows: the procedure, what is to be done by when, and the days that
cannot be right. Only `revision` and the rooms above it import this; it knows no document and no clock.
"""

from pia.revision.timing import proposals, rules
from pia.revision.timing.change import Change
from pia.revision.timing.days import changed_on_findings, day_findings, late_finding
from pia.revision.timing.decide import Book, decide, phrase_of, same_phrase
from pia.revision.timing.duties import Duty, duties_of
from pia.revision.timing.facts import RowFacts
from pia.revision.timing.outcomes import AFTER, BEFORE, After, Before, Decision, NeedsJudgement
from pia.revision.timing.procedure import PROCEDURES, Because, Procedure, procedure_of
from pia.revision.timing.registry import PROPOSALS, RULES

__all__ = [
    "AFTER",
    "BEFORE",
    "PROCEDURES",
    "PROPOSALS",
    "RULES",
    "After",
    "Because",
    "Before",
    "Book",
    "Change",
    "Decision",
    "Duty",
    "NeedsJudgement",
    "Procedure",
    "RowFacts",
    "changed_on_findings",
    "day_findings",
    "decide",
    "duties_of",
    "late_finding",
    "phrase_of",
    "procedure_of",
    "proposals",
    "rules",
    "same_phrase",
]
