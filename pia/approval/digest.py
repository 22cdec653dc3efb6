"""What an approval binds: content, table, decisions, withheld parts, 公表予定日."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from pia.assessment import Assessment
from pia.assessment.canonical import canonical_json
from pia.revision import ChangeRow, Comparison
from pia.revision.style import TableStyle
from pia.revision.timing.outcomes import Judged

#: Signs of a digest that people compare.
_SHORT = 12


def short_digest(digest: str) -> str:
    """Return the beginning of a digest as people compare it: a1b2 c3d4 e5f6."""
    return " ".join(digest[n : n + 4] for n in range(0, min(_SHORT, len(digest)), 4))


def approval_digest(
    document: Assessment, comparison: Comparison | None, planned_on: date | None
) -> str:
    """Return the SHA-256 (hex) of everything a person approves.

    Left out: items stamped at publication (公表日) and 変更日 of the rows, which follow it. The rows
    carry the decisions on them and, where a person worded them anew, what the engine rendered. How
    the rows join those of earlier editions is bound too. A first edition has no comparison.
    """
    stamped = {item.key for item in document.form.items if item.stamped}
    bound = document.as_json() | {
        "answers": {k: v for k, v in document.answers.items() if k not in stamped},
        "rows": [_bound(row) for row in comparison.rows] if comparison else [],
        "table": _table(comparison.style) if comparison else None,
        "withheld": [asdict(part) for part in document.withheld],
        "planned_on": planned_on.isoformat() if planned_on else None,
    }
    return sha256(canonical_json(bound).encode("utf-8")).hexdigest()


def _bound(row: ChangeRow) -> dict[str, Any]:
    said = {key: value for key, value in row.as_json().items() if key != "changed_on"}
    reason = row.decision.reason if isinstance(row.decision, Judged) else ""
    hides = list(row.wording.hides) if row.wording else []
    return said | {"reason": reason, "rendered": list(row.rendered), "hides": hides}


def _table(style: TableStyle) -> dict[str, bool]:
    return {"newest_first": style.newest_first, "fresh": style.fresh_on_reassessment}
