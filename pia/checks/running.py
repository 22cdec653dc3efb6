"""Run every check and put what they find in the order of the form."""

from __future__ import annotations

from datetime import date

from pia.assessment import Assessment, Path
from pia.assessment.finding import Finding
from pia.assessment.paths import index_of
from pia.checks.registry import CHECKS

#: Behind everything: the change table stands at the end of the paper.
_LAST = 1_000_000


def run_checks(assessment: Assessment, as_of: date) -> list[Finding]:
    """Return all findings of all checks; first those of the whole document, 別添2 last."""
    found = [f for check in CHECKS.values() for f in check.findings(assessment, as_of)]
    return sorted(found, key=lambda finding: _place(assessment, finding.path))


def _place(assessment: Assessment, text: str) -> tuple[int, ...]:
    """Return the place of an id path: the form's order and the position, step by step."""
    if not text:
        return ()
    path, here, order = Path.parse(text), assessment.answers, assessment.form.order
    place: list[int] = []
    for count, step in enumerate(path.steps, start=1):
        pattern = Path(path.steps[:count]).pattern.removesuffix("[]")
        place.append(order.get(pattern, _LAST))
        if step.at is None:
            continue
        things = here.get(step.key) or []
        index = index_of(things, step)
        place.append(index if index is not None else step.at if isinstance(step.at, int) else _LAST)
        here = things[index] if index is not None else {}
    return tuple(place)
