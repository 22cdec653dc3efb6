"""The list of 評価書 as rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from pia.approval.kinds import EDITION_KINDS
from pia.exports.portfolio_xlsx import ListedAssessment
from pia.operations.portfolio import PortfolioLine
from pia.web.views.portfolio import chip_of, turn_words
from pia.web.views.portfolio_filter import Wanted, filters


def sheet_row(one: PortfolioLine) -> ListedAssessment:
    """Return one 評価書 as its row."""
    line = one.line
    return ListedAssessment(
        number=line.dossier.number,
        title=line.task,
        division=line.division,
        organisation=line.organisation,
        state=chip_of(line.state).words,
        turn=turn_words(one),
        planned_on=line.opened.planned_on if line.opened else None,
        kind=EDITION_KINDS[line.edition_kind] if line.edition_kind else "",
        form=one.form,
        published_on=line.published_on,
        plan_by=next((day for _, day in one.plan_days), None),
        review_by=one.review_by,
        five_years_by=one.five_years_by,
        errors=one.findings.errors,
        warnings=one.findings.warnings,
        threads=one.threads,
    )


def filter_words(lines: Iterable[PortfolioLine], wanted: Wanted) -> str:
    """Return what a list is narrowed to, for the head of its pages; "" for the whole list."""
    words = [f"「{wanted.words}」"] if wanted.words else []
    for one in filters(lines, wanted):
        words += [choice.words for choice in one.choices if choice.chosen and choice.value]
    return "絞り込み：" + "、".join(words) if words else ""
