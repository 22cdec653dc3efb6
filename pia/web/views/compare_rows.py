"""One row of the change table of a draft, with its reasons, as people look it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from flask import url_for

from pia.assessment import Assessment
from pia.assessment.wareki import to_wareki
from pia.forms.beside import CommentLink
from pia.operations.printing import may_be_cut
from pia.operations.reviewing import Review
from pia.revision import ChangeRow, Comparison
from pia.revision.comparison import SENTENCE, BlockPlace
from pia.revision.judging import Judgement
from pia.revision.spans import Segment
from pia.revision.style import GRANULARITIES, TableStyle
from pia.revision.timing import BEFORE
from pia.revision.timing.outcomes import Judged
from pia.store.records import Thread
from pia.web.views.comment_links import talk_of
from pia.web.views.drafts_head import Head
from pia.web.views.drafts_places import Spots, nearest_spot, spots
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
    #: 変更日 as it will be printed.
    changed_on: str
    #: The comments on its item, None where there are none.
    comments: CommentLink | None = None

    @property
    def anchor(self) -> str:
        """Its place on the page of the table."""
        return anchor_of(self.row)


def row_views(
    head: Head, review: Review, comparison: Comparison, threads: Sequence[Thread] = ()
) -> tuple[RowView, ...]:
    """Return every row of the table as judged; `threads` are the comments on the draft."""
    known = spots(head.draft.document)
    newest = {judgement.row: judgement for judgement in review.judgements}
    plain = plain_row_views(comparison, is_dated=head.draft.planned_on is not None)
    return tuple(
        replace(
            view,
            is_stale=_is_stale(newest.get(view.row.key), view.row),
            section_url=_url_of(head.draft.id, known, view.row.id_paths[0]),
            comments=talk_of(head.draft.id, view.row.id_paths, threads),
        )
        for view in plain
    )


def plain_row_views(comparison: Comparison, *, is_dated: bool) -> tuple[RowView, ...]:
    """Return every row of any comparison; `is_dated`: the newer one has a 公表日."""
    return tuple(
        _row_view(number, row, comparison.style, is_dated=is_dated)
        for number, row in enumerate(comparison.rows, start=1)
    )


def undecided_beside(
    rows: tuple[RowView, ...], here: RowView
) -> tuple[RowView | None, RowView | None]:
    """Return the rows before and after one that still wait for a person, the nearest of each."""
    waiting = [view for view in rows if view.row.needs_confirmation]
    before = [view for view in waiting if view.number < here.number]
    after = [view for view in waiting if view.number > here.number]
    return before[-1] if before else None, after[0] if after else None


def first_row_at(comparison: Comparison, path: str) -> ChangeRow | None:
    """Return the first row of an item, or of a thing of the list at an id path."""
    for row in comparison.rows:
        if row.id_paths[0] == path or row.id_paths[0].startswith(f"{path}["):
            return row
    return None


def cut_options(row: ChangeRow, style: TableStyle, own: str) -> tuple[tuple[str, str, bool], ...]:
    """Return how the rows of a row's item may be cut: key, words, whether it stands; () if no text.

    `own` is what stands for this item alone, "" where the city's way does.
    """
    if not may_be_cut(row):
        return ()
    usual = f"市の設定のとおり（{GRANULARITIES[style.granularity]}）"
    known = {"": usual} | GRANULARITIES
    return tuple((key, words, key == own) for key, words in known.items())


def name_of(row: ChangeRow) -> str:
    """Return the name of a row in addresses, the same after an edit of its item."""
    return sha256(row.key.encode("utf-8")).hexdigest()[:12]


def anchor_of(row: ChangeRow) -> str:
    """Return the place of a row on the page of its table."""
    return f"row-{name_of(row)}"


def row_url(draft_id: int, review: Review, key: str) -> str | None:
    """Return the address of a row by its key, None where there is no such row."""
    row = review.ruled_row(key)
    return url_for("compare.row", draft_id=draft_id, name=name_of(row)) if row else None


def section_url(draft_id: int, document: Assessment, path: str) -> str | None:
    """Return the page on which an item of a draft is written, by its id path."""
    return _url_of(draft_id, spots(document), path)


def _row_view(number: int, row: ChangeRow, style: TableStyle, *, is_dated: bool) -> RowView:
    proposal = proposal_view(row, style)
    said = {one.says for one in proposal.evidence} if proposal else set()
    return RowView(
        number=number,
        name=name_of(row),
        row=row,
        before=tuple(s for s in row.segments if s[0] != "+") or (("=", row.before),),
        after=tuple(s for s in row.segments if s[0] != "-") or (("=", row.after),),
        part=part_of(row),
        tone="stop" if row.timing == BEFORE else "quiet",
        trace=tuple(line for line in row.decision.trace if line not in said),
        proposal=proposal,
        reason=row.decision.reason if isinstance(row.decision, Judged) else "",
        is_stale=False,
        section_url=None,
        changed_on=to_wareki(row.changed_on) if is_dated else "公表した日",
    )


def part_of(row: ChangeRow) -> str:
    """Return which part of its item a row is about, "" for the whole."""
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


def _is_stale(judgement: Judgement | None, row: ChangeRow) -> bool:
    """Return whether a judgement, or a wording, was about what the row said before."""
    if judgement is None:
        return False
    is_more = judgement.ground, judgement.before, judgement.after
    return is_more != (None, None, None) and judgement.digest != row.digest


def _url_of(draft_id: int, known: Spots, path: str) -> str | None:
    spot = nearest_spot(known, path)
    return spot.url(draft_id) if spot else None
