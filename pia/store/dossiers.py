"""評価書 over all their editions, and the pointer to the one in public."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from pia.approval.states import CLOSED
from pia.store.records import Dossier, DossierLine, EditionDay, OpenDraft
from pia.store.repository import Repository, numbered
from pia.store.tables import (
    CommentMarkRow,
    CommentRow,
    CompletionRow,
    DivisionRow,
    DossierRow,
    DraftChangeRow,
    DraftRow,
    EditionRow,
    EndorsementRow,
    OrganisationRow,
    StepRow,
    TaskRow,
    UserRow,
)

#: The mark of a thread that waits for nobody.
_RESOLVED = "resolved"


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
        """Return every 評価書 as lists show it, in the order of 評価書番号."""
        return tuple(sorted(map(_line, self.connection.execute(_lines())), key=_in_order))

    def edition_days(self) -> dict[int, tuple[EditionDay, ...]]:
        """Return number, kind and 公表日 of every edition, by the number of its 評価書."""
        query = select_columns(
            col(EditionRow.dossier_id),
            col(EditionRow.id),
            col(EditionRow.number),
            col(EditionRow.kind),
            col(EditionRow.published_on),
        ).order_by(col(EditionRow.id))
        found: dict[int, tuple[EditionDay, ...]] = {}
        for dossier_id, *of_edition in self.connection.execute(query):
            found[dossier_id] = (*found.get(dossier_id, ()), EditionDay(*of_edition))
        return found

    def completions(self) -> dict[int, int]:
        """Return how many entries 読取りの補完 has, by the number of the edition in public."""
        edition = col(CompletionRow.edition_id)
        query = (
            select_columns(edition, func.count())
            .join(DossierRow, col(DossierRow.published_id) == edition)
            .group_by(edition)
        )
        return {number: count for number, count in self.connection.execute(query)}  # noqa: C416 - a row is no pair

    def open_threads(self) -> dict[int, int]:
        """Return how many threads of comments wait for somebody, by the number of the open draft."""
        query = (
            select_columns(col(CommentRow.id), col(CommentRow.draft_id), col(CommentMarkRow.what))
            .join(DraftRow, col(DraftRow.id) == CommentRow.draft_id)
            .outerjoin(CommentMarkRow, col(CommentMarkRow.comment_id) == col(CommentRow.id))
            .where(col(CommentRow.thread_id).is_(None), col(DraftRow.state).not_in(CLOSED))
            .order_by(col(CommentMarkRow.id))
        )
        newest = {thread: (draft, mark) for thread, draft, mark in self.connection.execute(query)}
        return Counter(draft for draft, mark in newest.values() if mark != _RESOLVED)


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    """Return the one question of a list; it loads no document."""
    return (
        select_columns(
            DossierRow,
            col(OrganisationRow.municipality_id),
            col(TaskRow.name),
            col(TaskRow.ended_on),
            col(DivisionRow.name),
            col(OrganisationRow.name),
            col(EditionRow.published_on),
            col(EditionRow.kind),
            col(DraftRow.id),
            col(DraftRow.state),
            col(DraftRow.sequence),
            col(DraftRow.planned_on),
            col(UserRow.id),
            col(UserRow.display_name),
            _newest_of_draft(StepRow),
            _newest_of_draft(EndorsementRow),
        )
        .join(TaskRow, col(TaskRow.id) == DossierRow.task_id)
        .join(DivisionRow, col(DivisionRow.id) == TaskRow.division_id)
        .join(OrganisationRow, col(OrganisationRow.id) == DossierRow.organisation_id)
        .outerjoin(EditionRow, col(EditionRow.id) == DossierRow.published_id)
        .outerjoin(DraftRow, _is_open_draft_of_dossier())
        .outerjoin(DraftChangeRow, _is_newest_change_of_draft())
        .outerjoin(UserRow, col(UserRow.id) == _writer())
    )


def _is_open_draft_of_dossier() -> ColumnElement[bool]:
    mine = col(DraftRow.dossier_id) == col(DossierRow.id)
    return and_(mine, col(DraftRow.state).not_in(CLOSED))


def _is_newest_change_of_draft() -> ColumnElement[bool]:
    mine = col(DraftChangeRow.draft_id) == col(DraftRow.id)
    return and_(mine, col(DraftChangeRow.sequence) == col(DraftRow.sequence))


def _writer() -> ColumnElement[int]:
    return func.coalesce(col(DraftChangeRow.made_by), col(DraftRow.made_by))


def _newest_of_draft(table: type[StepRow | EndorsementRow]) -> ScalarSelect[Any]:
    """Return the number of the newest row that a draft has in a table."""
    other = aliased(table)
    mine = col(other.draft_id) == col(DraftRow.id)
    newest = select_columns(func.max(col(other.id))).where(mine)
    return newest.correlate(DraftRow).scalar_subquery()


def _line(found: Row[*tuple[Any, ...]]) -> DossierLine:
    dossier, city, task, ended_on, division, organisation, published_on, kind, *opened = found
    return DossierLine(
        dossier=_dossier(dossier),
        municipality_id=city,
        task=task,
        task_ended_on=ended_on,
        division=division,
        organisation=organisation,
        published_on=published_on,
        edition_kind=kind,
        opened=None if opened[0] is None else OpenDraft(*opened),
    )


def _in_order(line: DossierLine) -> tuple[int, str, int]:
    """Numbers first by their value: 2 before 10. A city looks for a number, whoever gave it."""
    number = line.dossier.number
    by_value = int(number) if number.isdecimal() else 10**9
    return by_value, number, line.dossier.organisation_id


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
