"""What a person wrote of items that somebody else changed too: kept until it is settled.

It is in no document, and nobody else sees it. What is chosen and typed on the page that asks is kept
with it: a closed browser, a link of the menu, an ended session lose nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pia.errors import ChangedMeanwhile, PathNotFound
from pia.operations.act import Act
from pia.store.records import Unsettled, UnsettledEdit
from pia.store.work import Work


@dataclass(frozen=True)
class Place:
    """Where something was written: the page of a section as one window shows it."""

    draft_id: int
    #: Tells the windows of one person apart; "" where the page does not say.
    page: str
    section: str
    #: What state of the draft it shows, as it says it.
    seen: str


def note(act: Act, place: Place, edits: Sequence[UnsettledEdit], sent: Collection[str]) -> None:
    """Keep what is disputed of a page that came back, and forget what is not any more.

    What was kept of it before stays where none of the fields `sent` is of its item.
    """
    with act.store.reading() as work:
        if not edits and _of_page(work, act, place) is None:
            return
    with act.store.writing() as work:
        before = _of_page(work, act, place)
        known = {one.at for one in edits}
        rest = (one for one in (before.edits if before else ()) if one.at not in known)
        _keep(act, work, before, place, (*edits, *(o for o in rest if not _is_sent(o.at, sent))))


def write_on(act: Act, place: Place, edits: Sequence[UnsettledEdit]) -> None:
    """Keep what somebody chooses and types on the page that asks, while they are at it.

    Raises ChangedMeanwhile where it was settled already: in another window, or just now.
    """
    with act.store.writing() as work:
        before = _of_page(work, act, place)
        if before is None:
            raise ChangedMeanwhile("この項目はもう決まっています", hint="開き直してください。")
        _keep(act, work, before, place, edits)


def settle(act: Act, place: Place, left: Sequence[UnsettledEdit] = ()) -> None:
    """Keep what is left to settle of a page; forget it where nothing is."""
    with act.store.writing() as work:
        _keep(act, work, _of_page(work, act, place), place, left)


def discard(act: Act, number: int) -> None:
    """Forget an entry because its person says so. Raises PathNotFound, also for another's."""
    with act.store.writing() as work:
        if work.unsettled.get(number).made_by != act.actor.id:
            raise PathNotFound("預かった入力が見つかりません", hint="一覧から選び直してください。")
        work.unsettled.drop(number)


def _of_page(work: Work, act: Act, place: Place) -> Unsettled | None:
    entries = work.unsettled.of(act.actor.id, place.draft_id)
    return next((one for one in entries if one.page == place.page), None)


def _keep(
    act: Act,
    work: Work,
    before: Unsettled | None,
    place: Place,
    edits: Sequence[UnsettledEdit],
) -> None:
    """Add, change or drop the entry of a page, whichever its edits ask for."""
    kept = tuple(edits)
    if before and not kept:
        work.unsettled.drop(before.id)
    elif before and (before.seen, before.edits) != (place.seen, kept):
        work.unsettled.change(before.id, place.seen, kept, at=act.at)
    elif kept and not before:
        where = place.draft_id, place.page, place.section, place.seen
        work.unsettled.add(*where, kept, **act.by)


def _is_sent(at: str, sent: Collection[str]) -> bool:
    """Return whether a field of an item or thing is among those of a post."""
    return any(name == at or name.startswith(f"{at}.") for name in sent)
