"""Checks: what looks wrong in one document, told to a person; nothing is silently mended.

Enters: an Assessment and a day. Leaves: findings in the form's order, each with a hint and the
source it rests on. A check yields `Found`; its id, severity and source stand in its registration.
Imports `revision` (what cells print, phrases), `assessment`, `law`, `official`; the rooms above
may import it. Knows no clock and no file.
"""

from pia.checks import (
    characters,
    citations,
    conditions,
    counts,
    dates,
    history,
    mentions,
    missing,
    names,
    phrasing,
    readings,
    withheld,
)
from pia.checks.registry import CHECKS, Check, Found, check
from pia.checks.running import run_checks

__all__ = [
    "CHECKS",
    "Check",
    "Found",
    "characters",
    "check",
    "citations",
    "conditions",
    "counts",
    "dates",
    "history",
    "mentions",
    "missing",
    "names",
    "phrasing",
    "readings",
    "run_checks",
    "withheld",
]
