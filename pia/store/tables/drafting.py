"""Work on the way: drafts, their Change log, judgements on rows, and the steps of approval."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from pia.approval.kinds import EDITION_KINDS
from pia.approval.states import ACTIONS, CLOSED, STATES
from pia.store.tables.columns import (
    Table,
    counts,
    filled,
    instant,
    json_value,
    key,
    one_of,
    to,
    within,
)

_OPEN = text(f"state NOT IN ({', '.join(repr(state) for state in CLOSED)})")


class DraftRow(Table, table=True):
    """A draft of the next edition; at most one is open for each 評価書."""

    __tablename__ = "draft"
    __table_args__ = (
        Index(
            "one_open_draft", "dossier_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        one_of("state", STATES),
        one_of("kind", EDITION_KINDS),
        UniqueConstraint("id", "dossier_id"),
        within("base_id", "edition", "dossier_id", late=True),
        counts("sequence", 0),
        *filled("document"),
    )

    id: int | None = key()
    dossier_id: int = to("dossier")
    base_id: int | None = Field(default=None, index=True)
    kind: str
    state: str
    #: Canonical JSON of the document as it is now.
    document: str
    #: Number of the newest entry of the Change log: the version that a save must name.
    sequence: int = 0
    planned_on: date | None = None
    made_by: int = to("account")
    made_at: datetime = instant()
    #: Why there is to be a new edition, in the words of the city; None where nobody said.
    purpose: str | None = None


class DraftChangeRow(Table, table=True):
    """One entry of a draft's Change log: operations, or withheld parts before and after."""

    __tablename__ = "draft_change"
    __table_args__ = (
        UniqueConstraint("draft_id", "sequence"),
        counts("sequence"),
        *filled("what"),
    )

    id: int | None = key()
    draft_id: int = to("draft")
    sequence: int
    #: edit, undo, redo, completion, withheld.
    what: str
    ops: Any = json_value()
    made_by: int = to("account")
    made_at: datetime = instant()


class JudgementRow(Table, table=True):
    """What a person decided on one row of the change table; the newest of a row counts."""

    __tablename__ = "judgement"
    __table_args__ = filled("row", "digest")

    id: int | None = key()
    draft_id: int = to("draft")
    row: str
    digest: str
    ground: str | None = None
    reason: str = ""
    explanation: str = ""
    effective_on: date | None = None
    made_by: int = to("account")
    made_at: datetime = instant()
    #: The cells worded anew; None where the engine's own words stand.
    before: str | None = None
    after: str | None = None


class DraftPlanRow(Table, table=True):
    """That somebody set 公表予定日 or the kind of the coming edition."""

    __tablename__ = "draft_plan"

    id: int | None = key()
    draft_id: int = to("draft")
    planned_on: date | None
    kind: str
    made_by: int = to("account")
    made_at: datetime = instant()


class PromotionRow(Table, table=True):
    """That a difference which prints no row is to print one, or not any more; the newest counts."""

    __tablename__ = "promotion"
    __table_args__ = filled("key")

    id: int | None = key()
    draft_id: int = to("draft")
    #: Key of the difference in the comparison.
    key: str
    is_promoted: bool
    made_by: int = to("account")
    made_at: datetime = instant()


class UnsettledRow(Table, table=True):
    """What one person wrote on one page of items that somebody else changed too.

    It is there until the person settles or discards it, and changes while they write on.
    """

    __tablename__ = "unsettled"
    __table_args__ = (UniqueConstraint("made_by", "draft_id", "page"), *filled("section", "seen"))

    id: int | None = key()
    draft_id: int = to("draft")
    #: The page in one window, "" where it does not say.
    page: str
    section: str
    #: What state of the draft the page shows, as the page says it.
    seen: str
    #: Of each item: where it is, the answer, and what was chosen or typed on the page of two texts.
    edits: Any = json_value()
    made_by: int = to("account")
    made_at: datetime = instant()


class StepRow(Table, table=True):
    """One step of a draft from state to state."""

    __tablename__ = "step"
    __table_args__ = (one_of("action", ACTIONS), *filled("came_from", "went_to"))

    id: int | None = key()
    draft_id: int = to("draft")
    action: str
    came_from: str
    went_to: str
    #: What the step binds: the approval digest of that moment.
    digest: str
    comment: str = ""
    #: 文書番号, 決裁日, 職名, 提出日, 受付番号, 通した警告.
    details: Any = json_value()
    made_by: int = to("account")
    made_at: datetime = instant()
