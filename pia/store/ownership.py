"""団体, 評価実施機関, 課, 事務: who owns what."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import col, select

from pia.store.records import Division, Municipality, Organisation, Task
from pia.store.repository import Repository, numbered
from pia.store.tables import (
    DivisionRow,
    MunicipalityRow,
    OrganisationRow,
    SuccessionRow,
    TaskRow,
)


class Ownership(Repository):
    """The city and its parts."""

    def municipalities(self) -> tuple[Municipality, ...]:
        """Return every 団体."""
        rows = self.connection.exec(select(MunicipalityRow).order_by(col(MunicipalityRow.id)))
        return tuple(Municipality(numbered(row.id), row.name, row.code) for row in rows)

    def organisations(self) -> tuple[Organisation, ...]:
        """Return every 評価実施機関."""
        rows = self.connection.exec(select(OrganisationRow).order_by(col(OrganisationRow.id)))
        return tuple(map(_organisation, rows))

    def divisions(self) -> tuple[Division, ...]:
        """Return every 課, ended ones too, the oldest first."""
        order = (col(DivisionRow.begins_on), col(DivisionRow.id))
        rows = self.connection.exec(select(DivisionRow).order_by(*order))
        return tuple(self._division(row) for row in rows)

    def tasks(self) -> tuple[Task, ...]:
        """Return every 事務."""
        rows = self.connection.exec(select(TaskRow).order_by(col(TaskRow.id)))
        return tuple(map(_task, rows))

    def organisation(self, number: int) -> Organisation:
        """Return an 評価実施機関. Raises PathNotFound."""
        return _organisation(self._found(OrganisationRow, number, "評価実施機関"))

    def division(self, number: int) -> Division:
        """Return a 課. Raises PathNotFound."""
        return self._division(self._found(DivisionRow, number, "課"))

    def task(self, number: int) -> Task:
        """Return a 事務. Raises PathNotFound."""
        return _task(self._found(TaskRow, number, "事務"))

    def add_municipality(self, name: str, code: str = "") -> Municipality:
        """Keep a 団体."""
        row = self._kept(MunicipalityRow(name=name, code=code))
        return Municipality(numbered(row.id), row.name, row.code)

    def change_municipality(self, number: int, name: str, code: str) -> Municipality:
        """Keep another name or code of a 団体. Raises PathNotFound."""
        row = self._found(MunicipalityRow, number, "団体")
        row.name, row.code = name, code
        self._kept(row)
        return Municipality(number, row.name, row.code)

    def desk(self, number: int) -> dict[str, Any]:
        """Return what a 団体 says of its desk, nothing where it never did. Raises PathNotFound."""
        return self._found(MunicipalityRow, number, "団体").desk or {}

    def keep_desk(self, number: int, desk: dict[str, Any]) -> None:
        """Keep what a 団体 says of its desk. Raises PathNotFound."""
        row = self._found(MunicipalityRow, number, "団体")
        row.desk = desk
        self._kept(row)

    def add_organisation(self, municipality_id: int, name: str) -> Organisation:
        """Keep an 評価実施機関."""
        return _organisation(
            self._kept(OrganisationRow(municipality_id=municipality_id, name=name))
        )

    def add_division(
        self, municipality_id: int, name: str, begins_on: date, contact: str = ""
    ) -> Division:
        """Keep a 課."""
        row = DivisionRow(
            municipality_id=municipality_id, name=name, begins_on=begins_on, contact=contact
        )
        return self._division(self._kept(row))

    def change_contact(self, number: int, contact: str) -> Division:
        """Keep another contact of a 課. Raises PathNotFound."""
        row = self._found(DivisionRow, number, "課")
        row.contact = contact
        return self._division(self._kept(row))

    def end_division(self, number: int, ends_on: date, successors: tuple[int, ...]) -> Division:
        """Let a 課 end; its work goes on in the successors."""
        row = self._found(DivisionRow, number, "課")
        row.ends_on = ends_on
        for successor in successors:
            self._kept(SuccessionRow(division_id=number, successor_id=successor))
        return self._division(self._kept(row))

    def add_task(self, organisation_id: int, division_id: int, name: str) -> Task:
        """Keep a 事務."""
        row = TaskRow(organisation_id=organisation_id, division_id=division_id, name=name)
        return _task(self._kept(row))

    def change_task(self, number: int, *, division_id: int, ended_on: date | None) -> Task:
        """Give a 事務 to another 課, or let it end."""
        row = self._found(TaskRow, number, "事務")
        row.division_id, row.ended_on = division_id, ended_on
        return _task(self._kept(row))

    def _division(self, row: DivisionRow) -> Division:
        query = select(SuccessionRow.successor_id).where(SuccessionRow.division_id == row.id)
        return Division(
            id=numbered(row.id),
            municipality_id=row.municipality_id,
            name=row.name,
            contact=row.contact,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            successors=tuple(sorted(self.connection.exec(query))),
        )


def _organisation(row: OrganisationRow) -> Organisation:
    return Organisation(numbered(row.id), row.municipality_id, row.name)


def _task(row: TaskRow) -> Task:
    return Task(numbered(row.id), row.organisation_id, row.division_id, row.name, row.ended_on)
