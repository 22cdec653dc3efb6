"""A city with a draft in the application, and two who work on it."""

import pytest

from pia.approval.roles import Role
from tests.web.drafting import city_of


@pytest.fixture
def city(store, add, tmp_path):
    return city_of(store, add, tmp_path)


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


@pytest.fixture
def other(city, signed_in):
    return signed_in(Role.EDITOR, name="satou")
