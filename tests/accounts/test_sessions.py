"""Sessions of browsers: their token, their end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from pia.accounts import sessions
from pia.accounts.sessions import Lengths
from pia.accounts.users import switch_off
from pia.store.tables import SessionRow
from tests.accounts.conftest import AT

LENGTHS = Lengths()


@pytest.fixture
def opened(store, editor):
    return sessions.start(store, editor[0], {"csrf_token": "x"}, AT, LENGTHS)


def later(**span):
    return AT + timedelta(**span)


def kept(store):
    with store.reading() as work:
        return len(work.connection.exec(select(SessionRow)).all())


def test_the_store_knows_only_the_digest_of_a_token_of_256_bits(opened):
    assert len(opened.token) == 43
    assert opened.token not in repr(opened.session)
    assert len(opened.session.id) == 64


def test_a_token_finds_its_session_and_its_user(store, opened, editor):
    found = sessions.find(store, opened.token, later(hours=7))
    assert found == opened
    assert opened.user == editor[0]
    assert sessions.find(store, "x", AT) is None


def test_a_session_ends_eight_hours_after_the_last_request(store, opened):
    sessions.keep(store, opened.session, later(hours=7), LENGTHS)
    assert sessions.find(store, opened.token, later(hours=14, minutes=59))
    assert sessions.find(store, opened.token, later(hours=15)) is None


def test_a_session_ends_after_a_day_however_busy(store, opened):
    for hours in range(7, 24, 4):
        sessions.keep(store, opened.session, later(hours=hours), LENGTHS)
    assert sessions.find(store, opened.token, later(hours=23, minutes=59))
    assert sessions.find(store, opened.token, later(hours=24)) is None


def kept_data(store, opened):
    found = sessions.find(store, opened.token, AT)
    assert found is not None
    return found.session.data


def test_what_two_tabs_keep_at_the_same_time_is_both_kept(store, opened):
    one, other = (replace(opened.session, data=opened.session.data | {k: 1}) for k in "ab")
    sessions.keep(store, one, AT, LENGTHS, {"a"})
    sessions.keep(store, other, AT, LENGTHS, {"b"})
    sessions.keep(store, opened.session, AT, LENGTHS)
    assert kept_data(store, opened) == {"csrf_token": "x", "a": 1, "b": 1}
    sessions.keep(store, opened.session, AT, LENGTHS, {"a"})
    assert kept_data(store, opened) == {"csrf_token": "x", "b": 1}


def test_a_session_that_was_ended_is_not_brought_back_by_a_slow_request(store, opened, audited):
    sessions.end(store, opened, AT)
    sessions.keep(store, replace(opened.session, data={"late": 1}), AT, LENGTHS)
    assert sessions.find(store, opened.token, AT) is None
    assert audited()[0][0] == "sign-out"


def test_a_user_who_was_switched_off_is_out_at_once(store, boss, opened, editor):
    switch_off(store, editor[0].id, AT, boss)
    assert sessions.find(store, opened.token, AT) is None


def test_ended_sessions_are_swept_away_when_another_begins(store, opened):
    sessions.start(store, None, {}, later(hours=8), LENGTHS)
    assert kept(store) == 1


def test_two_sessions_never_share_a_token(store):
    tokens = {sessions.start(store, None, {}, AT, LENGTHS).token for _ in range(20)}
    assert len(tokens) == 20
