"""The revision engine: two editions in, the rows of 別添2 and the decision on 提出時期 out.

Enters: two Assessments of one form edition, and days. Leaves: `Comparison` (rows, what is not
printed, findings, procedure, the proof that they are complete). Route inside: `walk` finds the
differences with their operations, `rows` prints and decides each, `proof` rebuilds the new edition
from them. Imports `law`, `assessment`, `official`; `checks` and the rooms above may import it.
"""

from pia.revision.cells import print_answer, print_thing
from pia.revision.compare import compare
from pia.revision.comparison import ChangeRow, Comparison, Unprinted
from pia.revision.record import printed_rows, record

__all__ = [
    "ChangeRow",
    "Comparison",
    "Unprinted",
    "compare",
    "print_answer",
    "print_thing",
    "printed_rows",
    "record",
]
