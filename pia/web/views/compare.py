"""A change table as people look it over: of a draft, or of any two states of a 評価書."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pia.assessment import HistoryRow
from pia.assessment.finding import Finding, Severity
from pia.law.holidays import OwnDays
from pia.operations.reviewing import Review
from pia.outline.sides import Sides
from pia.revision import Comparison
from pia.revision.record import goes_down
from pia.revision.sides import side_rows, side_rows_of_history
from pia.revision.style import GRANULARITIES
from pia.revision.timing import BEFORE
from pia.revision.timing.procedure import REASSESSMENT
from pia.store.records import Thread
from pia.web.views.compare_rows import RowView, row_views
from pia.web.views.compare_sides import (
    SidesView,
    heads_of,
    published_words,
    sides_view,
)
from pia.web.views.compare_unprinted import UnprintedView, unprinted_views
from pia.web.views.compare_wanted import SIDES, Address, Choices, Wanted, choices
from pia.web.views.drafts_head import Head
from pia.web.views.procedure import ProcedureView, procedure_view

_SEVERITIES = {
    Severity.ERROR: ("誤り", "stop"),
    Severity.WARNING: ("注意", "wait"),
    Severity.NOTE: ("参考", "quiet"),
    Severity.CONVERSION: ("変換の確認", "quiet"),
}


@dataclass(frozen=True)
class FindingView:
    """One finding."""

    words: str
    tone: str
    message: str
    hint: str


@dataclass(frozen=True)
class Counts:
    """How many rows there are of each kind."""

    all: int
    before: int
    after: int
    undecided: int


@dataclass(frozen=True)
class CompareView:
    """The whole table."""

    rows: tuple[RowView, ...]
    #: The same rows as 新旧対照表, None where they are shown one by one. Of what was published
    #: otherwise, the rows that were.
    sides: SidesView | None
    counts: Counts
    procedure: ProcedureView
    #: How the city writes its table, in short.
    style: str
    is_complete: bool
    findings: tuple[FindingView, ...]
    unprinted: tuple[UnprintedView, ...]
    columns: tuple[str, ...]
    #: The cells of every row as 別添2 prints them.
    printed: tuple[tuple[str, ...], ...]
    #: Where these rows stand in 別添2.
    printed_where: str
    #: What was published says otherwise than the rules and settings of that day tell now.
    is_otherwise: bool
    choices: Choices
    #: What the present choices are, to be kept in addresses.
    query: dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A table and its rows, as one of the two pages has them."""

    comparison: Comparison
    rows: tuple[RowView, ...]
    #: The rows as 別添2 prints them.
    printed: tuple[HistoryRow, ...]
    printed_where: str
    heads: Sides
    is_otherwise: bool = False


def compare_view(
    shown: Shown, wanted: Wanted, address: Address, closed: Sequence[OwnDays] = ()
) -> CompareView:
    """Return a table narrowed to what is wanted; `address` leads to the same page otherwise.

    `closed` are the days on which the city is closed by its own setting.
    """
    comparison = shown.comparison
    form = comparison.new.form
    rows = tuple(view for view in shown.rows if wanted.takes(view.row, form))
    return CompareView(
        rows=rows,
        sides=_sides(shown, rows) if shown.is_otherwise or wanted.view == SIDES else None,
        counts=counts_of(comparison),
        procedure=procedure_view(comparison, closed),
        style=GRANULARITIES[comparison.style.granularity],
        is_complete=comparison.complete,
        findings=tuple(finding_views(comparison.findings)),
        unprinted=tuple(unprinted_views(comparison)),
        columns=tuple(words for _, words in form.change_table.columns),
        printed=tuple(row.cells() for row in shown.printed),
        printed_where=shown.printed_where,
        is_otherwise=shown.is_otherwise,
        choices=choices(comparison, wanted, address),
        query=wanted.query,
    )


def shown_draft(
    head: Head, review: Review, comparison: Comparison, threads: Sequence[Thread]
) -> Shown:
    """Return the table of a draft that has a base; `threads` are the comments on it."""
    return Shown(
        comparison,
        row_views(head, review, comparison, threads),
        review.rows_to_print,
        _printed_where(review, comparison),
        draft_heads(head, review, comparison),
        is_otherwise=not review.is_as_recorded,
    )


def draft_heads(head: Head, review: Review, comparison: Comparison) -> Sides:
    """Return what stands above the columns of the 新旧対照表 of a draft and its base."""
    old = published_words(review.base.published_on if review.base else None, is_draft=False)
    is_draft = review.recorded is None
    day = head.draft.planned_on if is_draft else comparison.as_of
    return heads_of(comparison.style, old, published_words(day, is_draft=is_draft))


def counts_of(comparison: Comparison) -> Counts:
    """Return how many rows stand where."""
    rows = comparison.rows
    before = sum(row.timing == BEFORE for row in rows)
    undecided = sum(row.needs_confirmation for row in rows)
    return Counts(len(rows), before, len(rows) - before, undecided)


def finding_views(findings: Sequence[Finding]) -> Iterator[FindingView]:
    """Yield findings as they are shown."""
    for finding in findings:
        yield FindingView(*_SEVERITIES[finding.severity], finding.message, finding.hint)


def _printed_where(review: Review, comparison: Comparison) -> str:
    if review.recorded is not None:
        return "公表した版の別添2に加わった行です。"
    style = comparison.style
    if style.fresh_on_reassessment and comparison.procedure == REASSESSMENT:
        return "再実施なので別添2を新しく始め、この行だけを載せます。変更日には公表日が入ります。"
    first = style.newest_first or goes_down(comparison.new.change_history)
    place = "最初" if first else "最後"
    return f"公表するときに、この行が別添2の{place}に加わります。変更日には公表日が入ります。"


def _sides(shown: Shown, rows: tuple[RowView, ...]) -> SidesView:
    if shown.is_otherwise:
        return sides_view(shown.heads, enumerate(side_rows_of_history(shown.printed), start=1))
    found = side_rows(shown.comparison, [view.row for view in rows])
    return sides_view(shown.heads, zip((view.number for view in rows), found, strict=True))
