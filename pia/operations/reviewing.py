"""A draft against its base: the comparison as judged, findings, obstacles, digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pia.approval.blockers import Blocker, Case, blockers
from pia.approval.digest import approval_digest
from pia.approval.states import DRAFT
from pia.assessment import Assessment, HistoryRow
from pia.assessment.finding import Finding, Severity
from pia.assessment.wareki import to_wareki
from pia.law import cite
from pia.operations.act import Act
from pia.operations.practice import (
    FIRST_RELEASE,
    Practice,
    names_to_keep,
    practice_of,
    read_practice,
)
from pia.operations.register_differs import register_findings
from pia.operations.remembered import findings_of, table_of
from pia.revision import ChangeRow, Comparison, printed_rows, record
from pia.revision.judging import Judgement, judged
from pia.revision.timing import BEFORE
from pia.revision.wording import vendors_of
from pia.store.records import Dossier, Draft, Edition, Proposal
from pia.store.work import Work

REASSESSMENT = "reassessment"


@dataclass(frozen=True)
class Review:
    """Everything that people look at before they approve."""

    draft: Draft
    base: Edition | None
    #: As the rules leave it, and as people decided. None for a first edition.
    ruled: Comparison | None
    comparison: Comparison | None
    judgements: tuple[Judgement, ...]
    #: What an approval looks at.
    case: Case
    #: What it binds.
    digest: str
    #: How the city writes its table, and what it says was renamed.
    practice: Practice
    #: The rows that the edition made of this draft added to 別添2; None until it is published.
    recorded: tuple[HistoryRow, ...] | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found in the draft."""
        return tuple(self.case.findings)

    @cached_property
    def blockers(self) -> tuple[Blocker, ...]:
        """What stands between the draft and its approval."""
        return blockers(self.case)

    @property
    def kind(self) -> str:
        """The kind of the coming edition: a 事前 row makes it a 再実施, whatever was planned."""
        procedure = self.comparison.procedure if self.comparison else ""
        return REASSESSMENT if procedure == "再実施" else self.draft.kind

    @property
    def rows_to_print(self) -> tuple[HistoryRow, ...]:
        """The rows as 別添2 prints them: of what is published, those that were published."""
        if self.recorded is not None:
            return self.recorded
        return printed_rows(self.comparison) if self.comparison else ()

    @property
    def is_as_recorded(self) -> bool:
        """Whether the comparison says what was published; a newer program may see it otherwise."""
        made = printed_rows(self.comparison) if self.comparison else ()
        return [row.cells() for row in made] == [row.cells() for row in self.rows_to_print]

    def ruled_row(self, key: str) -> ChangeRow | None:
        """Return a row as the rules leave it, or None."""
        rows = self.ruled.rows if self.ruled else ()
        return next((row for row in rows if row.key == key), None)


def review(act: Act, draft_id: int) -> Review:
    """Return the review of a draft by the rules of today, of a published one by those of its day."""
    with act.store.reading() as work:
        return shown_review(work, work.drafts.get(draft_id), act.today)


def shown_review(work: Work, draft: Draft, today: date) -> Review:
    """Return the same inside a transaction."""
    edition = work.editions.of_draft(draft.id)
    if edition is None:
        return review_in(work, draft, today)
    day, practice = edition.published_on, _practice_then(work, draft)
    found = review_in(work, draft, day, stamped_on=day, practice=practice)
    earlier = draft.document.change_history
    added = tuple(row for row in edition.document.change_history if row not in earlier)
    return replace(found, recorded=added)


def _practice_then(work: Work, draft: Draft) -> Practice | None:
    """Return what the city said when a draft was published, None where it was adopted."""
    steps = [step for step in work.drafts.steps(draft.id) if step.action == "publish"]
    if not steps:
        return None
    kept = steps[-1].details.get("practice")
    return read_practice(kept) if kept else FIRST_RELEASE


def review_in(
    work: Work,
    draft: Draft,
    as_of: date,
    stamped_on: date | None = None,
    practice: Practice | None = None,
) -> Review:
    """Return the review of a draft inside a transaction; `stamped_on` replaces 公表予定日.

    `practice` is what the city says now, unless given.
    """
    dossier = work.dossiers.get(draft.dossier_id)
    practice = practice or practice_of(work, dossier)
    base = _base(work, draft)
    judgements = work.drafts.judgements(draft.id)
    changed_on = stamped_on or draft.planned_on or as_of
    ruled = _compared(work, base, draft, changed_on, as_of, practice)
    comparison = _judged(work, dossier, practice, ruled, judgements)
    proposals = work.inquiries.proposals(draft.id)
    case = Case(
        document=draft.document,
        base=base.reading if base else None,
        comparison=comparison,
        findings=(
            *findings_of(as_published(draft.document, comparison, changed_on), as_of),
            *register_findings(work, draft.document, dossier),
            *_without_day(comparison),
            *_unanswered_sheets(work, draft, proposals, as_of),
            *_going_on(work, draft, dossier),
        ),
        planned_on=stamped_on or draft.planned_on,
        is_outdated=draft.base_id != dossier.published_id,
        open_threads=[one.path for one in work.comments.of(draft.id) if one.is_open],
        open_answers=sum(one.decision is None for one in proposals),
        past_day=draft.planned_on if _is_past(draft, as_of, stamped_on) else None,
        is_requested=draft.state != DRAFT,
        kind=draft.kind,
    )
    return Review(
        draft=draft,
        base=base,
        ruled=ruled,
        comparison=comparison,
        judgements=judgements,
        case=case,
        digest=approval_digest(draft.document, comparison, draft.planned_on),
        practice=practice,
    )


def table_in(work: Work, draft: Draft, as_of: date) -> Comparison | None:
    """Return the table of an open draft as people decided, and nothing of what an approval asks.

    None for a first edition, and for one on another form than its base.
    """
    base = _base(work, draft)
    if base is None or base.document.form is not draft.document.form:
        return None
    dossier = work.dossiers.get(draft.dossier_id)
    practice = practice_of(work, dossier)
    changed_on = draft.planned_on or as_of
    ruled = _compared(work, base, draft, changed_on, as_of, practice)
    return _judged(work, dossier, practice, ruled, work.drafts.judgements(draft.id))


def _judged(
    work: Work,
    dossier: Dossier,
    practice: Practice,
    ruled: Comparison | None,
    judgements: tuple[Judgement, ...],
) -> Comparison | None:
    """Return a table as people decided; no wording may hide a 課 or a vendor that changed."""
    if ruled is None:
        return None
    if all(one.before is None and one.after is None for one in judgements):
        return judged(ruled, judgements)
    vendors = vendors_of(ruled.old) | vendors_of(ruled.new)
    return judged(ruled, judgements, names_to_keep(work, dossier, practice) | vendors)


def _base(work: Work, draft: Draft) -> Edition | None:
    return work.editions.get(draft.base_id) if draft.base_id is not None else None


def _without_day(comparison: Comparison | None) -> Iterator[Finding]:
    """Yield the 事前 rows whose 実施（予定）日 nobody gave: only with it can lateness be seen."""
    for row in comparison.rows if comparison else ():
        if row.timing == BEFORE and row.effective_on is None:
            yield Finding(
                "effective-day",
                Severity.WARNING,
                "",
                f"事前の行「{row.item}」に実施（予定）日がありません。",
                "変更箇所の画面で入れると、公表が間に合うかを確かめられます。",
                cite("regulation"),
            )


def _is_past(draft: Draft, as_of: date, stamped_on: date | None) -> bool:
    """Return whether 公表予定日 is over; at 公表 the real day is said instead."""
    return stamped_on is None and draft.planned_on is not None and draft.planned_on < as_of


def _going_on(work: Work, draft: Draft, dossier: Dossier) -> Iterator[Finding]:
    """Yield that a 事務 has no last day though the edition ends it: the site would show it alive."""
    if draft.kind == "end" and work.ownership.task(dossier.task_id).ended_on is None:
        yield Finding(
            "task-goes-on",
            Severity.WARNING,
            "",
            "版の種類は「終了」ですが、事務の終了日が登録されていません。"
            "終了した評価書は、終了の後も少なくとも3年間公表を続けます。",
            "管理者に、「団体と事務」の画面で事務の終了日を入れるよう頼んでください。",
            cite("guideline_end"),
        )


def _unanswered_sheets(
    work: Work, draft: Draft, proposals: tuple[Proposal, ...], as_of: date
) -> Iterator[Finding]:
    """Yield the sheets whose 期限 is over and of which nothing came back."""
    answered = {one.inquiry_id for one in proposals}
    for sheet in reversed(work.inquiries.of(draft.id)):
        if sheet.due_on is not None and sheet.due_on < as_of and sheet.id not in answered:
            yield Finding(
                "inquiry-overdue",
                Severity.WARNING,
                "",
                f"照会票（第{sheet.id}号「{sheet.title}」）の回答が、"
                f"期限の{to_wareki(sheet.due_on)}を過ぎても届いていません。",
                "所管課に確かめるか、回答を読み込んでください。",
                cite("product"),
            )


def as_published(
    document: Assessment, comparison: Comparison | None, day: date | None
) -> Assessment:
    """Return a document as it is published on a day: 公表日 stamped, its rows in 別添2.

    Without a day 公表日 stays as it is.
    """
    stamps = {item.key: to_wareki(day) for item in document.form.items if item.stamped and day}
    whole = record(document, comparison) if comparison else document
    return replace(whole, answers=whole.answers | stamps)


def _compared(  # noqa: PLR0913, PLR0917 - a table of a draft is made from all of this
    work: Work,
    base: Edition | None,
    draft: Draft,
    changed_on: date,
    as_of: date,
    practice: Practice,
) -> Comparison | None:
    if base is None:
        return None
    return table_of(
        base.reading,
        draft.document,
        practice,
        changed_on=changed_on,
        as_of=as_of,
        promoted=work.drafts.promoted(draft.id),
        granularities=work.drafts.granularities(draft.id),
    )
