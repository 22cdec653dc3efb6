"""What a rebuilt history says: editions, rows, findings, and their JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from pia.assessment import Assessment
from pia.assessment.finding import Finding
from pia.revision.printed import BLOCK, FRAGMENT, ITEM, THING, Nearest
from pia.revision.spans import Segment

#: Said where no row has a day.
NO_EDITIONS = "別添2に変更日の読める行がないため、過去の版を組み立てられません"
NOT_FITTED = "not-fitted"
#: How a row was undone, as people read it.
HOW = {
    ITEM: "項目全体",
    BLOCK: "見出しのまとまり",
    THING: "追加・削除されたもの",
    FRAGMENT: "項目の一部",
    NOT_FITTED: "本文と合わない",
}
#: What stands on both sides, in the table alone, in the text alone.
_SIGNS = {"=": "{}", "-": "［表のみ：{}］", "+": "［本文のみ：{}］"}


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

    @property
    def outcome(self) -> str:
        """What became of the row, as people read it."""
        return f"戻しました（{HOW[self.how]}）" if self.fits else self.reason

    @property
    def nearest_title(self) -> str:
        """What the nearest text is: with the name of its item where that is another one."""
        if self.nearest is None:
            return ""
        where = "" if self.nearest.path == self.path else f"（別の項目 {self.nearest.item}）"
        return f"最も近い記載{where}"

    @property
    def differences(self) -> tuple[Segment, ...]:
        """The nearest text beside the cell, each segment saying on which side it stands.

        White space alone is no difference worth a mark.
        """
        parts = self.nearest.differences if self.nearest else ()
        return tuple(
            (sign, _SIGNS[sign].format(text)) if text.strip() else ("=", " ")
            for sign, text in parts
        )

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

    @property
    def file_name(self) -> str:
        """Return what its file is called."""
        return f"before-{self.day.isoformat()}.json"


@dataclass(frozen=True)
class Rebuilt:
    """The earlier editions of one document, newest first, and what became of each row."""

    editions: tuple[RebuiltEdition, ...]
    rows: tuple[RowReport, ...]
    findings: tuple[Finding, ...]

    @property
    def fitted(self) -> int:
        """How many rows were undone."""
        return sum(row.fits for row in self.rows)

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
