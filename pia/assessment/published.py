"""公表日 as a document says it: the answer that is stamped when an edition is published."""

from __future__ import annotations

from datetime import date

from pia.assessment.value import Assessment
from pia.assessment.wareki import parse_date


def published_day(document: Assessment) -> date | None:
    """Return 公表日, None where it is empty, unreadable or only a month."""
    stamped = next((item for item in document.form.items if item.stamped), None)
    value = document.answers.get(stamped.key) if stamped else None
    written = parse_date(value) if isinstance(value, str) else None
    return written.day if written and written.precision == "day" else None
