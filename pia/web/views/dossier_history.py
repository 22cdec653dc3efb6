"""版の履歴: each edition of a 評価書 with who, when and why; 見直し stand between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pia.approval.kinds import EDITION_KINDS, ORIGINS
from pia.approval.position import VOICES
from pia.approval.states import workflow
from pia.operations.approvals import shown_details
from pia.operations.yearly_reviews import reviews_of
from pia.revision.timing import AFTER, BEFORE
from pia.store.records import Edition, YearlyReview
from pia.store.work import Work
from pia.web.views.dossiers import edition_title
from pia.web.views.portfolio import Chip
from pia.web.views.yearly_reviews import outcome_chip


@dataclass(frozen=True)
class Event:
    """What one person did on the way to an edition."""

    what: str
    by: str
    made_at: datetime
    comment: str
    #: Pairs of name and value: 提出日, このまま進める理由 …
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReviewEvent:
    """A 見直し of the edition."""

    reviewed_on: date
    chip: Chip
    by: str
    note: str


@dataclass(frozen=True)
class EditionHistory:
    """One edition."""

    id: int
    title: str
    kind: str
    origin: str
    published_on: date
    is_public: bool
    #: Why there was to be one, "" where nobody said.
    purpose: str
    #: 事前 2件、事後 5件, "" for a first edition.
    rows: str
    events: tuple[Event, ...]
    reviews: tuple[ReviewEvent, ...]
    #: Keys for the comparison with the edition before; None for the oldest.
    compared: tuple[str, str] | None
    #: Rows of 別添2, from which earlier editions can be rebuilt.
    has_rows: bool


@dataclass(frozen=True)
class DossierHistory:
    """The whole page."""

    id: int
    number: str
    title: str
    editions: tuple[EditionHistory, ...]


def dossier_history(work: Work, dossier_id: int) -> DossierHistory:
    """Return the history of a 評価書, the newest edition first. Raises PathNotFound."""
    dossier = work.dossiers.get(dossier_id)
    editions = work.editions.of(dossier_id)
    names = {user.id: user.display_name for user in work.users.all()}
    reviews = reviews_of(work, dossier_id)
    return DossierHistory(
        id=dossier_id,
        number=dossier.number,
        title=work.ownership.task(dossier.task_id).name,
        editions=tuple(
            EditionHistory(
                id=one.id,
                title=edition_title(one),
                kind=EDITION_KINDS[one.kind],
                origin=ORIGINS[one.origin],
                published_on=one.published_on,
                is_public=one.id == dossier.published_id,
                purpose=work.drafts.get(one.draft_id).purpose if one.draft_id else "",
                rows=_rows(one, before),
                events=tuple(sorted(_events(work, one, names), key=lambda event: event.made_at)),
                reviews=tuple(map(_review, (r for r in reviews if r.edition_id == one.id))),
                compared=(str(before.number), str(one.number)) if before else None,
                has_rows=bool(one.reading.change_history),
            )
            for one, before in zip(editions, (*editions[1:], None), strict=False)
        ),
    )


def _rows(edition: Edition, before: Edition | None) -> str:
    """Return how many rows of 別添2 came with an edition, by what they say of 提出時期."""
    if before is None:
        return ""
    known = {row.cells() for row in before.reading.change_history}
    came = [row for row in edition.reading.change_history if row.cells() not in known]
    counts = Counter(row.timing.strip() for row in came)
    early, late = counts[BEFORE], counts[AFTER]
    other = len(came) - early - late
    return f"事前{early}件、事後{late}件" + (f"、読み取れないもの{other}件" if other else "")


def _events(work: Work, edition: Edition, names: dict[int, str]) -> Iterator[Event]:
    if edition.draft_id is None:
        yield Event("登録（移行）", names[edition.made_by], edition.made_at, "", ())
        return
    draft = work.drafts.get(edition.draft_id)
    yield Event("下書きの作成", names[draft.made_by], draft.made_at, "", ())
    writers = {one.made_by: one.made_at for one in work.drafts.changes(draft.id)}
    for writer, last in writers.items():
        yield Event("記載（最後の保存）", names[writer], last, "", ())
    for step in work.drafts.steps(draft.id):
        title = workflow().actions[step.action].title if step.action in workflow().actions else ""
        shown = tuple(shown_details(step).items())
        yield Event(title or "記録", names[step.made_by], step.made_at, step.comment, shown)
    for one in work.routes.endorsements(draft.id):
        yield Event(VOICES[one.said.what], one.by, one.made_at, one.said.comment, ())


def _review(one: YearlyReview) -> ReviewEvent:
    chip, gone = outcome_chip(one.outcome), one.withdrawn
    if gone is not None:
        return ReviewEvent(
            one.reviewed_on, Chip(f"取消（{chip.words}）", "stop"), one.by, gone.reason
        )
    return ReviewEvent(one.reviewed_on, chip, one.by, one.note)
