"""How well a layout was read: every answer is right, unsure, missing or, worst, wrong and sure."""

from collections import Counter

from pia.assessment.paths import answered, position_path
from pia.imports import SourceFile, import_files
from pia.official.folding import without_space

RIGHT, UNSURE, MISSING, WRONG = "right", "unsure", "missing", "wrong"


def measured(document, name, data):
    """Return {position path: outcome} of a file that holds `document`, and the import itself."""
    imported = import_files([SourceFile(name, data)])
    found = _answers(imported.assessment)
    wanted = _answers(document)
    status = {item.position_path: item.status for item in imported.report.items}
    outcome = {
        path: _outcome(value, found.get(path), status.get(path, "missing"))
        for path, value in wanted.items()
    }
    invented = [p for p in found.keys() - wanted.keys() if status[p] == "sure" and found[p]]
    return outcome | dict.fromkeys(invented, WRONG), imported


def share(outcomes):
    """Return the share of each outcome."""
    counts = Counter(outcomes.values())
    return {name: counts[name] / len(outcomes) for name in (RIGHT, UNSURE, MISSING, WRONG)}


def history_is_right(document, imported):
    """Return whether 別添2 came back row by row, white space aside."""
    rows = [tuple(map(without_space, row.cells())) for row in document.change_history]
    again = imported.assessment.change_history
    return [tuple(map(without_space, row.cells())) for row in again] == rows


def _answers(document):
    return {
        str(position_path(document.answers, path)): value
        for path, _, value in answered(document.form, document.answers)
    }


def _outcome(wanted, found, status):
    if status == "missing":
        return MISSING
    if status == "unsure":
        return UNSURE
    return RIGHT if _same(wanted or "", found) else WRONG


def _same(wanted, found):
    if isinstance(wanted, str) and isinstance(found, str):
        return without_space(wanted) == without_space(found)
    return wanted == found
