"""The change table of a draft as people look it over before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import url_for

from pia.assessment import Assessment, Op, Path
from pia.assessment.finding import Finding, Severity
from pia.assessment.naming import label_of
from pia.assessment.wareki import to_wareki
from pia.errors import PathNotFound
from pia.forms.sections import sections
from pia.law import cite
from pia.operations.reviewing import Review
from pia.revision import ChangeRow, Comparison
from pia.revision.comparison import SENTENCE, BlockPlace
from pia.revision.judging import Judgement
from pia.revision.spans import Segment
from pia.revision.style import GRANULARITIES, TableStyle
from pia.revision.timing import BEFORE, Duty
from pia.revision.timing.outcomes import Judged
from pia.revision.timing.procedure import AMENDMENT, NO_PROCEDURE, REASSESSMENT
from pia.web.views.drafts_head import Head
from pia.web.views.drafts_items import Place, places_and_lists
from pia.web.views.proposals import ProposalView, proposal_view

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
class RowView:
    """One row with its reasons."""

    number: int
    #: Part of its address and anchor; outlives edits of the item.
    name: str
    row: ChangeRow
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]
    #: Which part of the item it is about: its heading, or only sentences; "" for the whole.
    part: str
    tone: str
    #: What was read on the way to the decision, without what the proposal says.
    trace: tuple[str, ...]
    #: What the machine would suggest, None where it suggests nothing.
    proposal: ProposalView | None
    #: What a person gave as the reason; "" where the rules stand.
    reason: str
    #: A judgement was made on what the row said before.
    is_stale: bool
    #: Page of the item in the draft.
    section_url: str | None

    @property
    def anchor(self) -> str:
        """Its place on the page of the table."""
        return f"row-{self.name}"


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


def row_views(head: Head, review: Review, comparison: Comparison) -> tuple[RowView, ...]:
    """Return every row of the table as judged."""
    urls = _urls(head.draft.id, head.draft.document)
    newest = {judgement.row: judgement for judgement in review.judgements}
    return tuple(
        _row_view(number, row, newest.get(row.key), _nearest(urls, row.key), comparison.style)
        for number, row in enumerate(comparison.rows, start=1)
    )


def _row_view(
    number: int, row: ChangeRow, newest: Judgement | None, url: str | None, style: TableStyle
) -> RowView:
    proposal = proposal_view(row, style)
    said = {one.says for one in proposal.evidence} if proposal else set()
    return RowView(
        number=number,
        name=name_of(row),
        row=row,
        before=tuple(s for s in row.segments if s[0] != "+") or (("=", row.before),),
        after=tuple(s for s in row.segments if s[0] != "-") or (("=", row.after),),
        part=_part(row),
        tone="stop" if row.timing == BEFORE else "quiet",
        trace=tuple(line for line in row.decision.trace if line not in said),
        proposal=proposal,
        reason=row.decision.reason if isinstance(row.decision, Judged) else "",
        is_stale=newest is not None and _is_stale(newest, row),
        section_url=url,
    )


def name_of(row: ChangeRow) -> str:
    """Return the name of a row in addresses, the same after an edit of its item."""
    return sha256(row.key.encode("utf-8")).hexdigest()[:12]


def row_url(draft_id: int, review: Review, key: str) -> str | None:
    """Return the address of a row by its key, None where there is no such row."""
    row = review.ruled_row(key)
    return url_for("compare.row", draft_id=draft_id, name=name_of(row)) if row else None


def section_url(draft_id: int, document: Assessment, path: str) -> str | None:
    """Return the page on which an item of a draft is written, by its id path."""
    return _nearest(_urls(draft_id, document), path)


def finding_views(findings: Sequence[Finding]) -> Iterator[FindingView]:
    """Yield findings as they are shown."""
    for finding in findings:
        yield FindingView(*_SEVERITIES[finding.severity], finding.message, finding.hint)


def _part(row: ChangeRow) -> str:
    """Return which part of its item a row is about."""
    parts = [_block(row.block)] if row.block else []
    return "、".join(
        [*parts, *(["変わった文だけ（ほかは（略））"] if row.mode == SENTENCE else [])]
    )


def _block(place: BlockPlace) -> str:
    now = _heading(place.heading, place.ordinal)
    if place.old_heading is None or place.old_heading == place.heading:
        return f"まとまり：{now}"
    return f"まとまり：{now}（前の見出し：{_heading(place.old_heading, place.old_ordinal or 1)}）"


def _heading(heading: str, ordinal: int) -> str:
    counted = f"（同じ見出しの{ordinal}番目）" if ordinal > 1 else ""
    return f"{heading or '最初の見出しより前'}{counted}"


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


def _is_stale(judgement: Judgement, row: ChangeRow) -> bool:
    """Return whether a judgement, or a wording, was about what the row said before."""
    is_more = judgement.ground, judgement.before, judgement.after
    return is_more != (None, None, None) and judgement.digest != row.digest


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


def _urls(draft_id: int, document: Assessment) -> dict[str, str]:
    """Return the page of every item and list of a draft by its id path."""
    urls: dict[str, str] = {}
    for section in sections(document.form, document.answers):
        page = url_for("drafts_edit.show", draft_id=draft_id, key=section.key)
        for found in places_and_lists(document.form, document.answers, section):
            anchor = f"#at-{found.path}" if isinstance(found, Place) else ""
            urls.setdefault(str(found.path), page + anchor)
    return urls


def _nearest(urls: dict[str, str], path: str) -> str | None:
    """Return the page of a path, or of the list or thing around it."""
    while path and path not in urls:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return urls.get(path)
