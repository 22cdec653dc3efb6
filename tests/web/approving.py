"""A city for the pages: its people are those of `add`, its clock is that of the application."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pia.approval.roles import Role
from pia.web.context import system_clock
from tests.operations.city import City
from tests.web.quick import begun

#: What is quick to render: `monkeypatch.setattr(rendering, "RENDERED", FEW)`.
FEW = ("html", "csv", "json")


@dataclass
class ServedCity(City):
    """A city in the store of the application under test."""

    clock: Callable[[], datetime] = system_clock

    def act(self, *roles):
        self.at = self.clock()
        return super().act(*roles)


def city_of(store, add, clock, home):
    """The city with a published 評価書."""
    city = ServedCity(store, {}, home / "site", clock=clock)
    given = begun(store, f"published at {clock()}", lambda: _opened(city, add))
    people, city.dossier, city.edition = given
    city.people = dict(people)
    return city


def _opened(city, add):
    city.people = {role: add(role) for role in Role}
    city.open()
    return city.people, city.dossier, city.edition
