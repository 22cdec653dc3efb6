"""An administrator, and the city they look after."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.operations import names, ownership
from pia.operations.act import Act, civil_day
from pia.revision.timing.names import Renaming
from tests.web.conftest import BEGINNING


@pytest.fixture
def boss(signed_in):
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def city(store, boss):
    """みほん市 with two 課 and a 事務."""
    act = Act(store, boss.user.actor, BEGINNING, civil_day(BEGINNING))
    city = ownership.add_municipality(act, "みほん市", "999997")
    mayor = ownership.add_organisation(act, city.id, "みほん市長")
    tax = ownership.add_division(act, city.id, "税務部市民税課", date(2015, 4, 1))
    ownership.add_division(act, city.id, "財務部市民税課", date(2025, 4, 1))
    ownership.add_task(act, mayor.id, tax.id, "個人住民税の賦課に関する事務")
    names.add(act, city.id, Renaming("place", "本庁舎", "市役所本館", None, "庁舎の改称"))
    return act
