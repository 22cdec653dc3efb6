"""On a route of approval the next stage is told, in the application and by mail; 後閲 stays told."""

from dataclasses import replace

import pytest

from pia.approval.position import APPROVE, CONSENT, LOOK_AFTER, STAND_IN
from pia.approval.roles import Role
from pia.operations.endorsing import Said, endorse
from pia.operations.letters import MailLetters
from pia.operations.notice import Subject
from pia.operations.notices import my_notices, see
from tests.operations.city import BEGINNING
from tests.operations.test_routes import NAMES, by, two_stages


@pytest.fixture
def seats(city):
    """係長, 課長 and 合議 with their addresses."""
    with city.store.writing() as work:
        add, change = work.users.add, work.users.change
        made = {
            name: add(name, shown, "$", [Role.APPROVER], one_time=False, at=BEGINNING)
            for name, shown in NAMES.items()
        }
        return {
            name: change(user.id, email=f"{name}@city.example.jp") for name, user in made.items()
        }


@pytest.fixture
def asked(city, seats):
    two_stages(city, seats)
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    return draft


def say(city, user, draft_id, stage, what):
    city.later(hours=1)
    act = replace(by(city, user), letters=MailLetters())
    return endorse(act, draft_id, Said(stage, what, city.review(draft_id).digest))


def told(city, user):
    return [(one.subject, one.since) for one in my_notices(city.store, user.actor, city.at).notices]


def letters(city):
    with city.store.reading() as work:
        return [(one.address.partition("@")[0], one.subject) for one in work.notices.newest()]


def test_each_stage_is_told_when_its_turn_comes(city, seats, asked):
    assert told(city, seats["kacho"]) == told(city, seats["buai"]) == []
    assert told(city, seats["kakari"]) == [(Subject.TURN, city.at)]
    see(by(city, seats["buai"]))
    say(city, seats["kakari"], asked.id, 1, APPROVE)
    assert told(city, seats["kakari"]) == []
    assert told(city, seats["buai"]) == [(Subject.TURN, city.at)]
    mine = my_notices(city.store, seats["buai"].actor, city.at)
    assert (mine.new, mine.notices[0].detail) == (1, "情報政策課")
    assert letters(city)[0][0] == "buai"


def test_a_decision_for_somebody_stays_told_until_he_looked_at_it(city, seats, asked):
    say(city, seats["kakari"], asked.id, 1, APPROVE)
    say(city, seats["buai"], asked.id, 2, CONSENT)
    assert told(city, seats["kacho"]) == [(Subject.TURN, city.at)]
    say(city, seats["kakari"], asked.id, 3, STAND_IN)
    decided = city.at
    assert told(city, seats["kacho"]) == [(Subject.LOOK, decided)]
    assert (Subject.SUBMIT, decided) in told(city, city.people[Role.PUBLISHER])
    say(city, seats["kacho"], asked.id, 3, LOOK_AFTER)
    assert told(city, seats["kacho"]) == []
