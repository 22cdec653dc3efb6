"""A small city for each test, copied from one that is prepared once."""

import shutil

import pytest

from pia.operations import rendering
from tests.operations.city import City, people
from tests.stores import opened, sqlite_store


@pytest.fixture(scope="session")
def prepared_city(tmp_path_factory):
    """A file with the city as it begins, and what it holds."""
    folder = tmp_path_factory.mktemp("city")
    store = sqlite_store(folder / "pia.sqlite")
    city = City(store, people(store), folder / "site")
    city.open()
    store.close()
    return city, folder / "pia.sqlite"


@pytest.fixture
def every_format():
    """Ask for this to have PDF and Word rendered too."""


@pytest.fixture(autouse=True)
def _few_formats(request, monkeypatch):
    """Leave out what takes long to render."""
    if "every_format" not in request.fixturenames:
        monkeypatch.setattr(rendering, "RENDERED", ("html", "csv", "json"))


@pytest.fixture
def city(prepared_city, tmp_path):
    """The city with a store and a website of its own."""
    given, file = prepared_city
    store = opened(shutil.copy(file, tmp_path / "pia.sqlite"))
    city = City(store, dict(given.people), tmp_path / "site")
    city.dossier, city.edition = given.dossier, given.edition
    yield city
    store.close()
