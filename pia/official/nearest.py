"""The nearest valid word to a mistyped one, for every message that offers one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, among: Iterable[str]) -> str:
    """Return the member of `among` that looks most like `word`, or "" where none is near."""
    found = get_close_matches(word, list(among), n=1, cutoff=0.5)
    return found[0] if found else ""
