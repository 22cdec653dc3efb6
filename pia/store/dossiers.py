"""評価書 over all their editions, and the pointer to the one in public."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from pia.approval.states import CLOSED
from pia.store.records import Dossier, DossierLine
from pia.store.repository import Repository, numbered
from pia.store.tables import (
    DivisionRow,
    DossierRow,
    DraftRow,
    EditionRow,
    OrganisationRow,
    TaskRow,
)


class Dossiers(Repository):
    """What is kept of each 評価書 besides its editions."""

    def get(self, number: int) -> Dossier:
        """Return a 評価書. Raises PathNotFound."""
        return _dossier(self._found(DossierRow, number, "評価書"))

    def find(self, organisation_id: int, number: str, form: str) -> Dossier | None:
        """Return the 評価書 of an 機関, a 評価書番号 and a kind of form, or None."""
        query = select(DossierRow).where(
            DossierRow.organisation_id == organisation_id,
            DossierRow.number == number,
            DossierRow.form == form,
        )
        row = self.connection.exec(query).first()
        return _dossier(row) if row else None

    def of_lineage(self, lineage: str) -> Dossier | None:
        """Return the 評価書 of a lineage, or None."""
        query = select(DossierRow).where(DossierRow.lineage == lineage)
        row = self.connection.exec(query).first()
        return _dossier(row) if row else None

    def add(
        self, task_id: int, organisation_id: int, number: str, form: str, lineage: str
    ) -> Dossier:
        """Keep a 評価書 that has no edition yet."""
        row = DossierRow(
            task_id=task_id,
            organisation_id=organisation_id,
            number=number,
            form=form,
            lineage=lineage,
        )
        return _dossier(self._kept(row))

    def point(self, number: int, edition_id: int) -> None:
        """Make an edition the one in public."""
        row = self._found(DossierRow, number, "評価書")
        row.published_id = edition_id
        self._kept(row)

    def lines(self) -> tuple[DossierLine, ...]:
        """Return every 評価書 as lists show it, in the order of 機関 and 評価書番号."""
        query = (
            select_columns(
                DossierRow,
                col(TaskRow.name),
                col(DivisionRow.name),
                col(OrganisationRow.name),
                col(EditionRow.published_on),
                col(EditionRow.kind),
                col(DraftRow.id),
                col(DraftRow.state),
            )
            .join(TaskRow, col(TaskRow.id) == DossierRow.task_id)
            .join(DivisionRow, col(DivisionRow.id) == TaskRow.division_id)
            .join(OrganisationRow, col(OrganisationRow.id) == DossierRow.organisation_id)
            .outerjoin(EditionRow, col(EditionRow.id) == DossierRow.published_id)
            .outerjoin(DraftRow, _is_open_draft_of_dossier())
        )
        found = self.connection.execute(query)
        lines = [DossierLine(_dossier(dossier), *columns) for dossier, *columns in found]
        return tuple(sorted(lines, key=_in_order))


def _is_open_draft_of_dossier() -> ColumnElement[bool]:
    mine = col(DraftRow.dossier_id) == col(DossierRow.id)
    return and_(mine, col(DraftRow.state).not_in(CLOSED))


def _in_order(line: DossierLine) -> tuple[int, int, str]:
    """Numbers first by their value: 2 before 10."""
    number = line.dossier.number
    return line.dossier.organisation_id, int(number) if number.isdecimal() else 10**9, number


def _dossier(row: DossierRow) -> Dossier:
    return Dossier(
        id=numbered(row.id),
        task_id=row.task_id,
        organisation_id=row.organisation_id,
        number=row.number,
        form=row.form,
        lineage=row.lineage,
        published_id=row.published_id,
    )
