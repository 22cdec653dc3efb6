"""Editions: what was published, and 読取りの補完 of those that were adopted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import col, func, select

from pia.assessment import Assessment, apply, canonical, document_digest, read_assessment
from pia.assessment.ops import op_from_json
from pia.store.records import Completion, Edition
from pia.store.repository import Repository, numbered
from pia.store.search import Search
from pia.store.tables import CompletionRow, EditionRow, SourceRow


@dataclass(frozen=True)
class NewEdition:
    """An edition to be kept for ever."""

    dossier_id: int
    kind: str
    origin: str
    document: Assessment
    published_on: date
    approved_on: date | None = None
    submitted_on: date | None = None
    receipt: str = ""
    draft_id: int | None = None


class Editions(Repository):
    """Published states; nothing here is ever changed, only added to."""

    def get(self, number: int) -> Edition:
        """Return an edition. Raises PathNotFound."""
        return self._edition(self._found(EditionRow, number, "版"))

    def of(self, dossier_id: int) -> tuple[Edition, ...]:
        """Return the editions of a 評価書, the newest first."""
        order = (col(EditionRow.published_on).desc(), col(EditionRow.number).desc())
        query = select(EditionRow).where(EditionRow.dossier_id == dossier_id).order_by(*order)
        return tuple(self._edition(row) for row in self.connection.exec(query))

    def of_draft(self, draft_id: int) -> Edition | None:
        """Return the edition that a draft became, or None."""
        query = select(EditionRow).where(EditionRow.draft_id == draft_id)
        row = self.connection.exec(query).first()
        return self._edition(row) if row else None

    def add(self, new: NewEdition, *, by: int, at: datetime) -> Edition:
        """Keep an edition, with its text for the search."""
        query = select(func.count()).where(EditionRow.dossier_id == new.dossier_id)
        row = EditionRow(
            dossier_id=new.dossier_id,
            number=self.connection.exec(query).one() + 1,
            kind=new.kind,
            origin=new.origin,
            document=canonical(new.document),
            digest=document_digest(new.document),
            approved_on=new.approved_on,
            submitted_on=new.submitted_on,
            published_on=new.published_on,
            receipt=new.receipt,
            draft_id=new.draft_id,
            made_by=by,
            made_at=at,
        )
        edition = self._edition(self._kept(row))
        Search(self.connection).keep(edition.id, edition.reading)
        return edition

    def complete(self, edition: Edition, path: str, ops: Any, *, by: int, at: datetime) -> Edition:
        """Keep how a person read an item of an adopted edition."""
        count = len(self.completions(edition.id))
        self._kept(
            CompletionRow(
                edition_id=edition.id,
                sequence=count + 1,
                path=path,
                ops=ops,
                made_by=by,
                made_at=at,
            )
        )
        completed = self.get(edition.id)
        if ops:
            Search(self.connection).keep(completed.id, completed.reading)
        return completed

    def completions(self, number: int) -> tuple[Completion, ...]:
        """Return 読取りの補完 of an edition, the oldest first."""
        query = select(CompletionRow).where(CompletionRow.edition_id == number)
        rows = self.connection.exec(query.order_by(col(CompletionRow.sequence)))
        return tuple(
            Completion(r.edition_id, r.sequence, r.path, r.ops, r.made_by, r.made_at) for r in rows
        )

    def keep_report(self, number: int, report: dict[str, Any]) -> None:
        """Keep the import report of an adopted edition."""
        self._kept(SourceRow(edition_id=number, report=report))

    def report(self, number: int) -> dict[str, Any] | None:
        """Return the import report of an adopted edition, None for one made here."""
        row = self.connection.exec(select(SourceRow).where(SourceRow.edition_id == number)).first()
        return None if row is None else row.report

    def _edition(self, row: EditionRow) -> Edition:
        document = read_assessment(row.document, f"版{row.id}")
        ops = [op for done in self.completions(numbered(row.id)) for op in done.ops]
        answers = apply(document.answers, [op_from_json(op, f"版{row.id}") for op in ops])
        return Edition(
            id=numbered(row.id),
            dossier_id=row.dossier_id,
            number=row.number,
            kind=row.kind,
            origin=row.origin,
            document=document,
            reading=replace(document, answers=answers) if ops else document,
            digest=row.digest,
            approved_on=row.approved_on,
            submitted_on=row.submitted_on,
            published_on=row.published_on,
            receipt=row.receipt,
            draft_id=row.draft_id,
            made_by=row.made_by,
            made_at=row.made_at,
        )
