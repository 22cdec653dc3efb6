"""The audit is a chain: whoever changes a row behind our back is found."""

import pytest

from pia.store.engine import for_writing
from pia.store.guards import guard, unguard
from pia.store.tables import METADATA
from tests.store.builders import AT, LATER, user

AUDIT = METADATA.tables["audit"]


@pytest.fixture
def kept(store):
    """Four entries."""
    with store.writing() as work:
        sato = user(work, "sato")
        for n, action in enumerate(("open", "save", "request", "approve")):
            details = {"sequence": n, "term": "髙﨑"}
            work.audit.add(
                action, "draft 1", at=AT, user_id=sato.id, actor=sato.name, details=details
            )
        return [entry.id for entry in reversed(work.audit.entries())]


def _tamper(store, statement):
    with for_writing(store.engine).begin() as connection:
        unguard(connection, ["audit"])
        connection.execute(statement)
        guard(connection, ["audit"])


def _broken(store):
    with store.reading() as work:
        return [entry.action for entry in work.audit.broken()]


def test_each_entry_binds_the_one_before(store, kept):
    with store.reading() as work:
        newest, *older = work.audit.entries()
    assert (newest.action, newest.actor, newest.at) == ("approve", "sato", AT)
    assert newest.details == {"sequence": 3, "term": "髙﨑"}
    assert [e.previous for e in (newest, *older)] == [*(e.digest for e in older), ""]
    assert _broken(store) == []


def test_entries_are_read_page_by_page(store, kept):
    with store.reading() as work:
        first = work.audit.entries(limit=3)
        rest = work.audit.entries(limit=3, before=first[-1].id)
    assert [entry.id for entry in (*first, *rest)] == list(reversed(kept))


@pytest.mark.parametrize(
    "column",
    [{"details": {"sequence": 9}}, {"actor": "suzuki"}, {"at": LATER}, {"user_id": None}],
    ids=lambda column: next(iter(column)),
)
def test_a_changed_entry_is_found(store, kept, column):
    _tamper(store, AUDIT.update().where(AUDIT.c.id == kept[1]).values(column))
    assert _broken(store) == ["save"]


def test_an_entry_whose_digest_was_mended_is_found_by_the_next(store, kept):
    change = {"action": "adopt", "digest": "0" * 64}
    _tamper(store, AUDIT.update().where(AUDIT.c.id == kept[1]).values(change))
    assert _broken(store) == ["adopt", "request"]


def test_a_removed_entry_is_found_by_the_next(store, kept):
    _tamper(store, AUDIT.delete().where(AUDIT.c.id == kept[1]))
    assert _broken(store) == ["request"]


def test_the_program_itself_acts_under_its_own_name(store):
    with store.writing() as work:
        work.audit.add("upgrade", "store", at=AT)
        (entry,) = work.audit.entries()
    assert (entry.actor, entry.user_id, entry.details, entry.previous) == ("pia", None, {}, "")
