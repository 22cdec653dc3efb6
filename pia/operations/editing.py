"""An open draft with all that its pages say of it while somebody writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pia.assessment import Assessment
from pia.assessment.finding import Finding
from pia.operations.register_differs import register_findings
from pia.operations.remembered import findings_of
from pia.operations.reviewing import as_published, table_in
from pia.revision import Comparison
from pia.store.records import Draft, DraftChange
from pia.store.work import Work


@dataclass(frozen=True)
class Desk:
    """A draft, what it stands on, what became of it, what looks wrong in it."""

    draft: Draft
    #: What is published; None for a first edition, and where it is on another form edition.
    base: Assessment | None
    #: None for a first edition.
    table: Comparison | None
    findings: tuple[Finding, ...]
    #: The Change log, the oldest first.
    changes: tuple[DraftChange, ...]

    @property
    def document(self) -> Assessment:
        """The document as it was saved."""
        return self.draft.document


def desk_of(work: Work, draft: Draft, as_of: date) -> Desk:
    """Return the desk of a draft inside a transaction, by the rules of a day."""
    table = table_in(work, draft, as_of)
    printed = as_published(draft.document, table, draft.planned_on or as_of)
    return Desk(
        draft=draft,
        base=table.old if table and table.old.edition == draft.document.edition else None,
        table=table,
        findings=(
            *register_findings(work, draft.document, work.dossiers.get(draft.dossier_id)),
            *findings_of(printed, as_of),
        ),
        changes=work.drafts.changes(draft.id),
    )
