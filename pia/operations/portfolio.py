"""Every 評価書 with what is open: its days, its findings, its comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pia.assessment import Assessment
from pia.law.intervals import five_years, next_review
from pia.operations.desk import desk_of
from pia.operations.looking import Counts, Memory, count_findings, memory_of
from pia.operations.open_plans import OpenPlan, open_plans
from pia.operations.turns import Turn, Turns
from pia.operations.yearly_reviews import change_wanted
from pia.store.records import DossierLine, YearlyReview
from pia.store.work import Store, Work

#: Kind of the edition that ends an 評価書: nothing falls due any more.
_END = "end"


@dataclass(frozen=True)
class PortfolioLine:
    """Where one 評価書 stands on a day."""

    line: DossierLine
    #: 様式の版 of the edition in public, else of the draft, as the paper says it: 平成30年5月 様式3.
    form: str
    #: Who has the open draft now.
    turn: Turn
    #: Of the open draft, else of the edition in public.
    findings: Counts
    #: Threads of comments on the open draft that wait for somebody.
    threads: int
    #: The last day of the next 見直し, None before a first edition and after the end.
    review_by: date | None
    #: The last day before five years have passed, None where no edition counts.
    five_years_by: date | None
    #: 重要な変更 that are planned and not yet published.
    plans: tuple[OpenPlan, ...] = ()
    #: The day of a 見直し that found a change is needed, while nobody has begun it.
    change_wanted: date | None = None

    @property
    def plan_days(self) -> tuple[tuple[str, date], ...]:
        """What has to be done by when before planned changes take effect, the earlier first."""
        return tuple(sorted((one for plan in self.plans for one in plan.deadlines), key=_day))

    @property
    def due_days(self) -> tuple[date, ...]:
        """Every day, without those that there are not."""
        plans = (day for _, day in self.plan_days)
        return tuple(day for day in (*plans, self.review_by, self.five_years_by) if day)

    @property
    def next_due(self) -> date | None:
        """The earliest of them."""
        return min(self.due_days, default=None)


def portfolio_lines(store: Store, as_of: date) -> tuple[PortfolioLine, ...]:
    """Return every 評価書 as the first page lists it, in the order of 評価書番号."""
    with store.reading() as work:
        return tuple(_Looking(work, memory_of(store), as_of).lines())


def countings(store: Store) -> tuple[str, ...]:
    """Return how five years are counted here: one key, several where cities differ."""
    with store.reading() as work:
        cities = work.ownership.municipalities()
        return tuple(sorted({desk_of(work, city.id).five_years_from for city in cities}))


class _Looking:
    """One look at the whole store: some questions for all, none for each."""

    def __init__(self, work: Work, memory: Memory, as_of: date) -> None:
        self.work, self.memory, self.as_of = work, memory, as_of
        self.turns = Turns(work, memory)
        self.editions = work.dossiers.edition_days()
        self.completions = work.dossiers.completions()
        self.threads = work.dossiers.open_threads()
        self.reviews: dict[int, list[YearlyReview]] = {}
        for review in work.planning.counted_reviews():
            self.reviews.setdefault(review.dossier_id, []).append(review)

    def lines(self) -> Iterator[PortfolioLine]:
        lines = self.work.dossiers.lines()
        plans: dict[int, list[OpenPlan]] = {}
        for plan in open_plans(self.work, (one for one in lines if not one.task_ended_on)):
            plans.setdefault(plan.plan.dossier_id, []).append(plan)
        cities = {line.municipality_id for line in lines}
        countings = {city: desk_of(self.work, city).five_years_from for city in cities}
        for line in lines:
            counting = countings[line.municipality_id]
            review_by, five_years_by = self._days(line, counting)
            yield PortfolioLine(
                line=line,
                form=self._form(line),
                turn=self.turns.of(line.opened),
                findings=self._findings(line),
                threads=self.threads.get(line.draft_id or 0, 0),
                review_by=review_by,
                five_years_by=five_years_by,
                plans=tuple(plans.get(line.dossier.id, ())),
                change_wanted=change_wanted(
                    line, next(iter(self.reviews.get(line.dossier.id, ())), None)
                ),
            )

    def _days(self, line: DossierLine, counting: str) -> tuple[date | None, date | None]:
        if line.published_on is None or line.task_ended_on or line.edition_kind == _END:
            return None, None
        editions = self.editions.get(line.dossier.id, ())
        published = [(edition.kind, edition.published_on) for edition in editions]
        looked = [one.reviewed_on for one in self.reviews.get(line.dossier.id, ())]
        return (
            next_review(line.published_on, looked, self.as_of),
            five_years(published, counting, self.as_of),
        )

    def _form(self, line: DossierLine) -> str:
        published, opened = line.dossier.published_id, line.opened
        if published is not None:
            edition = self.work.editions.get
            key: tuple[str, int, int] = ("form of edition", published, 0)
            return self.memory.of(key, lambda: _tag(edition(published).document))
        if opened is None:
            return ""
        draft = self.work.drafts.get
        key = ("form of draft", opened.id, opened.sequence)
        return self.memory.of(key, lambda: _tag(draft(opened.id).document))

    def _findings(self, line: DossierLine) -> Counts:
        published, opened = line.dossier.published_id, line.opened
        if opened is not None:
            draft = self.work.drafts.get
            key = ("draft", opened.id, opened.sequence, self.as_of)
            return self.memory.of(
                key, lambda: count_findings(draft(opened.id).document, self.as_of)
            )
        if published is None:
            return Counts()
        edition = self.work.editions.get
        seen = self.completions.get(published, 0)
        key = ("edition", published, seen, self.as_of)
        return self.memory.of(key, lambda: count_findings(edition(published).reading, self.as_of))


def _day(deadline: tuple[str, date]) -> date:
    return deadline[1]


def _tag(document: Assessment) -> str:
    """Return what the paper says of its form, without brackets: 平成30年5月 様式3."""
    return document.form.tag.strip("[]")
