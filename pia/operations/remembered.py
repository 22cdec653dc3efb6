"""What was worked out from two documents a moment ago, remembered by what they say.

Every page of a draft, and every save on it, asks for the same table and the same findings; of a
form filled to its end each takes some 50 ms. The key is all that the result is made from, so that
nothing has to be forgotten when somebody writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from pia.assessment import Assessment
from pia.assessment.finding import Finding
from pia.checks import run_checks
from pia.operations.looking import Memory
from pia.operations.practice import Practice
from pia.revision import Comparison, compare

#: So many drafts are at work at once; a table holds both of its documents.
_MOST = 32

_MEMORY = Memory(_MOST * 2)


def forget() -> None:
    """Forget everything: for tests that change what the tables are made by."""
    global _MEMORY  # noqa: PLW0603 - one memory of the process
    _MEMORY = Memory(_MOST * 2)


def table_of(  # noqa: PLR0913 - a table is made from all of this
    old: Assessment,
    new: Assessment,
    practice: Practice,
    *,
    changed_on: date,
    as_of: date,
    promoted: frozenset[str],
    granularities: Mapping[str, str],
) -> Comparison:
    """Return the comparison of two documents as a city writes it. Raises InputRefused."""
    said = (repr(practice), promoted, tuple(sorted(granularities.items())))
    key = ("table", _digest(old), _digest(new), changed_on, as_of, said)
    return _MEMORY.of(
        key,
        lambda: compare(
            old,
            new,
            changed_on=changed_on,
            as_of=as_of,
            style=practice.style,
            names=practice.names,
            promoted=promoted,
            granularities=granularities,
        ),
    )


def findings_of(document: Assessment, as_of: date) -> tuple[Finding, ...]:
    """Return what the checks of a day find in a document."""
    key = ("findings", _digest(document), as_of)
    return _MEMORY.of(key, lambda: tuple(run_checks(document, as_of)))


def _digest(document: Assessment) -> bytes:
    said = json.dumps(document.as_json(), ensure_ascii=False, sort_keys=True)
    return sha256(said.encode("utf-8", "surrogatepass")).digest()
