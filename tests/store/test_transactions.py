"""Many people at once: nobody's save is lost, nobody who reads waits, a crash leaves the old state."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from pia.errors import ChangedMeanwhile, UsageRefused
from pia.store.engine import open_engine
from pia.store.work import Store
from tests.store.builders import AT, city, dossier, draft
from tests.store.programs import heard, writing
from tests.stores import sqlite_store


@pytest.fixture
def begun(store):
    with store.writing() as work:
        here = city(work)
        return draft(work, here, dossier(work, here))


def test_four_programs_that_save_fifty_times_each_lose_nothing(store, begun):
    writers = [writing(store.engine, begun.id, 50) for _ in range(4)]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with store.reading() as work:
        assert work.drafts.get(begun.id).sequence == 200
        changes = work.drafts.changes(begun.id)
        assert [change.sequence for change in changes] == list(range(1, 201))
        assert [change.ops["seen"] for change in changes] == list(range(200))
        assert list(work.audit.broken()) == []


def test_a_program_killed_in_the_middle_of_a_write_leaves_the_old_state(store, begun):
    writer = writing(store.engine, begun.id, 5, stay=True)
    assert heard(writer, 6)[-1] == "in the middle"
    writer.kill()
    writer.communicate()
    with store.writing() as work:  # the lock is free
        now = work.drafts.get(begun.id)
        assert now.sequence == len(work.drafts.changes(begun.id)) == 5
        assert now.document.answers["department"] == "5課"
        assert len(work.audit.entries()) == 5
        assert list(work.audit.broken()) == []


def test_threads_share_a_store(store, begun):
    def save(number):
        with store.writing() as work:
            now = work.drafts.locked(begun.id)
            work.drafts.change(now, now.document, what="edit", ops=[], by=now.made_by, at=AT)
            work.audit.add("save", f"draft {number}", at=AT)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(40)))
    with store.reading() as work:
        assert work.drafts.get(begun.id).sequence == 40
        assert list(work.audit.broken()) == []


def test_a_reader_sees_one_state_and_does_not_wait_for_a_writer(store, begun):
    with store.reading() as reader:
        assert reader.drafts.get(begun.id).sequence == 0
        with store.writing() as writer:
            now = writer.drafts.locked(begun.id)
            writer.drafts.change(now, now.document, what="edit", ops=[], by=now.made_by, at=AT)
            with store.reading() as other:
                assert other.drafts.get(begun.id).sequence == 0
        assert reader.drafts.changes(begun.id) == ()
        reader.connection.expire_all()
        assert reader.drafts.get(begun.id).sequence == 0
    with store.reading() as reader:
        assert reader.drafts.get(begun.id).sequence == 1


def test_a_writer_waits_for_the_other_and_then_gives_up_with_a_sentence(store, begun):
    """Already its first look at the draft waits: what it sees stays so until it has saved."""
    hasty = Store(open_engine(store.engine.url.render_as_string(), patience_ms=50))

    def look():
        with hasty.writing() as work:
            return work.drafts.get(begun.id)

    with store.writing() as work:
        work.drafts.get(begun.id)
        with pytest.raises(ChangedMeanwhile, match="ほかの人の保存と重なりました"):
            look()
    assert look() == begun
    hasty.close()


def test_a_sqlite_file_is_set_to_lose_nothing(tmp_path):
    store = sqlite_store(tmp_path / "pia.sqlite")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    with store.engine.connect() as connection:
        for pragma, value in (wanted | {"recursive_triggers": 1}).items():
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    store.close()


@pytest.mark.parametrize("address", ["mysql://pia@localhost/pia", "sqlite://", "pia.sqlite", ""])
def test_an_address_of_no_usable_database_is_refused(address):
    with pytest.raises(UsageRefused, match="sqlite:///ファイル か postgresql://"):
        Store.at(address)
