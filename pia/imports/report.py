"""What an import was sure of, item by item, for the person who has to look it over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pia.assessment import Assessment
from pia.imports.grid import Cell, Place, readable
from pia.imports.history import Resolved
from pia.imports.values import Status


@dataclass(frozen=True)
class Evidence:
    """What another place of the document says about an answer that is not sure."""

    #: The label of a neighbouring answer, or 別添2 with the row.
    source: str
    says: str


@dataclass(frozen=True)
class ItemReport:
    """One item of the imported document."""

    path: str
    position_path: str
    label: str
    status: Status
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    raw: str = ""
    place: Place | None = None
    #: The stored answer is one that could not be read.
    is_unknown: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the item as the report file has it."""
        return {
            "path": self.path,
            "position_path": self.position_path,
            "label": self.label,
            "status": str(self.status),
            "why": self.why,
            "evidence": [{"from": e.source, "says": e.says} for e in self.evidence],
            "raw": self.raw,
            "place": str(self.place) if self.place else "",
        }


@dataclass(frozen=True)
class Report:
    """The whole report."""

    form: str
    edition: str
    edition_status: Status
    edition_why: str
    items: tuple[ItemReport, ...]
    history: tuple[Resolved, ...] = ()
    left_over: tuple[Cell, ...] = ()
    removed_controls: int = 0
    #: How the file was read, where that needs saying.
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the report as `--report` writes it."""
        return {
            "form": self.form,
            "edition": {
                "value": self.edition,
                "status": str(self.edition_status),
                "why": self.edition_why,
            },
            "items": [item.as_json() for item in self.items],
            "history": [_row(number, row) for number, row in enumerate(self.history, start=1)],
            "left_over": [_left(cell) for cell in self.left_over],
            "removed_controls": self.removed_controls,
            "note": self.note,
            "counts": self.counts(),
        }

    def counts(self) -> dict[str, int]:
        """Return how many items are sure, unsure and missing, how many of them unknown, and so on."""
        by_status = Counter(item.status for item in self.items)
        return {
            **{str(status): by_status[status] for status in Status},
            "unknown": sum(item.is_unknown for item in self.items),
            "history": len(self.history),
            "left_over": len(self.left_over),
        }


@dataclass(frozen=True)
class Imported:
    """An imported document with what was sure of it."""

    assessment: Assessment
    report: Report


def evidence_of_rows(path: str, rows: Sequence[Resolved], table: str) -> list[Evidence]:
    """Return what 変更後 of the 別添2 rows about an item says, the oldest row first."""
    return [
        Evidence(f"{table} {number}行目", found.row.after)
        for number, found in enumerate(rows, start=1)
        if any(target.id_path == path for target in found.row.id_paths)
    ]


def _row(number: int, found: Resolved) -> dict[str, Any]:
    return {
        "row": number,
        "item": found.row.item,
        "id_paths": [target.id_path for target in found.row.id_paths],
        "confidence": found.confidence,
        "why": found.why,
    }


def _left(cell: Cell) -> dict[str, str]:
    return {"place": str(cell.place), "text": readable(cell.text)}
