"""Our own JSON as an import: nothing is read from paper, so everything written is sure."""

from __future__ import annotations

from typing import Any

from pia.assessment import read_assessment
from pia.assessment.naming import label_of
from pia.assessment.paths import answered, position_path
from pia.imports.history import Resolved
from pia.imports.report import Imported, ItemReport, Report
from pia.imports.source import SourceFile, decode
from pia.imports.values import NOT_FOUND, Status
from pia.official.kinds import UNKNOWN_REASONS, is_unknown

_NOTE = "この製品のJSONをそのまま読みました。"


def import_stored(source: SourceFile) -> Imported:
    """Read a stored document. Raises InputRefused with the place of what is wrong in it."""
    assessment = read_assessment(decode(source), source.name)
    form, answers = assessment.form, assessment.answers
    items = tuple(
        ItemReport(
            str(path),
            str(position_path(answers, path)),
            label_of(form, answers, path),
            *_status(value),
            is_unknown=is_unknown(value),
        )
        for path, _, value in answered(form, answers)
    )
    rows = tuple(Resolved(row) for row in assessment.change_history)
    edition = (form.form, form.edition, Status.SURE, _NOTE)
    return Imported(assessment, Report(*edition, items, rows, note=_NOTE))


def _status(value: Any) -> tuple[Status, str]:
    if value is None or (is_unknown(value) and value["unknown"] == "not-in-source"):
        return Status.MISSING, NOT_FOUND.why
    if is_unknown(value):
        return Status.UNSURE, f"{UNKNOWN_REASONS[value['unknown']]}。"
    return Status.SURE, ""
