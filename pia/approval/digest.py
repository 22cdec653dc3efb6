"""What an approval binds: content, table, decisions, withheld parts, 公表予定日."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from hashlib import sha256

from pia.assessment import Assessment
from pia.assessment.canonical import canonical_json
from pia.revision import Comparison


def approval_digest(
    document: Assessment, comparison: Comparison | None, planned_on: date | None
) -> str:
    """Return the SHA-256 (hex) of everything a person approves.

    Left out: items stamped at publication (公表日) and 変更日 of the rows, which follow it. The rows
    carry the decisions on them. A first edition has no comparison.
    """
    stamped = {item.key for item in document.form.items if item.stamped}
    rows = [] if comparison is None else [row.as_json() for row in comparison.rows]
    bound = document.as_json() | {
        "answers": {k: v for k, v in document.answers.items() if k not in stamped},
        "rows": [{k: v for k, v in row.items() if k != "changed_on"} for row in rows],
        "withheld": [asdict(part) for part in document.withheld],
        "planned_on": planned_on.isoformat() if planned_on else None,
    }
    return sha256(canonical_json(bound).encode("utf-8")).hexdigest()
