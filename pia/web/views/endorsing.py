"""A request on its route: the stages with what was said, and what a person can say now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pia.approval.position import (
    APPROVE,
    CONSENT,
    LOOK_AFTER,
    STAND_IN,
    VOICES,
    Choice,
    Place,
    choices,
    position,
)
from pia.approval.roles import Actor
from pia.approval.route import CONSULT, read_route
from pia.approval.states import DRAFT, REVIEW
from pia.errors import InputRefused, PiaError
from pia.operations.approvals import FIELDS
from pia.operations.endorsing import Said
from pia.operations.reviewing import Review
from pia.operations.routes import Standing, barred, route_for, waiting_for
from pia.store.records import Endorsement
from pia.store.work import Work
from pia.web.views.acts import PASSED_HINT, ActField, Attempt
from pia.web.views.judgements import FieldRefused, read_text

#: What a voice does, in the words of whoever is asked.
_DOES = {
    APPROVE: "画面にある内容（本文、変更箇所と判断、非公表の範囲、公表予定日）を、この段として承認します。",
    CONSENT: "画面にある内容に、この段として同意します（合議）。",
    STAND_IN: "この段の人がいないため、代わって承認します（代決）。代わられた人は、後から確かめます（後閲）。",
    LOOK_AFTER: "あなたに代わって承認された内容を確かめたことを記録します（後閲）。手続は先へ進んでいます。",
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
class SaidView:
    """What somebody said at a stage."""

    words: str
    by: str
    made_at: datetime
    comment: str
    passed: str


@dataclass(frozen=True)
class PlaceView:
    """One stage on the way."""

    title: str
    is_consult: bool
    #: Its turn has come.
    is_now: bool
    #: 済み, 今の段, この後, and the tone of its chip.
    mark: str
    tone: str
    people: str
    stand_ins: str
    said: tuple[SaidView, ...]
    #: Who has yet to look at a 代決, "" for nobody.
    owed: str


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
    chosen: str
    passed: ActField | None
    comment: ActField
    blocked: str
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
    names = {user.id: user.display_name for user in work.users.all()}
    kept_out = barred(work, review.draft, on)
    is_asked = review.draft.state == REVIEW
    open_to = [
        choice
        for choice in choices(on.position, actor.id, kept_out)
        if is_asked or choice.what == LOOK_AFTER
    ]
    return RouteView(
        places=tuple(place_views(on, names, is_asked=is_asked)),
        forms=tuple(_form(review, on, choice, names, attempt) for choice in open_to),
        seen=_seen(on, attempt),
        note=_note(work, review, on, actor, kept_out) if is_asked else "",
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


def place_views(on: Standing, names: Mapping[int, str], *, is_asked: bool) -> Iterator[PlaceView]:
    """Yield the stages in their order."""
    for place in on.position.places:
        mark, tone = _mark(place, is_asked=is_asked)
        shown = place_view(place, on.said_at(place), names)
        yield replace(shown, is_now=is_asked and place.is_open, mark=mark, tone=tone)


def place_view(place: Place, said: Iterable[Endorsement], names: Mapping[int, str]) -> PlaceView:
    """Return one stage with what was said there."""
    return PlaceView(
        title=place.stage.title,
        is_consult=place.stage.kind == CONSULT,
        is_now=False,
        mark="この後",
        tone="quiet",
        people="、".join(names.get(number, "") for number in place.stage.people),
        stand_ins="、".join(names.get(number, "") for number in place.stage.stand_ins),
        said=tuple(_said(one, names) for one in said),
        owed=names.get(place.owed_by or 0, ""),
    )


def read_said(posted: Mapping[str, str]) -> Said:
    """Return what a form says. Raises InputRefused, FieldRefused."""
    for_id = _number(posted.get("for_id", ""))
    return Said(
        stage=_number(posted.get("stage", "")) or 0,
        what=posted.get("what", "")[:40],
        seen=posted.get("seen", ""),
        comment=_text(posted, "comment", "意見"),
        passed=_text(posted, "passed", FIELDS["passed"]),
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
    error = mine.error if mine and not isinstance(mine.error, FieldRefused) else None
    looks = choice.what == LOOK_AFTER
    passable = not looks and any(b.passable for b in review.blockers)
    left = () if looks else [b for b in review.blockers if not b.passable]
    title = on.route.stages[choice.stage - 1].title
    several = choice.what == STAND_IN and len(choice.for_ids) > 1
    return EndorseForm(
        id=name,
        stage=choice.stage,
        what=choice.what,
        title=_TITLES[choice.what].format(title),
        does=_DOES[choice.what],
        others=tuple((n, names.get(n, "")) for n in choice.for_ids) if several else (),
        chosen=mine.typed.get("for_id", "") if mine else "",
        passed=_field("passed", FIELDS["passed"], mine, PASSED_HINT, required=True)
        if passable
        else None,
        comment=_field("comment", "意見", mine),
        blocked=f"先に片付けることが{len(left)}件あります。" if left else "",
        error=error,
        tone="plain" if choice.what == STAND_IN else "strong",
    )


def _field(
    name: str, title: str, mine: Attempt | None, hint: str = "", *, required: bool = False
) -> ActField:
    error = mine.error if mine and isinstance(mine.error, FieldRefused) else None
    text = mine.typed.get(name, "") if mine else ""
    return ActField(
        name, title, text, hint, required, error if error and error.field == name else None
    )


def _seen(on: Standing, attempt: Attempt | None) -> str:
    """Return the digest of what the person has read, also after a stale act."""
    return attempt.typed.get("seen", "") if attempt else on.digest


def _note(work: Work, review: Review, on: Standing, actor: Actor, kept_out: frozenset[int]) -> str:
    seats = (s for p in on.position.open for s in (*p.stage.people, *p.stage.stand_ins))
    if actor.id in kept_out and actor.id in seats:
        return _WROTE
    return "" if waiting_for(work, review.draft).users else _NOBODY


def _mark(place: Place, *, is_asked: bool) -> tuple[str, str]:
    if place.voice is not None:
        return "済み", "good"
    if not is_asked:
        return "外部の決裁に代えた", "quiet"
    return ("今の段", "busy") if place.is_open else ("この後", "quiet")


def _said(one: Endorsement, names: Mapping[int, str]) -> SaidView:
    words = VOICES[one.said.what]
    if one.said.what == STAND_IN:
        words += f"（{names.get(one.said.for_id or 0, '')}に代わって）"
    return SaidView(words, one.by, one.made_at, one.said.comment, one.said.passed)


def _text(posted: Mapping[str, str], name: str, title: str) -> str:
    try:
        return read_text(posted, name, title)
    except InputRefused as error:
        raise FieldRefused(name, error) from error


def _number(text: str) -> int | None:
    """Return a number as it was posted, None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
