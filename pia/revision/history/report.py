"""What a rebuilt history says: editions, rows, findings, and their JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from pia.assessment import Assessment
from pia.assessment.finding import Finding
from pia.revision.printed import BLOCK, FRAGMENT, ITEM, THING, Nearest

NOT_FITTED = "not-fitted"
#: How a row was undone, as people read it.
HOW = {
    ITEM: "項目全体",
    BLOCK: "見出しのまとまり",
    THING: "追加・削除されたもの",
    FRAGMENT: "項目の一部",
    NOT_FITTED: "本文と合わない",
}


@dataclass(frozen=True)
class RowReport:
    """What became of one row of 別添2."""

    #: From 1, in the order of the table.
    number: int
    #: As printed.
    changed_on: str
    item: str
    #: item, block, thing, fragment or not-fitted.
    how: str
    #: Path by ids of the item or thing; None where the row names none.
    path: str | None
    #: Why it does not fit, "" where it does.
    reason: str = ""
    #: The nearest text, where the row does not fit and any text is near.
    nearest: Nearest | None = None

    @property
    def fits(self) -> bool:
        """Whether the row was undone."""
        return self.how != NOT_FITTED

    def as_json(self) -> dict[str, Any]:
        """Return the row as the report of `pia history` holds it."""
        near = self.nearest
        return {
            "number": self.number,
            "changed_on": self.changed_on,
            "item": self.item,
            "how": self.how,
            "path": self.path,
            "reason": self.reason,
            "nearest": near
            and {
                "path": near.path,
                "item": near.item,
                "text": near.text,
                "differences": [list(part) for part in near.differences],
            },
        }


@dataclass(frozen=True)
class RebuiltEdition:
    """The document as it stood before a day."""

    day: date
    document: Assessment


@dataclass(frozen=True)
class Rebuilt:
    """The earlier editions of one document, newest first, and what became of each row."""

    editions: tuple[RebuiltEdition, ...]
    rows: tuple[RowReport, ...]
    findings: tuple[Finding, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many rows there are, and how many of each fit."""
        counted = Counter(row.how for row in self.rows)
        return {"rows": len(self.rows)} | {how: counted[how] for how in HOW}

    def as_json(self) -> dict[str, Any]:
        """Return the report of `pia history`."""
        return {
            "summary": self.summary,
            "editions": [edition.day.isoformat() for edition in self.editions],
            "rows": [row.as_json() for row in self.rows],
            "findings": [finding.as_json() for finding in self.findings],
        }
