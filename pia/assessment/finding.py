"""What a check tells a person. Stands below `revision`, which reports findings of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    #: Must be mended before approval; `pia check` answers 1.
    ERROR = "error"
    #: Looks wrong; a person decides.
    WARNING = "warning"
    #: Worth knowing, among it everything that is 未確認.
    NOTE = "note"
    #: May be damage of a conversion, not of the document: look at the source.
    CONVERSION = "conversion"


@dataclass(frozen=True)
class Finding:
    """One finding. `id` is stable; `path` is an id path or "" for the whole document."""

    id: str
    severity: Severity
    path: str
    message: str
    hint: str = ""
    source: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the finding as `--json` prints it."""
        return {
            "id": self.id,
            "severity": str(self.severity),
            "path": self.path,
            "message": self.message,
            "hint": self.hint,
            "source": self.source,
        }
