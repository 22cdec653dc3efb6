"""What people say at the stages of a route: 承認, 合議, 代決 and 後閲, each bound to what was seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pia.approval.blockers import refuse_blocked
from pia.approval.position import LOOK_AFTER, STAND_IN, VOICES, Voice, refuse
from pia.approval.states import REVIEW, step
from pia.errors import InputRefused, NotAllowed
from pia.operations.act import Act
from pia.operations.approvals import Asked, bound_step, passed_obstacles, refuse_stale
from pia.operations.looks import heirs_of
from pia.operations.reviewing import Review, review_in
from pia.operations.routes import Standing, barred, is_one_person, standing
from pia.store.records import Draft, NewEndorsement
from pia.store.work import Work


@dataclass(frozen=True)
class Said:
    """What a person says at a stage, as they ask for it."""

    #: From 1.
    stage: int
    #: approve, consent, stand_in or look_after.
    what: str
    #: The digest of what the person saw.
    seen: str
    comment: str = ""
    #: Reason for passing the obstacles that may be passed.
    passed: str = ""
    #: For whom a stand-in decides; None where only one can be meant.
    for_id: int | None = None


def endorse(act: Act, draft_id: int, said: Said) -> Draft:
    """Keep what a person says at a stage; the last stage approves the draft in the same transaction.

    Raises NotAllowed (state, role, author, not this person's stage or turn, obstacles),
    ChangedMeanwhile where the draft is no longer what the person saw, InputRefused, PathNotFound.
    """
    if said.what not in VOICES:
        raise InputRefused("承認、合議、代決、後閲のどれかを選んでください")
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        if said.what == LOOK_AFTER:
            return _look_after(act, work, draft, said)
        return _decide(act, work, review_in(work, draft, act.today), said)


def _decide(act: Act, work: Work, review: Review, said: Said) -> Draft:
    on = standing(work, review.draft, review.digest)
    kept_out = barred(work, review.draft, on)
    step("approve", review.draft.state, act.actor, kept_out)
    if on is None:
        raise NotAllowed("この承認依頼には経路がありません", hint="画面を開き直してください。")
    voice = _voice(on, act.actor.id, said)
    refuse(on.position, act.actor.id, kept_out, voice)
    refuse_stale(said.seen, review.digest, review.draft)
    refuse_blocked(review.case, said.passed)
    is_last = on.position.completes(said.stage)
    obstacles = passed_obstacles(review, said.passed)
    _keep(act, work, review.draft, on, replace(_kept(on, voice, said), obstacles=obstacles))
    if not is_last:
        _tell_next(act, work, review, on)
        return review.draft
    asked = Asked("approve", seen=said.seen, comment=said.comment, passed=said.passed)
    return bound_step(act, work, review, asked, "approval")


def _look_after(act: Act, work: Work, draft: Draft, said: Said) -> Draft:
    """Keep a 後閲, at any time after the 代決: what is looked at is what was decided then."""
    digest = "" if draft.state != REVIEW else review_in(work, draft, act.today).digest
    on = standing(work, draft, digest)
    if on is None:
        hint = "差戻しや取下げの後は、要りません。"
        raise NotAllowed("後閲する代決はありません", hint=hint)
    voice = _voice(on, act.actor.id, said)
    refuse(on.position, act.actor.id, frozenset(), voice, heirs_of(work, draft, on))
    refuse_stale(said.seen, on.digest, draft)
    _keep(act, work, draft, on, _kept(on, voice, said))
    return draft


def _tell_next(act: Act, work: Work, review: Review, before: Standing) -> None:
    """Let letters go where a stage has its turn now; who consents side by side knows already."""
    after = standing(work, review.draft, review.digest)
    known = {place.number for place in before.position.open}
    if act.letters is not None and after and {p.number for p in after.position.open} - known:
        act.letters.stepped(act, work, review.draft, "endorse")


def _voice(on: Standing, account: int, said: Said) -> Voice:
    """Return what is said; whom it is for is plain where only one can be meant."""
    for_id, places = None, on.position.places
    if said.what in (STAND_IN, LOOK_AFTER) and 1 <= said.stage <= len(places):
        place = places[said.stage - 1]
        if said.what == LOOK_AFTER:
            for_id = place.voice.by if place.voice else None
        else:
            only = place.stage.people[0] if len(place.stage.people) == 1 else None
            for_id = only if said.for_id is None else said.for_id
    return Voice(on.request.id, said.stage, said.what, on.digest, account, for_id)


def _keep(act: Act, work: Work, draft: Draft, on: Standing, new: NewEndorsement) -> None:
    work.routes.endorse(draft.id, new, **act.by)
    details = {"route": on.route_id, "stage": new.stage, "what": new.what, "digest": new.digest}
    if new.what != LOOK_AFTER and is_one_person(work, draft, on, act.actor.id):
        details["one_person"] = on.route.reason
    act.note(work, "endorse", f"draft {draft.id}", **details)


def _kept(on: Standing, voice: Voice, said: Said) -> NewEndorsement:
    return NewEndorsement(
        request_id=voice.round,
        route_id=on.route_id,
        stage=voice.stage,
        what=voice.what,
        digest=voice.digest,
        comment=said.comment.strip(),
        passed=said.passed.strip(),
        for_id=voice.for_id,
    )
