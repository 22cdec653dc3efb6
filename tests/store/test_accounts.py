"""Users with their roles, and the sessions of their browsers."""

from datetime import timedelta

import pytest

from pia.approval.roles import Role
from pia.store.records import Session
from tests.store.builders import AT, LATER, user


def test_a_user_comes_back_with_every_role(store):
    with store.writing() as work:
        kept = user(work, "sato", Role.EDITOR, Role.PUBLISHER)
    with store.reading() as work:
        assert work.users.get(kept.id) == work.users.named("sato") == kept
        assert work.users.named("Sato") is None
        assert work.users.password_hash(kept.id) == "$argon2id$hash"
    assert kept.roles == {Role.EDITOR, Role.PUBLISHER}
    assert (kept.one_time, kept.is_active, kept.failures, kept.locked_until) == (
        True,
        True,
        0,
        None,
    )


def test_what_changes_of_a_user_is_kept(store):
    with store.writing() as work:
        kept = user(work, "sato")
        work.users.give_roles(kept.id, [Role.APPROVER, Role.APPROVER])
        work.users.change(kept.id, failures=3, locked_until=LATER, password_hash="new")  # noqa: S106 - no password
    with store.reading() as work:
        now = work.users.get(kept.id)
        assert (now.failures, now.locked_until, now.roles) == (3, LATER, {Role.APPROVER})
        assert work.users.password_hash(kept.id) == "new"
        assert work.users.all() == (now,)


@pytest.fixture
def sato(store):
    with store.writing() as work:
        return user(work, "sato").id


def _session(digest, user_id=None, ends_at=LATER, **data):
    return Session(digest, user_id, data, AT, AT, ends_at)


def test_a_session_is_kept_changed_and_ended(store, sato):
    with store.writing() as work:
        work.sessions.save(_session("a", csrf="x"))
    with store.writing() as work:
        assert work.sessions.find("a") == _session("a", csrf="x")
        work.sessions.save(_session("a", sato, csrf="y"))
    with store.writing() as work:
        assert work.sessions.find("a") == _session("a", sato, csrf="y")
        work.sessions.end("a")
    with store.reading() as work:
        assert work.sessions.find("a") is None


def test_a_session_that_is_saved_and_ended_at_once_is_gone(store):
    with store.writing() as work:
        work.sessions.save(_session("a"))
        work.sessions.end("a")
    with store.reading() as work:
        assert work.sessions.find("a") is None


def test_every_session_of_a_user_ends_at_once(store, sato):
    with store.writing() as work:
        other = user(work, "suzuki").id
        for digest, whose in {"a": sato, "b": sato, "c": other, "d": None}.items():
            work.sessions.save(_session(digest, whose))
        work.sessions.end_all_of(sato)
    with store.reading() as work:
        assert [d for d in "abcd" if work.sessions.find(d)] == ["c", "d"]


def test_sessions_that_have_ended_are_swept_away(store):
    with store.writing() as work:
        work.sessions.save(_session("over", ends_at=LATER))
        work.sessions.save(_session("open", ends_at=LATER + timedelta(seconds=1)))
        work.sessions.sweep(LATER)
    with store.reading() as work:
        assert work.sessions.find("over") is None
        assert work.sessions.find("open") is not None
