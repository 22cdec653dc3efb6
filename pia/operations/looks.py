"""後閲: who has yet to look at a 代決, and what becomes of it when that account is switched off.

A 代決 holds nothing up, and its 後閲 stays owed until it is done. Whoever left cannot do it: then
those who hold the stage now may, or an administrator closes it with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pia.approval.position import LOOK_AFTER, Place
from pia.approval.roles import Role
from pia.approval.route import read_route
from pia.approval.states import REVIEW
from pia.errors import InputRefused, NotAllowed
from pia.official.typed import keep_typed, says_something
from pia.operations.act import Act
from pia.operations.reviewing import review_in
from pia.operations.routes import Standing, standing
from pia.store.records import ClosedLook, Draft, NewEndorsement, User
from pia.store.work import Work

#: Signs of a reason.
MOST_REASON = 1_000


@dataclass(frozen=True)
class OwedLook:
    """A 後閲 that is still to be done."""

    place: Place
    #: For whom was decided.
    owner: User
    #: Who may look: the owner, or who holds the stage since the owner was switched off.
    by: tuple[User, ...]

    @property
    def is_orphaned(self) -> bool:
        """Whether the owner cannot come any more: an administrator may close it."""
        return not self.owner.is_active

    @property
    def decided_by(self) -> int:
        """Who stood in: nobody ends the look at what they decided themselves."""
        return self.place.voice.by if self.place.voice else 0


def owed_looks(
    work: Work, draft: Draft, on: Standing | None = None, users: Iterable[User] | None = None
) -> tuple[OwedLook, ...]:
    """Return the 後閲 that are still to be done; `on` and `users` where a caller has them."""
    on = on or standing(work, draft)
    if on is None or not on.position.owing:
        return ()
    known = {user.id: user for user in (work.users.all() if users is None else users)}
    return tuple(_owed(work, draft, on, known))


def heirs_of(work: Work, draft: Draft, on: Standing) -> dict[int, frozenset[int]]:
    """Return who may look in the place of a switched-off account, by number of the stage."""
    looks = owed_looks(work, draft, on)
    return {one.place.number: frozenset(user.id for user in one.by) for one in looks}


def close_look(act: Act, draft_id: int, stage: int, reason: str) -> Draft:
    """Let a 後閲 be owed no more because its account is switched off, with a reason.

    Raises NotAllowed where its owner can still look and for who stood in, InputRefused, PathNotFound.
    """
    act.actor.need(Role.ADMINISTRATOR)
    kept = _checked(reason)
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        digest = "" if draft.state != REVIEW else review_in(work, draft, act.today).digest
        on = standing(work, draft, digest)
        owed = {one.place.number: one for one in owed_looks(work, draft, on)} if on else {}
        look = owed.get(stage)
        if on is None or look is None or not look.is_orphaned:
            hint = "後閲を終えられるのは、代決された人が利用停止のときだけです。"
            raise NotAllowed("この段に、終えられる後閲はありません", hint=hint)
        if look.decided_by == act.actor.id:
            hint = "ほかの管理者に頼んでください。"
            raise NotAllowed("自分が代わって決めたものの後閲は、終えられません", hint=hint)
        closed = NewEndorsement(
            request_id=on.request.id,
            route_id=on.route_id,
            stage=stage,
            what=LOOK_AFTER,
            digest=on.digest,
            comment=kept,
            for_id=look.owner.id,
        )
        work.routes.endorse(draft.id, closed, **act.by)
        details = {"route": on.route_id, "stage": stage, "user": look.owner.id}
        act.note(work, "look-close", f"draft {draft.id}", **details)
        if act.letters is not None:
            act.letters.look_closed(act, work, draft, {look.decided_by, *(u.id for u in look.by)})
        return draft


def closed_looks(work: Work, account: int, after: datetime) -> tuple[ClosedLook, ...]:
    """Return the 後閲 that were closed since an instant and concern a person.

    Those are who had decided, and everybody who would have looked; not who closed it.
    """
    found = (one for one in work.waiting.closed_looks(after) if one.made_by != account)
    return tuple(one for one in found if account in _concerned(work, one))


def _concerned(work: Work, closed: ClosedLook) -> set[int]:
    stage = read_route(work.routes.get(closed.route_id).definition).stages[closed.stage - 1]
    draft = work.drafts.get(closed.draft_id)
    return {closed.deputy, *stage.people, *_seats_now(work, draft, stage.title)}


def _owed(work: Work, draft: Draft, on: Standing, known: Mapping[int, User]) -> Iterator[OwedLook]:
    for place in on.position.owing:
        owner = known[place.owed_by or 0]
        if owner.is_active:
            yield OwedLook(place, owner, (owner,))
            continue
        decided = OwedLook(place, owner, ()).decided_by
        seats = (*place.stage.people, *_seats_now(work, draft, place.stage.title))
        able = (known[n] for n in dict.fromkeys(seats) if n in known and n != decided)
        by = tuple(u for u in able if u.is_active and u.actor.has(Role.APPROVER))
        yield OwedLook(place, owner, by)


def _seats_now(work: Work, draft: Draft, title: str) -> tuple[int, ...]:
    """Return who stands at the stage of this title on the route that counts now."""
    route = work.routes.of(work.dossiers.get(draft.dossier_id).organisation_id)
    stages = read_route(route.definition).stages if route else ()
    return tuple(number for one in stages if one.title == title for number in one.people)


def _checked(reason: str) -> str:
    kept = keep_typed(reason, "後閲を終える理由").strip()
    if not says_something(kept):
        raise InputRefused("後閲を終える理由がありません", hint="理由を書いてください。")
    if len(kept) > MOST_REASON:
        hint = f"{MOST_REASON:,}文字までにしてください。"
        raise InputRefused("理由が長すぎます", where=f"{len(kept):,}文字", hint=hint)
    return kept
