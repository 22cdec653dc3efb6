"""The change table of a draft as people look it over before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from pia.assessment import Op, Path
from pia.assessment.finding import Finding, Severity
from pia.assessment.naming import label_of
from pia.assessment.wareki import to_wareki
from pia.errors import PathNotFound
from pia.law import cite
from pia.operations.reviewing import Review
from pia.revision import ChangeRow, Comparison
from pia.revision.style import GRANULARITIES
from pia.revision.timing import BEFORE, Duty
from pia.revision.timing.procedure import AMENDMENT, NO_PROCEDURE, REASSESSMENT
from pia.web.views.compare_rows import RowView, row_views
from pia.web.views.drafts_head import Head

#: What the table is narrowed to: key in the address → words.
FILTERS = {"": "すべて", "before": "事前のみ", "undecided": "要判断のみ"}
#: What follows from the procedure.
FOLLOWS = {
    REASSESSMENT: "評価の再実施です。変更を行う前に、委員会に提出して公表します。",
    AMENDMENT: "評価書の修正です。変更の後、速やかに委員会に提出して公表します。",
    NO_PROCEDURE: "変更箇所の表に載る変更がないため、再実施も修正も要りません。",
}
#: Why a difference is not printed.
UNPRINTED = {
    "move": "並び順だけが変わったもの",
    "white-space": "空白や改行だけが違うもの",
    "empty": "空欄と「—」だけの違いで、印刷すると同じもの",
    "cannot-tell": "読み取れていないため、変更があったか分からないもの",
    "not-in-change-table": "変更箇所の表の対象でない項目（公表日など）",
}
_SEVERITIES = {
    Severity.ERROR: ("誤り", "stop"),
    Severity.WARNING: ("注意", "wait"),
    Severity.NOTE: ("参考", "quiet"),
    Severity.CONVERSION: ("変換の確認", "quiet"),
}


@dataclass(frozen=True)
class UnprintedView:
    """Differences of one kind that make no row, with the places concerned."""

    words: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class FindingView:
    """One finding."""

    words: str
    tone: str
    message: str
    hint: str


@dataclass(frozen=True)
class DutyView:
    """One thing to do because of the table."""

    what: str
    #: The last day in 和暦, else when in words.
    by: str
    why: str
    source: str
    verified: bool
    is_asked: bool


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
    counts: Counts
    procedure: str
    follows: str
    #: Why, one sentence each.
    reasons: tuple[str, ...]
    duties: tuple[DutyView, ...]
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
    #: Words, address, whether it is the present one.
    filters: tuple[tuple[str, str, bool], ...]


def compare_view(head: Head, review: Review, comparison: Comparison, wanted: str) -> CompareView:
    """Return the table of a draft that has a base, narrowed to a key of FILTERS."""
    rows = row_views(head, review, comparison)
    counts = counts_of(comparison)
    return CompareView(
        rows=tuple(view for view in rows if _is_wanted(view.row, wanted)),
        counts=counts,
        procedure=comparison.procedure,
        follows=FOLLOWS[comparison.procedure],
        reasons=tuple(one.says for one in comparison.what_follows.reasons),
        duties=tuple(map(_duty, comparison.duties)),
        style=GRANULARITIES[comparison.style.granularity],
        is_complete=comparison.complete,
        findings=tuple(finding_views(comparison.findings)),
        unprinted=tuple(_unprinted(comparison)),
        columns=tuple(words for _, words in comparison.new.form.change_table.columns),
        printed=tuple(row.cells() for row in review.rows_to_print),
        printed_where=_printed_where(review, comparison),
        is_otherwise=not review.is_as_recorded,
        filters=tuple(_filters(head.draft.id, counts, wanted)),
    )


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


def _duty(duty: Duty) -> DutyView:
    by = f"{to_wareki(duty.by)}まで（{duty.when}）" if duty.by else duty.when
    return DutyView(duty.what, by, duty.why, cite(duty.source), duty.verified, duty.is_asked)


def _printed_where(review: Review, comparison: Comparison) -> str:
    if review.recorded is not None:
        return "公表した版の別添2に加わった行です。"
    style = comparison.style
    if style.fresh_on_reassessment and comparison.procedure == REASSESSMENT:
        return "再実施なので別添2を新しく始め、この行だけを載せます。変更日には公表日が入ります。"
    place = "最初" if style.newest_first else "最後"
    return f"公表するときに、この行が別添2の{place}に加わります。変更日には公表日が入ります。"


def _is_wanted(row: ChangeRow, wanted: str) -> bool:
    if wanted == "before":
        return row.timing == BEFORE
    return row.needs_confirmation if wanted == "undecided" else True


def _filters(draft_id: int, counts: Counts, wanted: str) -> Iterator[tuple[str, str, bool]]:
    numbers = {"": counts.all, "before": counts.before, "undecided": counts.undecided}
    for key, words in FILTERS.items():
        given = {"show": key} if key else {}
        url = url_for("compare.show", draft_id=draft_id, **given)  # type: ignore[arg-type]
        yield f"{words}（{numbers[key]}）", url, key == wanted


def _unprinted(comparison: Comparison) -> Iterator[UnprintedView]:
    for part in comparison.unprinted:
        places = dict.fromkeys(_place(comparison, op) for op in part.ops)
        yield UnprintedView(UNPRINTED[part.reason], tuple(places))


def _place(comparison: Comparison, op: Op) -> str:
    """Return the label of what an operation is about, in whichever document has it."""
    path = Path.parse(op.at.removesuffix(".@id"))
    for document in (comparison.new, comparison.old):
        try:
            return label_of(document.form, document.answers, path)
        except PathNotFound:
            continue
    return "評価書の全体"
