"""事前 or 事後: rules of law as functions, their dated table, and the phrase that is printed.

Enters: one `Change` (items, before, after) and a day. Leaves: `Before`, `After` or
`NeedsJudgement` with reasons, sources and the trace of what was read. Only `revision` and the
rooms above it import this; it knows no document and no clock.
"""

from pia.revision.timing import rules
from pia.revision.timing.change import Change
from pia.revision.timing.decide import decide, phrase_of, same_phrase
from pia.revision.timing.outcomes import AFTER, BEFORE, After, Before, Decision, NeedsJudgement
from pia.revision.timing.registry import RULES

__all__ = [
    "AFTER",
    "BEFORE",
    "RULES",
    "After",
    "Before",
    "Change",
    "Decision",
    "NeedsJudgement",
    "decide",
    "phrase_of",
    "rules",
    "same_phrase",
]
