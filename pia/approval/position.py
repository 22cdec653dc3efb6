"""Where a request stands on its route: what is done, whose turn it is, what is still to be seen.

A round (one request) has the voices that were given for the digest it is about; a voice of an
earlier round or for another digest counts nothing. So a draft that changed begins at its first
stage, and nobody has approved what they did not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pia.approval.roles import Actor, Role
from pia.approval.route import CONSULT, Route, Stage
from pia.errors import InputRefused, NotAllowed

APPROVE, CONSENT, STAND_IN, LOOK_AFTER = "approve", "consent", "stand_in", "look_after"
#: What somebody can say at a stage → what people call it.
VOICES = {APPROVE: "承認", CONSENT: "合議", STAND_IN: "代決", LOOK_AFTER: "後閲"}
_REOPEN = "画面を開き直して、今の段を確かめてください。"


@dataclass(frozen=True)
class Voice:
    """What one person said at one stage."""

    #: Number of the request that began the round.
    round: int
    #: From 1.
    stage: int
    what: str
    digest: str
    by: int
    #: For whom a stand-in decided (代決), or whose 代決 was looked at (後閲).
    for_id: int | None = None


@dataclass(frozen=True)
class Place:
    """One stage in a round."""

    #: From 1.
    number: int
    stage: Stage
    #: Somebody may speak here now.
    is_open: bool
    #: What settled the stage, None until then.
    voice: Voice | None = None
    #: The 後閲 of a 代決.
    look: Voice | None = None

    @property
    def owed_by(self) -> int | None:
        """Return who has yet to look at a 代決; it holds nothing up and stays until it is done."""
        if self.voice is None or self.voice.what != STAND_IN or self.look is not None:
            return None
        return self.voice.for_id


@dataclass(frozen=True)
class Choice:
    """What one person may say now."""

    stage: int
    what: str
    #: Those for whom a stand-in may decide, or whose 代決 is to be looked at.
    for_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Position:
    """A route with what was said on it."""

    route: Route
    places: tuple[Place, ...]

    @property
    def open(self) -> tuple[Place, ...]:
        """The stages whose turn it is."""
        return tuple(place for place in self.places if place.is_open)

    @property
    def is_decided(self) -> bool:
        """Whether every stage has spoken."""
        return all(place.voice for place in self.places)

    @property
    def owing(self) -> tuple[Place, ...]:
        """The stages with a 代決 that nobody looked at yet."""
        return tuple(place for place in self.places if place.owed_by is not None)

    def completes(self, stage: int) -> bool:
        """Whether a voice at this stage is the last that is missing."""
        return all(place.voice for place in self.places if place.number != stage)


def position(route: Route, voices: Iterable[Voice], round_id: int, digest: str) -> Position:
    """Return where a round stands. Only voices of this round and for this digest count."""
    counted = [v for v in voices if (v.round, v.digest) == (round_id, digest)]
    settled = {v.stage: v for v in counted if v.what != LOOK_AFTER}
    looks = {v.stage: v for v in counted if v.what == LOOK_AFTER}
    turn = set(_turn(route, set(settled)))
    return Position(
        route,
        tuple(
            Place(number, stage, number in turn, settled.get(number), looks.get(number))
            for number, stage in enumerate(route.stages, 1)
        ),
    )


#: Who may look at a 代決 besides the one it was decided for, by number of the stage.
Heirs = Mapping[int, frozenset[int]]
_NOBODY: Heirs = {}


def choices(
    where: Position, account: int, barred: frozenset[int], heirs: Heirs = _NOBODY
) -> Iterator[Choice]:
    """Yield what a person may say now; `barred` wrote the draft and decide nowhere.

    後閲 is open to them too: it looks at what another decided. `heirs` may do it where the one it
    was decided for has left.
    """
    for place in where.places:
        may_look = account == place.owed_by or account in heirs.get(place.number, ())
        if may_look and place.owed_by is not None and place.voice is not None:
            yield Choice(place.number, LOOK_AFTER, (place.voice.by,))
    if account in barred:
        return
    for place in where.open:
        if account in place.stage.people:
            yield Choice(place.number, CONSENT if place.stage.kind == CONSULT else APPROVE)
        elif account in place.stage.stand_ins:
            yield Choice(place.number, STAND_IN, place.stage.people)


def refuse(
    where: Position, account: int, barred: frozenset[int], said: Voice, heirs: Heirs = _NOBODY
) -> None:
    """Raise NotAllowed or InputRefused where a person may not say this now."""
    if not 1 <= said.stage <= len(where.places) or said.what not in VOICES:
        raise InputRefused("その段はこの経路にありません", hint=_REOPEN)
    place = where.places[said.stage - 1]
    open_to = {(c.stage, c.what): c.for_ids for c in choices(where, account, barred, heirs)}
    for_ids = open_to.get((said.stage, said.what))
    if for_ids is None:
        raise _not_here(place, account, barred, said.what)
    if for_ids and said.for_id not in for_ids:
        hint = "一人を選んでください。"
        raise InputRefused("だれに代わるかが選ばれていません", where=place.stage.title, hint=hint)


def may_send_back(where: Position, actor: Actor) -> bool:
    """Return whether a person may send a request back: who stands at an open stage, or publishes.

    Who wrote it and stands at the stage may: that decides nothing in favour of the text.
    """
    seats = (
        person for place in where.open for person in (*place.stage.people, *place.stage.stand_ins)
    )
    return actor.has(Role.PUBLISHER) or actor.id in seats


def _not_here(place: Place, account: int, barred: frozenset[int], what: str) -> NotAllowed:
    """Return the refusal that says why."""
    title, stage = place.stage.title, place.stage
    if what == LOOK_AFTER:
        return NotAllowed("あなたが後閲する代決はありません", where=title, hint=_REOPEN)
    if place.voice is not None:
        return NotAllowed("この段は済んでいます", where=title, hint=_REOPEN)
    if not place.is_open:
        return NotAllowed("まだこの段の番ではありません", where=title, hint=_REOPEN)
    if account in barred and account in (*stage.people, *stage.stand_ins):
        hint = "この段のほかの人か、外部の決裁の記録によってください。"
        return NotAllowed(
            "自分が書いた評価書を自分で承認することはできません", where=title, hint=hint
        )
    return NotAllowed("この段の承認はあなたに割り当てられていません", where=title, hint=_REOPEN)


def _turn(route: Route, done: set[int]) -> Iterator[int]:
    """Yield the stages whose turn it is: the first that is left and, of 合議, its neighbours."""
    is_consulting = False
    for number, stage in enumerate(route.stages, 1):
        if is_consulting and stage.kind != CONSULT:
            return
        if number in done:
            continue
        yield number
        if stage.kind != CONSULT:
            return
        is_consulting = True
