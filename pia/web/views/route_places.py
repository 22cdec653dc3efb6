"""The stages of a route with what was said there, and who has yet to look at a 代決."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask import url_for

from pia.approval.position import LOOK_AFTER, STAND_IN, VOICES, Place
from pia.approval.roles import Actor, Role
from pia.approval.route import CONSULT
from pia.operations.looks import OwedLook
from pia.operations.routes import Standing
from pia.store.records import Endorsement

#: What a closed 後閲 is called.
CLOSED_LOOK = "後閲の終了（管理者）"


@dataclass(frozen=True)
class SaidView:
    """What somebody said at a stage."""

    words: str
    by: str
    made_at: datetime
    comment: str
    passed: str
    #: What was passed for that reason.
    obstacles: tuple[str, ...]


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
    #: Who has yet to look at a 代決, "" for nobody; and the sentence that says so.
    owed: str
    owed_words: str = ""
    #: Where an administrator closes the 後閲, "" for who may not.
    close_url: str = ""


def place_views(
    on: Standing, names: Mapping[int, str], looks: Iterable[OwedLook], *, is_asked: bool
) -> Iterator[PlaceView]:
    """Yield the stages in their order; `looks` are the 後閲 that are still to be done."""
    owed = {look.place.number: look for look in looks}
    for place in on.position.places:
        mark, tone = _mark(place, is_asked=is_asked)
        shown = place_view(place, on.said_at(place), names)
        shown = replace(shown, is_now=is_asked and place.is_open, mark=mark, tone=tone)
        yield _with_look(shown, owed[place.number]) if place.number in owed else shown


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
        said=tuple(_said(place, one, names) for one in said),
        owed="",
    )


def with_closing(
    views: Iterable[PlaceView], looks: Iterable[OwedLook], draft_id: int, actor: Actor
) -> tuple[PlaceView, ...]:
    """Return the stages with the way to close a 後閲, for an administrator who did not stand in."""
    if not actor.has(Role.ADMINISTRATOR):
        return tuple(views)
    address = {
        look.place.stage.title: url_for(
            "approvals_looks.close", draft_id=draft_id, stage=look.place.number
        )
        for look in looks
        if look.is_orphaned and look.decided_by != actor.id
    }
    return tuple(replace(view, close_url=address.get(view.title, "")) for view in views)


def _with_look(view: PlaceView, look: OwedLook) -> PlaceView:
    names = "、".join(user.display_name for user in look.by)
    words = f"{look.owner.display_name}さんは利用停止中です。" if look.is_orphaned else ""
    if names:
        words += f"{names}が後から確かめます。"
    else:
        words += "この段に今いる人がほかにいないため、管理者が理由を書いて後閲を終えます。"
    return replace(view, owed=names or "管理者", owed_words=words)


def _mark(place: Place, *, is_asked: bool) -> tuple[str, str]:
    if place.voice is not None:
        return "済み", "good"
    if not is_asked:
        return "外部の決裁に代えた", "quiet"
    return ("今の段", "busy") if place.is_open else ("この後", "quiet")


def _said(place: Place, one: Endorsement, names: Mapping[int, str]) -> SaidView:
    words = VOICES[one.said.what]
    if one.said.what == STAND_IN:
        words += f"（{names.get(one.said.for_id or 0, '')}に代わって）"
    elif one.said.what == LOOK_AFTER and place.voice and one.said.for_id != place.voice.by:
        words = CLOSED_LOOK
    obstacles = tuple(filter(None, one.said.obstacles.split("\n")))
    return SaidView(words, one.by, one.made_at, one.said.comment, one.said.passed, obstacles)
