"""A route of approval: what it says, what is wrong with one, and where a request stands on it."""

import json

import pytest

from pia.approval.position import (
    APPROVE,
    CONSENT,
    LOOK_AFTER,
    STAND_IN,
    Choice,
    Voice,
    choices,
    position,
    refuse,
)
from pia.approval.route import MOST_CHARACTERS, MOST_STAGES, Route, faults, read_route
from pia.errors import InputRefused, NotAllowed
from tests.approval.routes import (
    CHIEF,
    DEPUTY,
    HEAD,
    NOBODY,
    OTHER,
    ROUTES,
    WRITER,
    consult,
    stage,
)


def found(*stages, **given):
    return [(f.stage, f.field, f.message) for f in faults(Route(stages, **given))]


def said(number, what, by, for_id=None, digest="a"):
    return Voice(1, number, what, digest, by, for_id)


def at(name, *voices):
    return position(ROUTES[name], voices, 1, "a")


# --- what is kept -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_comes_back_as_it_was_kept(name):
    kept = json.loads(json.dumps(ROUTES[name].as_json()))
    assert read_route(kept) == ROUTES[name]
    assert not list(faults(ROUTES[name]))


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        {"stages": "課長"},
        {"stages": [{"title": 3}]},
        {"stages": [{"title": "課長", "people": ["5"]}]},
        {"stages": [{"title": "課長", "people": [True]}]},
        {"stages": [{"title": "課長", "colour": "red"}]},
        {"stages": [], "one_person": "yes"},
        {"stages": [], "more": 1},
    ],
)
def test_what_is_no_route_is_refused(given):
    with pytest.raises(InputRefused, match="承認の経路として読めません"):
        read_route(given)


@pytest.mark.parametrize(
    ("stages", "fault"),
    [
        ((), (0, "", "段がありません")),
        ((consult("総務課", OTHER),), (1, "kind", "最後の段が合議です")),
        ((stage(" ", HEAD),), (1, "title", "段の名前がありません")),
        ((stage("長" * (MOST_CHARACTERS + 1), HEAD),), (1, "title", "段の名前が長すぎます")),
        ((stage("課長"),), (1, "people", "承認する人がいません")),
        (
            (stage("課長", CHIEF), stage("課長", HEAD)),
            (2, "title", "同じ名前の段があります"),
        ),
        (
            (stage("係長", HEAD), stage("課長", HEAD)),
            (2, "people", "同じ人が二つの段にいます"),
        ),
        (
            (stage("課長", HEAD, stand_ins=[HEAD]),),
            (1, "stand_ins", "承認する人が代決する人にもなっています"),
        ),
        (
            tuple(stage(f"段{n}", n) for n in range(MOST_STAGES + 1)),
            (0, "", "段が多すぎます"),
        ),
    ],
)
def test_a_route_that_cannot_be_gone_says_which_stage_is_wrong(stages, fault):
    assert fault in found(*stages)


def test_an_office_of_one_gives_its_reason():
    assert found(stage("村長", WRITER), one_person=True, reason=" ") == [
        (0, "reason", "一人で処理する理由がありません")
    ]


# --- where a request stands ----------------------------------------------------------------------


def test_a_request_goes_from_stage_to_stage():
    where = at("係長と課長")
    assert [place.stage.title for place in where.open] == ["係長"]
    assert list(choices(where, CHIEF, frozenset())) == [Choice(1, APPROVE)]
    assert not list(choices(where, HEAD, frozenset()))
    where = at("係長と課長", said(1, APPROVE, CHIEF))
    assert [place.stage.title for place in where.open] == ["課長"]
    assert where.completes(2)
    assert not where.is_decided
    assert at("係長と課長", said(1, APPROVE, CHIEF), said(2, APPROVE, HEAD)).is_decided


def test_consultations_next_to_each_other_run_side_by_side_before_the_decision():
    where = at("合議ふたつ")
    assert [place.number for place in where.open] == [1, 2]
    assert [place.number for place in at("合議ふたつ", said(2, CONSENT, DEPUTY)).open] == [1]
    both = said(2, CONSENT, DEPUTY), said(1, CONSENT, OTHER)
    assert [place.number for place in at("合議ふたつ", *both).open] == [3]


def test_who_was_stood_in_for_looks_at_it_afterwards_though_the_way_goes_on():
    proxy = said(1, APPROVE, CHIEF), said(2, STAND_IN, DEPUTY, HEAD)
    where = at("課長に代決", *proxy)
    assert where.is_decided
    assert [(place.number, place.owed_by) for place in where.owing] == [(2, HEAD)]
    assert list(choices(where, HEAD, frozenset({HEAD}))) == [Choice(2, LOOK_AFTER, (DEPUTY,))]
    seen = at("課長に代決", *proxy, said(2, LOOK_AFTER, HEAD, DEPUTY))
    assert not seen.owing
    assert not list(choices(seen, HEAD, frozenset()))


@pytest.mark.parametrize(
    ("account", "voice", "error", "words"),
    [
        (HEAD, said(2, APPROVE, HEAD), NotAllowed, "番ではありません"),
        (NOBODY, said(1, APPROVE, NOBODY), NotAllowed, "割り当てられていません"),
        (CHIEF, said(1, CONSENT, CHIEF), NotAllowed, "割り当てられていません"),
        (CHIEF, said(9, APPROVE, CHIEF), InputRefused, "その段は"),
        (CHIEF, said(0, APPROVE, CHIEF), InputRefused, "その段は"),
        (CHIEF, said(1, "burn", CHIEF), InputRefused, "その段は"),
        (CHIEF, said(1, LOOK_AFTER, CHIEF), NotAllowed, "後閲する代決は"),
    ],
)
def test_whoever_may_not_speak_reads_why(account, voice, error, words):
    with pytest.raises(error, match=words):
        refuse(at("課長に代決"), account, frozenset(), voice)


def test_a_stage_that_spoke_does_not_speak_twice():
    with pytest.raises(NotAllowed, match="済んでいます"):
        refuse(
            at("係長と課長", said(1, APPROVE, CHIEF)), CHIEF, frozenset(), said(1, APPROVE, CHIEF)
        )


def test_who_wrote_reads_that_another_must_decide():
    with pytest.raises(NotAllowed, match="自分が書いた") as refused:
        refuse(at("書いた人も座る段"), WRITER, frozenset({WRITER}), said(1, APPROVE, WRITER))
    assert "外部の決裁" in refused.value.hint


def test_a_deputy_says_for_whom_where_there_are_two():
    where = at("二人の課長に代決")
    with pytest.raises(InputRefused, match="だれに代わるか"):
        refuse(where, DEPUTY, frozenset(), said(1, STAND_IN, DEPUTY))
    refuse(where, DEPUTY, frozenset(), said(1, STAND_IN, DEPUTY, CHIEF))
