"""Routes of approval, per 評価実施機関, and what was said at each of their stages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field

from pia.store.tables.columns import (
    Table,
    counts,
    instant,
    json_value,
    key,
    one_of,
    sha256_of,
    to,
)

#: 承認, 合議の同意, 代決, 後閲.
ENDORSEMENTS = ("approve", "consent", "stand_in", "look_after")


class RouteRow(Table, table=True):
    """The route of an 評価実施機関 from this moment on; the newest counts."""

    __tablename__ = "route"

    id: int | None = key()
    organisation_id: int = to("organisation")
    #: Stages in order with who stands at each, and whether one person may do all of it.
    definition: Any = json_value()
    made_by: int = to("account")
    made_at: datetime = instant()


class EndorsementRow(Table, table=True):
    """What one person said at one stage, bound to the digest that was looked at."""

    __tablename__ = "endorsement"
    __table_args__ = (one_of("what", ENDORSEMENTS), counts("stage"), sha256_of("digest"))

    id: int | None = key()
    draft_id: int = to("draft")
    #: The request that began this round: a draft that was sent back begins anew.
    request_id: int = to("step")
    #: The route as it was at the request.
    route_id: int = to("route")
    stage: int
    what: str
    digest: str
    comment: str = ""
    #: Reason for obstacles that were passed.
    passed: str = ""
    #: For whom a stand-in decided (代決), or whose 代決 was looked at (後閲).
    for_id: int | None = to("account", default=None, nullable=True)
    made_by: int = to("account")
    made_at: datetime = instant()
    #: What the passed obstacles were, a line each; "" also for what was kept before this was.
    obstacles: str = Field(default="", sa_column_kwargs={"server_default": ""})
