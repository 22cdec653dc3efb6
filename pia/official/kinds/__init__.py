"""Item kinds: how an answer is read, typed, printed and described. Each registers once."""

from pia.official.kinds.base import (
    EMPTY_OR_DASH,
    UNKNOWN_REASONS,
    Kind,
    Unknown,
    is_blank,
    is_unknown,
    unknown,
)
from pia.official.kinds.boxes import BOXES
from pia.official.kinds.choice import CHOICE
from pia.official.kinds.text import COUNT, DATE, TEXT

KINDS: dict[str, Kind] = {kind.name: kind for kind in (TEXT, DATE, COUNT, CHOICE, BOXES)}

__all__ = [
    "EMPTY_OR_DASH",
    "KINDS",
    "UNKNOWN_REASONS",
    "Kind",
    "Unknown",
    "is_blank",
    "is_unknown",
    "unknown",
]
