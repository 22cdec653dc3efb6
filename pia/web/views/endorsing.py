"""A request on its route: its stages, and what a person can say at them now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pia.approval.position import (
    APPROVE,
    CONSENT,
    LOOK_AFTER,
    STAND_IN,
    Choice,
    choices,
    position,
)
from pia.approval.roles import Actor
from pia.approval.route import read_route
from pia.approval.states import DRAFT, REVIEW
from pia.errors import PiaError
from pia.operations.approvals import FIELDS, seen_mark
from pia.operations.endorsing import Said
from pia.operations.looks import owed_looks
from pia.operations.reviewing import Review
from pia.operations.routes import Standing, barred, route_for, waiting_for
from pia.store.records import Draft, User
from pia.store.work import Work
from pia.web.views.acts import (
    ActField,
    Attempt,
    act_field,
    error_of_no_field,
    passed_field,
    read_field,
)
from pia.web.views.route_places import PlaceView, place_view, place_views, with_closing

#: What a voice does, in the words of whoever is asked.
_DOES = {
    APPROVE: "画面にある内容（本文、変更箇所と判断、非公表の範囲、公表予定日）を、この段として承認します。",
    CONSENT: "画面にある内容に、この段として同意します（合議）。",
    STAND_IN: "この段の人がいないため、代わって承認します（代決）。代わられた人は、後から確かめます（後閲）。",
    LOOK_AFTER: "代決された内容を確かめたことを記録します（後閲）。手続は先へ進んでいます。",
}
_TITLES = {
    APPROVE: "「{}」として承認する",
    CONSENT: "「{}」として同意する（合議）",
    STAND_IN: "「{}」の代決をする",
    LOOK_AFTER: "「{}」の代決を後閲する",
}
#: Said after it was done.
DONE = {
    APPROVE: "承認しました。",
    CONSENT: "合議に同意しました。",
    STAND_IN: "代決しました。代わられた人の後閲を待ちます。",
    LOOK_AFTER: "後閲を記録しました。",
}
_NOBODY = (
    "この段には、今承認できる人がいません。依頼を取り消して経路を直してもらうか、"
    "外部の決裁を記録してください。"
)
_WROTE = (
    "自分が書いた評価書は、自分では承認できません。この段のほかの人か、外部の決裁の記録に"
    "よってください。"
)
#: Longest number that is read at all.
_DIGITS = 9


@dataclass(frozen=True)
class EndorseForm:
    """One thing that a person can say now."""

    id: str
    stage: int
    what: str
    title: str
    does: str
    #: Those for whom a stand-in may decide, where there are several.
    others: tuple[tuple[int, str], ...]
    #: The number of the one that was chosen; None where only one can be meant.
    whom: ActField | None
    passed: ActField | None
    comment: ActField
    blocked: str
    is_open: bool
    error: PiaError | None
    tone: str


@dataclass(frozen=True)
class RouteView:
    """The route of a request."""

    places: tuple[PlaceView, ...]
    forms: tuple[EndorseForm, ...]
    #: The digest that the forms carry.
    seen: str
    #: Why a person at the stage can say nothing, or that nobody can.
    note: str
    #: Why one person may do all of it, "" where that is not so.
    one_person: str


def route_view(
    work: Work, review: Review, on: Standing | None, actor: Actor, attempt: Attempt | None
) -> RouteView | None:
    """Return the route of a draft, None where it goes without one."""
    if on is None:
        return _planned(work, review) if review.draft.state == DRAFT else None
    users, draft = work.users.all(), review.draft
    names = {user.id: user.display_name for user in users}
    kept_out, is_asked = barred(work, draft, on), draft.state == REVIEW
    looks = owed_looks(work, draft, on, users)
    places = place_views(on, names, looks, is_asked=is_asked)
    heirs = {one.place.number: frozenset(user.id for user in one.by) for one in looks}
    open_to = [
        choice
        for choice in choices(on.position, actor.id, kept_out, heirs)
        if is_asked or choice.what == LOOK_AFTER
    ]
    return RouteView(
        places=with_closing(places, looks, draft.id, actor),
        forms=tuple(_form(review, on, choice, names, attempt) for choice in open_to),
        seen=_seen(on, draft, attempt),
        note=_note(work, draft, on, actor, kept_out, users) if is_asked else "",
        one_person=on.route.reason if on.route.one_person else "",
    )


def _planned(work: Work, review: Review) -> RouteView | None:
    """Return the route that a request would go, None without one."""
    known = route_for(work, review.draft)
    if known is None:
        return None
    route = read_route(known.definition)
    names = {user.id: user.display_name for user in work.users.all()}
    places = (
        replace(place_view(place, (), names), mark="依頼の後")
        for place in position(route, (), 0, "").places
    )
    return RouteView(tuple(places), (), "", "", route.reason if route.one_person else "")


def read_said(posted: Mapping[str, str]) -> Said:
    """Return what a form says. Raises FieldRefused."""
    for_id = _number(posted.get("for_id", ""))
    return Said(
        stage=_number(posted.get("stage", "")) or 0,
        what=posted.get("what", "")[:40],
        seen=posted.get("seen", ""),
        comment=read_field(posted, "comment", "意見"),
        passed=read_field(posted, "passed", FIELDS["passed"]),
        for_id=for_id,
    )


def attempt_id(posted: Mapping[str, str]) -> str:
    """Return the id of the form that was posted."""
    return f"{posted.get('what', '')[:40]}-{_number(posted.get('stage', '')) or 0}"


def _form(
    review: Review,
    on: Standing,
    choice: Choice,
    names: Mapping[int, str],
    attempt: Attempt | None,
) -> EndorseForm:
    name = f"{choice.what}-{choice.stage}"
    mine = attempt if attempt and attempt.action == name else None
    looks = choice.what == LOOK_AFTER
    passable = not looks and any(b.passable for b in review.blockers)
    left = () if looks else [b for b in review.blockers if not b.passable]
    title = on.route.stages[choice.stage - 1].title
    others = _others(choice, names)
    whom = act_field("for_id", "だれに代わるか", mine) if others else None
    passed = passed_field(review, mine) if passable else None
    comment = act_field("comment", "意見", mine)
    return EndorseForm(
        id=name,
        stage=choice.stage,
        what=choice.what,
        title=_TITLES[choice.what].format(title),
        does=_DOES[choice.what],
        others=others,
        whom=whom,
        passed=passed,
        comment=comment,
        blocked=f"先に片付けることが{len(left)}件あります。" if left else "",
        is_open=mine is not None or choice.what != STAND_IN,
        error=error_of_no_field(mine, (whom, passed, comment)),
        tone="plain" if choice.what == STAND_IN else "strong",
    )


def _others(choice: Choice, names: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    if choice.what != STAND_IN or len(choice.for_ids) == 1:
        return ()
    return tuple((number, names.get(number, "")) for number in choice.for_ids)


def _seen(on: Standing, draft: Draft, attempt: Attempt | None) -> str:
    """Return the mark of what the person has read, also after a stale act."""
    return attempt.typed.get("seen", "") if attempt else seen_mark(on.digest, draft)


def _note(  # noqa: PLR0913, PLR0917 - all of it is known already
    work: Work,
    draft: Draft,
    on: Standing,
    actor: Actor,
    kept_out: frozenset[int],
    users: Iterable[User],
) -> str:
    seats = (s for p in on.position.open for s in (*p.stage.people, *p.stage.stand_ins))
    if actor.id in kept_out and actor.id in seats:
        return _WROTE
    return "" if waiting_for(work, draft, users).users else _NOBODY


def _number(text: str) -> int | None:
    """Return a number as it was posted, None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
