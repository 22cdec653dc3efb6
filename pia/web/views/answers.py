"""What a 所管課 answered beside what the sheet showed and what the item says now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pia.assessment import Path
from pia.errors import PiaError
from pia.imports.inquiry_words import asks_to_empty, stands_elsewhere
from pia.official import Item
from pia.operations.answers import digest_now, in_one
from pia.operations.answers_loading import NOWHERE, STRUCK_OUT
from pia.revision.cells import NOTHING, print_answer
from pia.revision.spans import Segment, segments
from pia.store.records import Decision, Draft, Inquiry, NewProposal, Proposal
from pia.web.views.drafts_items import stands_at
from pia.web.views.drafts_labels import label_at
from pia.web.views.drafts_places import Spots, nearest_spot, spots


@dataclass(frozen=True)
class Attempt:
    """What was typed at one answer and not taken."""

    number: int
    reason: str
    error: PiaError


@dataclass(frozen=True)
class AnswerView:
    """One answer."""

    id: int
    label: str
    section_url: str | None
    inquiry: Inquiry
    by: str
    loaded_by: str
    loaded_at: datetime
    remark: str
    #: What the sheet showed, and both texts against it; of what nobody changed, `theirs` is the
    #: difference from what the item says now.
    base: str
    theirs: tuple[Segment, ...]
    now: tuple[Segment, ...]
    #: What the item would say with the answer and with what was changed meanwhile, against what it
    #: says now; () where both touched the same words.
    both: tuple[Segment, ...]
    #: Each edit stands where it was made in that; else a person has to look.
    is_in_place: bool
    #: The answer leaves the item as the sheet showed it: there is a remark alone.
    is_remark: bool
    #: The item says something else than the sheet showed.
    is_moved: bool
    #: It says already what the answer says.
    is_same: bool
    is_gone: bool
    #: It may be a word about the item and no text for it: what to ask, "" where it is none.
    doubt: str
    #: It may ask for an empty item.
    may_empty: bool
    #: Digest of what it says now.
    seen: str
    decision: Decision | None
    attempt: Attempt | None

    @property
    def fits(self) -> bool:
        """Whether it can be taken over with others, without a look at it alone."""
        return self.decision is None and not self.doubt and (not self.is_moved or self.is_same)


def answer_views(
    draft: Draft,
    inquiries: Iterable[Inquiry],
    proposals: Iterable[Proposal],
    attempt: Attempt | None = None,
) -> tuple[AnswerView, ...]:
    """Return the answers of a draft in the order of the sheets and their items."""
    sheets = {one.id: one for one in inquiries}
    known = spots(draft.document)
    return tuple(
        _view(draft, known, sheets[one.inquiry_id], one, attempt)
        for one in sorted(proposals, key=lambda one: (one.inquiry_id, one.id))
        if one.said.path != NOWHERE
    )


def _view(
    draft: Draft, known: Spots, inquiry: Inquiry, one: Proposal, attempt: Attempt | None
) -> AnswerView:
    document, said = draft.document, one.said
    path = Path.parse(said.path)
    item = document.form.find(path.pattern)
    seen, value = digest_now(draft, said.path), stands_at(document.answers, path)
    base, theirs, now = (_printed(item, text) for text in (said.base, said.value, value))
    is_moved = not seen or value != said.base
    spot = nearest_spot(known, said.path)
    found = in_one(draft, said) if is_moved and value != said.value else None
    return AnswerView(
        id=one.id,
        label=label_at(document, said.path),
        section_url=spot.url(draft.id) if spot and seen else None,
        inquiry=inquiry,
        by=said.answered_by,
        loaded_by=one.by,
        loaded_at=one.made_at,
        remark=said.remark,
        base=base,
        theirs=segments(base, theirs),
        now=segments(base, now) if seen else (),
        both=segments(now, _printed(item, found.value)) if found else (),
        is_in_place=found is not None and found.in_place,
        is_remark=said.value == said.base,
        is_moved=is_moved,
        is_same=bool(seen) and value == said.value,
        is_gone=not seen,
        doubt=_doubt(item, said),
        may_empty=_may_empty(item, said),
        seen=seen,
        decision=one.decision,
        attempt=attempt if attempt and attempt.number == one.id else None,
    )


def _doubt(item: Any, said: NewProposal) -> str:
    """Return what a person should ask before an answer becomes the text of the item."""
    if STRUCK_OUT in said.remark:
        return "回答欄の文字が、すべて取消線で消されています。"
    if _may_empty(item, said):
        return f"「{said.value}」とだけ書かれています。空欄にする意味かどうかを確かめてください。"
    if _is_text(item, said) and stands_elsewhere(said.value):
        return f"「{said.value}」とだけ書かれています。記載の全文ではないようです。"
    return ""


def _may_empty(item: Any, said: NewProposal) -> bool:
    return STRUCK_OUT in said.remark or (_is_text(item, said) and asks_to_empty(said.value))


def _is_text(item: Any, said: NewProposal) -> bool:
    is_text = isinstance(item, Item) and not item.choices and isinstance(said.value, str)
    return is_text and said.value != said.base


def _printed(item: Any, value: Any) -> str:
    return print_answer(item, value) if isinstance(item, Item) else NOTHING
