"""Rows of 別添2 that have only their printed cells, brought back to answers.

Enters: the answers of one edition, and rows in one direction: what an item says (`have`) and what
it shall say (`want`). Leaves: for each row its operations, or why it does not fit and the nearest
text. `history` reads rows backwards, `pia apply` forwards. A row that does not fit exactly one
place is told, never guessed. Protocol: docs/analysis/rebuilding-history.md.
"""

from pia.revision.printed.keys import exact, loose
from pia.revision.printed.nearest import Nearest
from pia.revision.printed.outcome import BLOCK, FRAGMENT, ITEM, THING, Fit, Misfit
from pia.revision.printed.together import Done, done_together
from pia.revision.printed.turn import Here, Turn

__all__ = [
    "BLOCK",
    "FRAGMENT",
    "ITEM",
    "THING",
    "Done",
    "Fit",
    "Here",
    "Misfit",
    "Nearest",
    "Turn",
    "done_together",
    "exact",
    "loose",
]
