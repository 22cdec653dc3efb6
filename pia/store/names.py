"""The city's own list of names that changed, and how it writes its change table."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import col, select

from pia.revision.style import DEFAULT_STYLE, TableStyle, style_from
from pia.revision.timing.names import Renaming
from pia.store.records import KeptName, Withdrawal
from pia.store.repository import Repository, numbered
from pia.store.tables import MunicipalityRow, RenamingRow, UserRow, WithdrawalRow


class Names(Repository):
    """What each city says for its change tables."""

    def style(self, municipality_id: int) -> TableStyle:
        """Return how a city writes its table; the product's way where it says nothing."""
        kept = self._found(MunicipalityRow, municipality_id, "団体").table_style
        return style_from(kept) if kept else DEFAULT_STYLE

    def keep_style(self, municipality_id: int, style: TableStyle) -> None:
        """Keep how a city writes its table. Raises PathNotFound."""
        row = self._found(MunicipalityRow, municipality_id, "団体")
        row.table_style = style.as_json()
        self._kept(row)

    def of(self, municipality_id: int) -> tuple[KeptName, ...]:
        """Return the whole list of a city, withdrawn ones too, the newest first."""
        query = (
            select(RenamingRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == RenamingRow.made_by)
            .where(RenamingRow.municipality_id == municipality_id)
            .order_by(col(RenamingRow.id).desc())
        )
        withdrawn = self._withdrawals()
        return tuple(
            _name(row, by, withdrawn.get(numbered(row.id)))
            for row, by in self.connection.exec(query)
        )

    def get(self, number: int) -> KeptName:
        """Return one name of a list. Raises PathNotFound."""
        row = self._found(RenamingRow, number, "名称の変更")
        by = self._found(UserRow, row.made_by, "利用者").display_name
        return _name(row, by, self._withdrawals().get(number))

    def add(self, municipality_id: int, name: Renaming, *, by: int, at: datetime) -> int:
        """Keep a name; return its number."""
        row = RenamingRow(municipality_id=municipality_id, **vars(name), made_by=by, made_at=at)
        return numbered(self._kept(row).id)

    def withdraw(self, number: int, reason: str, *, by: int, at: datetime) -> None:
        """Let a name count no more; it stays in the list."""
        self._kept(WithdrawalRow(renaming_id=number, reason=reason, made_by=by, made_at=at))

    def _withdrawals(self) -> dict[int, Withdrawal]:
        query = select(WithdrawalRow, UserRow.display_name).join(
            UserRow, col(UserRow.id) == WithdrawalRow.made_by
        )
        return {
            row.renaming_id: Withdrawal(row.reason, by, row.made_at)
            for row, by in self.connection.exec(query)
        }


def _name(row: RenamingRow, by: str, withdrawn: Withdrawal | None) -> KeptName:
    since: date | None = row.since
    return KeptName(
        id=numbered(row.id),
        municipality_id=row.municipality_id,
        name=Renaming(row.kind, row.old, row.new, since, row.basis),
        by=by,
        made_at=row.made_at,
        withdrawn=withdrawn,
    )
