"""Any two editions of a 評価書, or an edition and the open draft: what became of the older one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pia.assessment import Assessment, HistoryRow
from pia.errors import PathNotFound
from pia.operations.form_change import Moved, on_one_form
from pia.operations.practice import practice_of
from pia.operations.reviewing import shown_review
from pia.revision import Comparison, compare
from pia.store.records import Draft, Edition
from pia.store.work import Work

#: Stands for the open draft where an edition is named by its number.
DRAFT = "draft"


@dataclass(frozen=True)
class State:
    """One state of a 評価書 that can be compared: an edition, or the open draft."""

    #: Number of the edition, or `DRAFT`.
    key: str
    dossier_id: int
    #: With 読取りの補完.
    document: Assessment
    #: 公表日, of the draft 公表予定日 if there is one.
    published_on: date | None
    #: None for the open draft.
    edition_id: int | None
    #: The draft itself, or the one that became the edition; None where it was registered.
    draft_id: int | None

    @property
    def is_draft(self) -> bool:
        """Whether it is not published yet."""
        return self.edition_id is None


@dataclass(frozen=True)
class Between:
    """What became of one state in another."""

    old: State
    new: State
    comparison: Comparison
    #: A draft led from one to the other: the rows are as people decided on them there.
    is_decided: bool = False
    #: The rows that were published, where the machine sees it otherwise by now.
    recorded: tuple[HistoryRow, ...] | None = None
    #: What became of the one on an older edition of the form; None where both are on one.
    moved: Moved | None = None


def states_of(work: Work, dossier_id: int) -> tuple[State, ...]:
    """Return what can be compared, the newest first."""
    opened = work.drafts.open_of(dossier_id)
    editions = tuple(map(_edition, work.editions.of(dossier_id)))
    return (*([_draft(opened)] if opened else []), *editions)


def state_of(states: tuple[State, ...], key: str) -> State:
    """Return a state by its key. Raises PathNotFound."""
    for state in states:
        if state.key == key:
            return state
    hint = "一覧から選び直してください。"
    raise PathNotFound("選ばれた版がこの評価書にありません", where=key[:40], hint=hint)


def between(work: Work, old: State, new: State, today: date) -> Between:
    """Return what became of `old` in `new`, by the rules of the day of `new`.

    Where a draft led from one to the other its own table is returned, as people decided. Raises
    InputRefused where no way leads from the form of one to that of the other.
    """
    if old.document.form is not new.document.form:
        mine, theirs, moved = on_one_form(old.document, new.document)
        pair = replace(old, document=mine), replace(new, document=theirs)
        return Between(old, new, _compared(work, *pair, today), moved=moved)
    draft = work.drafts.get(new.draft_id) if new.draft_id is not None else None
    leads = draft is not None and old.edition_id == draft.base_id
    review = shown_review(work, draft, today) if draft is not None and leads else None
    if review is None or review.comparison is None:
        return Between(old, new, _compared(work, old, new, today))
    recorded = None if review.is_as_recorded else review.recorded
    return Between(old, new, review.comparison, is_decided=True, recorded=recorded)


def _compared(work: Work, old: State, new: State, today: date) -> Comparison:
    practice = practice_of(work, work.dossiers.get(new.dossier_id))
    day = new.published_on or today
    return compare(
        old.document,
        new.document,
        changed_on=day,
        as_of=today if new.is_draft else day,
        style=practice.style,
        names=practice.names,
    )


def _edition(one: Edition) -> State:
    key, day = str(one.number), one.published_on
    return State(key, one.dossier_id, one.reading, day, one.id, one.draft_id)


def _draft(one: Draft) -> State:
    return State(DRAFT, one.dossier_id, one.document, one.planned_on, None, one.id)
