"""Routes of approval and what was said at their stages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from pia.store.records import Endorsement, KeptRoute, NewEndorsement
from pia.store.repository import Repository, numbered
from pia.store.tables import EndorsementRow, RouteRow, UserRow


class Routes(Repository):
    """Who approves for each 評価実施機関, in which order, and what they said."""

    def of(self, organisation_id: int) -> KeptRoute | None:
        """Return the route that counts now, None where the 機関 never set one."""
        return next(iter(self.all_of(organisation_id)), None)

    def all_of(self, organisation_id: int) -> tuple[KeptRoute, ...]:
        """Return every route that an 評価実施機関 ever set, the newest first."""
        query = (
            select(RouteRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == RouteRow.made_by)
            .where(RouteRow.organisation_id == organisation_id)
            .order_by(col(RouteRow.id).desc())
        )
        return tuple(_route(row, by) for row, by in self.connection.exec(query))

    def get(self, number: int) -> KeptRoute:
        """Return a route, also one that counts no more. Raises PathNotFound."""
        row = self._found(RouteRow, number, "承認の経路")
        return _route(row, self._found(UserRow, row.made_by, "利用者").display_name)

    def add(
        self, organisation_id: int, definition: dict[str, Any], *, by: int, at: datetime
    ) -> int:
        """Keep a route that counts from now on; return its number."""
        row = RouteRow(
            organisation_id=organisation_id, definition=definition, made_by=by, made_at=at
        )
        return numbered(self._kept(row).id)

    def endorse(self, draft_id: int, said: NewEndorsement, *, by: int, at: datetime) -> int:
        """Keep what somebody said at a stage; return its number."""
        row = EndorsementRow(draft_id=draft_id, **vars(said), made_by=by, made_at=at)
        return numbered(self._kept(row).id)

    def endorsements(self, draft_id: int) -> tuple[Endorsement, ...]:
        """Return all that was said of a draft, the oldest first."""
        query = (
            select(EndorsementRow, UserRow.display_name)
            .join(UserRow, col(UserRow.id) == EndorsementRow.made_by)
            .where(EndorsementRow.draft_id == draft_id)
            .order_by(col(EndorsementRow.id))
        )
        return tuple(_endorsement(row, by) for row, by in self.connection.exec(query))


def _route(row: RouteRow, by: str) -> KeptRoute:
    return KeptRoute(
        numbered(row.id), row.organisation_id, row.definition, row.made_by, by, row.made_at
    )


def _endorsement(row: EndorsementRow, by: str) -> Endorsement:
    said = NewEndorsement(
        request_id=row.request_id,
        route_id=row.route_id,
        stage=row.stage,
        what=row.what,
        digest=row.digest,
        comment=row.comment,
        passed=row.passed,
        for_id=row.for_id,
        obstacles=row.obstacles,
    )
    return Endorsement(numbered(row.id), row.draft_id, said, row.made_by, by, row.made_at)
