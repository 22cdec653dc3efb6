"""One row of the change table of a draft, with its reasons, as people look it over."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from flask import url_for

from pia.assessment import Assessment
from pia.forms.sections import sections
from pia.operations.reviewing import Review
from pia.revision import ChangeRow, Comparison
from pia.revision.comparison import SENTENCE, BlockPlace
from pia.revision.judging import Judgement
from pia.revision.spans import Segment
from pia.revision.style import TableStyle
from pia.revision.timing import BEFORE
from pia.revision.timing.outcomes import Judged
from pia.web.views.drafts_head import Head
from pia.web.views.drafts_items import Place, places_and_lists
from pia.web.views.proposals import ProposalView, proposal_view


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


def row_views(head: Head, review: Review, comparison: Comparison) -> tuple[RowView, ...]:
    """Return every row of the table as judged."""
    urls = _urls(head.draft.id, head.draft.document)
    newest = {judgement.row: judgement for judgement in review.judgements}
    return tuple(
        _row_view(number, row, newest.get(row.key), _nearest(urls, row.key), comparison.style)
        for number, row in enumerate(comparison.rows, start=1)
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


def _is_stale(judgement: Judgement, row: ChangeRow) -> bool:
    """Return whether a judgement, or a wording, was about what the row said before."""
    is_more = judgement.ground, judgement.before, judgement.after
    return is_more != (None, None, None) and judgement.digest != row.digest


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
