"""An office of みほん市: its people by name, each at a browser of their own."""

import pytest

from pia.approval.roles import Role
from pia.operations import rendering
from tests.web.approving import FEW, city_of
from tests.web.flows.person import Person

#: Who does what in the office.
STAFF = {
    Role.ADMINISTRATOR: "伊藤 裕子",
    Role.EDITOR: "田中 健一",
    Role.APPROVER: "鈴木 恵子",
    Role.PUBLISHER: "高橋 直樹",
    Role.VIEWER: "渡辺 誠",
}


@pytest.fixture
def city(store, add, clock, tmp_path, monkeypatch):
    """A city with a published 評価書, and its staff."""
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    city = city_of(store, add, clock, tmp_path)
    with store.writing() as work:
        for role, name in STAFF.items():
            work.users.change(city.people[role].id, display_name=name)
    return city


@pytest.fixture
def left_alone(city, store):
    """Leave the office to one person: nobody else works there any more."""

    def left_alone(user):
        with store.writing() as work:
            for role in (Role.EDITOR, Role.APPROVER, Role.PUBLISHER):
                work.users.change(city.people[role].id, is_active=False)
        city.people = dict.fromkeys(Role, user)

    return left_alone


@pytest.fixture
def people(live, browser, axe, store):
    """Let somebody sit down at a browser: `people("田中 健一", Role.EDITOR)`.

    At the end no page of theirs has reported an error.
    """
    made = []

    def person(name="市民", *roles, script=True):
        one = Person(browser, live.address, axe, name, script=script)
        made.append(one)
        if roles:
            known = next((u for u in _users(store) if u.display_name == name), None)
            account = known.name if known else f"shokuin{len(made)}"
            one.user = live.sign_in(one.page, *roles, name=account)
            if known is None:
                _call(store, one.user, name)
        return one

    yield person
    for one in made:
        one.context.close()
        assert not one.problems


def _users(store):
    with store.reading() as work:
        return work.users.all()


def _call(store, user, name):
    with store.writing() as work:
        work.users.change(user.id, display_name=name)
