"""The Assessment, an immutable value, and the operations that change it.

Enters: stored JSON and a Form. Leaves: `Assessment`, paths, ops, digests, the public face,
an upgrade to a newer edition. Imports `official`, `law` and the rooms below; knows no clock,
no file format, no session. Shapes and their reasons: docs/document-format.md and
docs/analysis/assessment-and-change.md.
"""

from pia.assessment.canonical import answers_digest, canonical, document_digest
from pia.assessment.ops import Add, Move, Op, Remove, Replace, Set, apply, inverse
from pia.assessment.parse import parse_assessment, read_assessment
from pia.assessment.paths import Path
from pia.assessment.value import Assessment, HistoryRow, Retired, RowTarget, Withheld

__all__ = [
    "Add",
    "Assessment",
    "HistoryRow",
    "Move",
    "Op",
    "Path",
    "Remove",
    "Replace",
    "Retired",
    "RowTarget",
    "Set",
    "Withheld",
    "answers_digest",
    "apply",
    "canonical",
    "document_digest",
    "inverse",
    "parse_assessment",
    "read_assessment",
]
