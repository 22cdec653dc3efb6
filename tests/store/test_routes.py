"""Routes of approval in the store, and what was said at their stages."""

import pytest
from sqlalchemy.exc import IntegrityError

from pia.errors import PathNotFound, PiaError
from pia.store.drafts import NewStep
from pia.store.records import NewEndorsement
from tests.store.builders import AT, LATER, city, dossier, draft

ROUTE = {"stages": [{"title": "課長", "people": [1]}]}
DIGEST = "a" * 64


@pytest.fixture
def here(store):
    with store.writing() as work:
        return city(work)


def asked(work, here):
    """A draft with a request on a route: numbers of draft, request and route."""
    begun = draft(work, here, dossier(work, here))
    route = work.routes.add(here.organisation, ROUTE, by=here.user, at=AT)
    work.drafts.step(begun, NewStep("request", "review", "", "", {}), by=here.user, at=AT)
    return begun.id, work.drafts.steps(begun.id)[-1].id, route


def test_an_office_without_a_route_has_none(store, here):
    with store.reading() as work:
        assert work.routes.of(here.organisation) is None
        assert work.routes.all_of(here.organisation) == ()
        with pytest.raises(PathNotFound, match="承認の経路"):
            work.routes.get(1)


def test_the_newest_route_counts_and_the_earlier_ones_stay(store, here):
    with store.writing() as work:
        first = work.routes.add(here.organisation, ROUTE, by=here.user, at=AT)
        second = work.routes.add(here.organisation, {"stages": []}, by=here.user, at=LATER)
    with store.reading() as work:
        assert work.routes.of(here.organisation).id == second
        newest, oldest = work.routes.all_of(here.organisation)
        assert (newest.id, newest.made_at, newest.by) == (second, LATER, "佐藤 花子")
        assert (oldest.id, oldest.definition) == (first, ROUTE)
        assert work.routes.get(first) == oldest


def test_what_was_said_comes_back_in_its_order_with_who_and_when(store, here):
    with store.writing() as work:
        draft_id, request, route = asked(work, here)
        proxy = NewEndorsement(request, route, 1, "stand_in", DIGEST, "出張", "理由", here.user)
        look = NewEndorsement(request, route, 1, "look_after", DIGEST, for_id=here.user)
        for said in (proxy, look):
            work.routes.endorse(draft_id, said, by=here.user, at=AT)
    with store.reading() as work:
        kept = work.routes.endorsements(draft_id)
        assert [one.said for one in kept] == [proxy, look]
        assert {(one.by, one.made_at, one.draft_id) for one in kept} == {
            ("佐藤 花子", AT, draft_id)
        }


@pytest.mark.parametrize(
    "wrong", [{"what": "burn"}, {"digest": "short"}, {"stage": 0}, {"route_id": 99}]
)
def test_what_cannot_have_been_said_is_refused_by_the_database_itself(store, here, wrong):
    with store.writing() as work:
        draft_id, request, route = asked(work, here)
    usual = {"request_id": request, "route_id": route, "stage": 1, "what": "approve"}
    said = NewEndorsement(**(usual | {"digest": DIGEST} | wrong))
    with pytest.raises((PiaError, IntegrityError)), store.writing() as work:
        work.routes.endorse(draft_id, said, by=here.user, at=AT)
    with store.reading() as work:
        assert not work.routes.endorsements(draft_id)
