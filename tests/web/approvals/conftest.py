"""A request on its way over a route, and those who stand at it."""

import pytest

from pia.approval.roles import Role
from pia.approval.route import CONSULT, Stage
from pia.operations import rendering
from tests.operations.city import TODAY
from tests.web.approving import FEW, city_of
from tests.web.on_route import set_to


@pytest.fixture
def city(store, add, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def seats(signed_in):
    """Clients of those who stand at the stages."""
    return {name: signed_in(Role.APPROVER, name=name) for name in ("kakari", "joho", "kacho")}


@pytest.fixture
def asked(city, seats):
    """A request on its way over 係長, 情報政策課 (合議) and 課長, for whom 係長 may stand in."""
    numbers = {name: client.user.id for name, client in seats.items()}
    set_to(
        city,
        Stage("係長", (numbers["kakari"],)),
        Stage("情報政策課", (numbers["joho"],), kind=CONSULT),
        Stage("課長", (numbers["kacho"],), (numbers["kakari"],)),
    )
    draft = city.planned(TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    return draft
