"""Canonical JSON and the two digests.

Canonical: keys sorted, UTF-8 unescaped, one-space indent, a final line feed. The same document
has the same bytes on every machine.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from pia.assessment.value import Answers, Assessment


def canonical_json(value: Any) -> str:
    """Return any JSON value in canonical form."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def canonical(assessment: Assessment) -> str:
    """Return the whole document in canonical form."""
    return canonical_json(assessment.as_json())


def answers_digest(answers: Answers) -> str:
    """Return the SHA-256 (hex) of the answers alone: equal digests, equal content."""
    return _digest(canonical_json(answers))


def document_digest(assessment: Assessment) -> str:
    """Return the SHA-256 (hex) of the whole document, history and withheld parts included."""
    return _digest(canonical(assessment))


def content_id(value: Any) -> str:
    """Return the 8-digit id that a thing gets from its content on import."""
    return _digest(canonical_json(value))[:8]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
