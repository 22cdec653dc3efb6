"""The Assessment and what it holds beside its answers. Values: nothing here is ever changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from pia.official import Form, load_form

SCHEMA = "pia.assessment/1"

#: Answers by key: text, choice key, boxes, unknown, or a list of things with `@id`.
Answers = dict[str, Any]


@dataclass(frozen=True)
class RowTarget:
    """An item or thing that a 別添2 row speaks of."""

    #: Path by ids (`files[@3f…].storage`), by position where the thing is not in the document.
    id_path: str
    #: sure, group (one row for several items), by-position, by-content, or guess.
    confidence: str = "sure"


@dataclass(frozen=True)
class HistoryRow:
    """One row of 別添2: six printed cells, untouched, and what is known about them."""

    changed_on: str
    item: str
    before: str
    after: str
    timing: str
    explanation: str
    #: imported: read from a published document; generated: written by the revision engine.
    origin: str = "imported"
    #: Which edition the row came with, where known.
    edition_ref: str | None = None
    #: `changed_on` as an ISO day, None where it cannot be read.
    changed_on_date: str | None = None
    id_paths: tuple[RowTarget, ...] = ()
    #: Operations as JSON, None for imported rows.
    ops: tuple[dict[str, Any], ...] | None = None

    def cells(self) -> tuple[str, str, str, str, str, str]:
        """Return the six printed cells in the order of the table."""
        return (
            *(self.changed_on, self.item, self.before),
            *(self.after, self.timing, self.explanation),
        )


@dataclass(frozen=True)
class Withheld:
    """A part that is not published (規則13条); the committee still gets it."""

    id_path: str
    quote: str
    #: Which occurrence of the quote in the printed answer, from 1; 0 where the item says it no
    #: more and only 別添2 would still tell it.
    occurrence: int
    reason: str


@dataclass(frozen=True)
class Retired:
    """An answer whose item a newer edition of the form no longer has."""

    edition: str
    id_path: str
    label: str
    value: Any


@dataclass(frozen=True)
class Assessment:
    """One 評価書 at one moment. `answers` is never changed in place: every operation copies."""

    form_name: str
    edition: str
    lineage: str
    answers: Answers
    change_history: tuple[HistoryRow, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    retired: tuple[Retired, ...] = field(default=())

    @property
    def form(self) -> Form:
        """The edition of the official form this document is written on."""
        return load_form(self.form_name, self.edition)

    def as_json(self) -> dict[str, Any]:
        """Return the document as it is stored (contract: The document)."""
        return {
            "schema": SCHEMA,
            "form": self.form_name,
            "edition": self.edition,
            "lineage": self.lineage,
            "answers": self.answers,
            "change_history": [_plain(row) for row in self.change_history],
            "withheld": [_plain(part) for part in self.withheld],
            "retired": [_plain(answer) for answer in self.retired],
        }


def _plain(value: Any) -> dict[str, Any]:
    """Return a dataclass as JSON has it: tuples as lists."""
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(value).items()}
