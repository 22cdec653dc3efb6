"""Routes of approval and what was said at their stages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class KeptRoute:
    """The route of an 評価実施機関 from a moment on."""

    id: int
    organisation_id: int
    definition: dict[str, Any]
    made_by: int
    #: Name of the person.
    by: str
    made_at: datetime


@dataclass(frozen=True)
class NewEndorsement:
    """What one person says at one stage."""

    request_id: int
    route_id: int
    #: From 1.
    stage: int
    #: approve, consent, stand_in or look_after.
    what: str
    digest: str
    comment: str = ""
    passed: str = ""
    for_id: int | None = None
    #: What was passed, a line each.
    obstacles: str = ""


@dataclass(frozen=True)
class Endorsement:
    """A kept one, with who and when."""

    id: int
    draft_id: int
    said: NewEndorsement
    made_by: int
    #: Name of the person.
    by: str
    made_at: datetime
