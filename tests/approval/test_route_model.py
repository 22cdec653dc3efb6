"""Every situation that a draft can come into, walked through act by act, with and without a route.

The model is what the operations do, made of the same pure functions: a digest that may change
behind a request (the city's way of writing its table), and everybody trying everything. Voices of
earlier rounds and for other digests are left out of the walk, which keeps it small; that they count
nothing is the one property stated before it.
"""

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.approval.position import (
    LOOK_AFTER,
    STAND_IN,
    VOICES,
    Choice,
    Voice,
    choices,
    may_send_back,
    position,
    refuse,
)
from pia.approval.states import APPROVING, CLOSED, step, workflow
from pia.errors import PiaError
from tests.approval.routes import DEPUTY, HEAD, NOBODY, PEOPLE, PUBLISHER, ROUTES, WRITER

#: Number of every request.
ROUND = 1
IN_ROUND = ("review", "approved", "submitted", "published")
DECIDED = ("approved", "submitted", "published")


@dataclass(frozen=True)
class Situation:
    """Where a draft is."""

    state: str = "draft"
    digest: str = "a"
    voices: frozenset[Voice] = frozenset()
    #: What was approved, by whom, and by which act.
    bound: str = ""
    by: int = 0
    act: str = ""


@cache
def at(route, here):
    digest = here.digest if here.state == "review" else here.bound
    return position(route, here.voices, ROUND, digest)


def barred(route):
    return frozenset() if route and route.one_person else frozenset({WRITER})


def stepped(route, here, actor, name):
    """The situation after a step of the table, or None where it is refused."""
    try:
        to = step(name, here.state, actor, barred(route), "理由").went_to
    except PiaError:
        return None
    there = replace(here, state=to)
    if name in APPROVING:
        is_alone = name == "record_approval" or route is None  # else the stages do it
        return replace(there, bound=here.digest, by=actor.id, act=name) if is_alone else None
    if name in ("submit", "publish"):
        return there if here.bound == here.digest else None
    if name == "send_back" and route and here.state == "review":
        there = there if may_send_back(at(route, here), actor) else None
    return there and Situation(there.state, there.digest)


def spoken(route, here, actor, choice, for_id):
    """The situation after somebody speaks, or None where it is refused."""
    where, kept_out = at(route, here), barred(route)
    digest = here.digest if here.state == "review" else here.bound
    said = Voice(ROUND, choice.stage, choice.what, digest, actor.id, for_id)
    try:
        if choice.what != LOOK_AFTER:
            step("approve", here.state, actor, kept_out)
        refuse(where, actor.id, kept_out, said)
    except PiaError:
        return None
    there = replace(here, voices=here.voices | {said})
    if choice.what != LOOK_AFTER and where.completes(choice.stage):
        to = step("approve", here.state, actor, kept_out).went_to
        return replace(there, state=to, bound=here.digest, by=actor.id, act="approve")
    return there


def next_ones(route, here):
    """Yield everything that can happen: who, what, the situation after."""
    for actor in PEOPLE.values():
        for name in workflow().actions:
            if name != "adopt" and (there := stepped(route, here, actor, name)):
                yield actor.id, name, there
        if route and here.state in IN_ROUND:
            for choice in choices(at(route, here), actor.id, barred(route)):
                for for_id in choice.for_ids or (None,):
                    if there := spoken(route, here, actor, choice, for_id):
                        yield actor.id, choice.what, there
    if here.state not in CLOSED:
        other = "b" if here.digest == "a" else "a"
        kept = frozenset() if here.state == "review" else here.voices
        yield None, "change", replace(here, digest=other, voices=kept)


@cache
def walked(name):
    """Every situation of a route, and what follows from each."""
    route = ROUTES[name] if name else None
    found, waiting = {}, [Situation()]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found[here] = tuple(next_ones(route, here))
            waiting += [there for _, _, there in found[here]]
    return found


def reaching(follows, goal):
    """The situations from which a goal can be reached."""
    before: dict[Situation, list[Situation]] = {}
    for here, nexts in follows.items():
        for _, _, there in nexts:
            before.setdefault(there, []).append(here)
    found, waiting = set(), [here for here in follows if goal(here)]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += before.get(here, [])
    return found


def named(*names):
    """A test for each route; None goes without one."""
    return pytest.mark.parametrize("name", names or (None, *ROUTES))


VOICE = st.builds(
    Voice,
    round=st.integers(1, 3),
    stage=st.integers(1, 3),
    what=st.sampled_from(sorted(VOICES)),
    digest=st.sampled_from("ab"),
    by=st.sampled_from(sorted(PEOPLE)),
    for_id=st.sampled_from((None, *PEOPLE)),
)


@given(st.lists(VOICE, max_size=8), st.sampled_from(sorted(ROUTES)))
def test_a_voice_of_another_round_or_for_another_digest_counts_nothing(voices, name):
    counted = [voice for voice in voices if (voice.round, voice.digest) == (2, "a")]
    assert position(ROUTES[name], voices, 2, "a") == position(ROUTES[name], counted, 2, "a")


@named(*ROUTES)
def test_nothing_is_approved_before_every_stage_spoke_for_the_same_digest(name):
    route = ROUTES[name]
    for here in walked(name):
        if here.state in DECIDED and here.act == "approve":
            deciding = {v.stage for v in here.voices if v.what != LOOK_AFTER}
            assert {v.digest for v in here.voices} == {here.bound}
            assert deciding == set(range(1, len(route.stages) + 1))


@named()
def test_who_wrote_never_decides_unless_the_route_says_so(name):
    lonely = bool(name) and ROUTES[name].one_person
    for here in walked(name):
        by = {v.by for v in here.voices if v.what != LOOK_AFTER} | {here.by}
        assert lonely or WRITER not in by


def test_in_an_office_of_one_the_same_person_asks_and_decides_in_two_acts():
    follows = walked("一人の村")
    approved = [s for s in follows if s.state == "approved" and s.by == WRITER]
    assert approved
    for here, nexts in follows.items():
        for _, what, there in nexts:
            assert there not in approved or here.state == "review" or what == "change"


@named()
def test_there_is_no_dead_end(name):
    follows = walked(name)
    for state in ("draft", "approved", "published"):
        able = reaching(follows, lambda here, state=state: here.state == state)
        stuck = {s for s in follows if s.state != "published"} - able
        assert not stuck


@named(*(n for n in ROUTES if n != "書いた人だけの段"))
def test_the_stages_alone_lead_to_the_approval(name):
    """Without 外部の決裁. Where only the writer sits at a stage, nothing else does."""
    follows = {
        here: tuple(n for n in nexts if n[1] != "record_approval")
        for here, nexts in walked(name).items()
    }
    approved = reaching(follows, lambda here: here.state == "approved")
    assert {s for s in follows if s.state == "review"} <= approved


@named(*ROUTES)
def test_a_proxy_decision_is_owed_a_look_until_it_was_looked_at_and_holds_nothing_up(name):
    route = ROUTES[name]
    for here, nexts in walked(name).items():
        if here.state not in IN_ROUND:
            continue
        where = at(route, here)
        proxies = {v.stage: v.for_id for v in here.voices if v.what == STAND_IN}
        seen = {v.stage for v in here.voices if v.what == LOOK_AFTER}
        owed = {place.number: place.owed_by for place in where.owing}
        assert owed == {n: who for n, who in proxies.items() if n not in seen}
        looks = {who for who, what, _ in nexts if what == LOOK_AFTER}
        assert looks == set(owed.values())
        if here.state == "submitted" and here.bound == here.digest:
            assert "publish" in {what for _, what, _ in nexts}


@named()
def test_what_was_approved_goes_on_only_as_it_was(name):
    for here, nexts in walked(name).items():
        assert bool(here.bound) == (here.state in DECIDED)
        if here.bound != here.digest:
            assert not {"submit", "publish"} & {what for _, what, _ in nexts}


@named(*ROUTES)
def test_a_stage_speaks_after_those_before_it(name):
    route = ROUTES[name]
    for here in walked(name):
        if here.state not in IN_ROUND:
            continue
        places = at(route, here).places
        for before, after in pairwise(places):
            side_by_side = before.stage.kind == after.stage.kind == "consult"
            assert side_by_side or before.voice or not after.voice
        opened = [place for place in places if place.is_open]
        assert all(place.voice is None for place in opened)
        assert len(opened) == 1 or all(place.stage.kind == "consult" for place in opened)
        assert bool(opened) != all(place.voice for place in places)


@named(*ROUTES)
def test_what_is_offered_is_what_is_taken_whatever_anybody_tries(name):
    """`choices` draws the buttons, `refuse` guards the act: they say the same."""
    route = ROUTES[name]
    for here in (s for s in walked(name) if s.state in IN_ROUND[:2] and s.digest == "a"):
        offered = {
            (actor, choice.stage, choice.what, for_id)
            for actor in PEOPLE
            for choice in choices(at(route, here), actor, barred(route))
            for for_id in choice.for_ids or (None,)
            if here.state == "review" or choice.what == LOOK_AFTER
        }
        for number, what in product(range(len(route.stages) + 2), VOICES):
            for actor, for_id in product(PEOPLE, (None, DEPUTY, HEAD, NOBODY)):
                taken = spoken(route, here, PEOPLE[actor], Choice(number, what), for_id)
                said = (actor, number, what, for_id if what in (STAND_IN, LOOK_AFTER) else None)
                assert bool(taken) == (said in offered)


@named(*ROUTES)
def test_whoever_may_speak_at_the_stage_may_send_back_and_those_elsewhere_not(name):
    route = ROUTES[name]
    for here, nexts in walked(name).items():
        if here.state == "review":
            seats = {
                who
                for place in at(route, here).open
                for who in (*place.stage.people, *place.stage.stand_ins)
            }
            senders = {who for who, what, _ in nexts if what == "send_back"}
            assert senders == seats | {PUBLISHER}
