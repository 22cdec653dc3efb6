"""Editions, 読取りの補完, issues with their bytes, and files handed in."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import event

from pia.assessment import document_digest
from pia.store.attachments import NewAttachment
from pia.store.records import RenderedFile
from tests.builders import assessment
from tests.store.builders import AT, DAY, LATER, city, dossier, draft, edition

UNREAD = {"unknown": "unreadable", "raw": "□"}


@pytest.fixture
def here(store):
    with store.writing() as work:
        return city(work)


@pytest.fixture
def one(store, here):
    with store.writing() as work:
        return dossier(work, here)


def test_editions_are_numbered_as_they_come_and_listed_by_their_day(store, here, one):
    days = {
        "approved_on": date(2026, 3, 20),
        "submitted_on": date(2026, 3, 25),
        "receipt": "受付1号",
    }
    with store.writing() as work:
        begun = draft(work, here, one)
        new = edition(work, here, one, DAY, draft_id=begun.id, origin="made", **days)
        old = edition(work, here, one, date(2020, 1, 1))
        other = edition(work, here, dossier(work, here, "2"))
    assert (new.number, old.number, other.number) == (1, 2, 1)
    with store.reading() as work:
        assert work.editions.of(one.id) == (new, old)
        assert work.editions.of_draft(begun.id) == new
        assert work.editions.of_draft(begun.id + 1) is None
        kept = work.editions.get(new.id)
    assert kept == new
    assert (kept.approved_on, kept.submitted_on) == (days["approved_on"], days["submitted_on"])
    assert (kept.receipt, kept.draft_id, kept.origin) == ("受付1号", begun.id, "made")
    assert kept.digest == document_digest(kept.document)


def test_a_completed_reading_leaves_what_was_published(store, here, one):
    document = replace(whole := assessment(), answers=whole.answers | {"department": UNREAD})
    ops = [{"op": "set", "at": "department", "old": UNREAD, "new": "市民課"}]
    with store.writing() as work:
        adopted = edition(work, here, one, document=document)
        work.editions.complete(adopted, "outline", [], by=here.user, at=AT)
        work.editions.complete(adopted, "department", ops, by=here.user, at=LATER)
    with store.reading() as work:
        read = work.editions.get(adopted.id)
        confirmed, corrected = work.editions.completions(adopted.id)
    assert (read.document, read.digest) == (document, adopted.digest)
    assert read.reading == assessment(department="市民課")
    assert adopted.reading == document
    assert (confirmed.sequence, confirmed.ops) == (1, [])
    assert (corrected.path, corrected.ops, corrected.made_at) == ("department", ops, LATER)


def test_the_report_of_an_import_is_kept_with_its_edition(store, here, one):
    with store.writing() as work:
        adopted, made = edition(work, here, one), edition(work, here, one)
        work.editions.keep_report(adopted.id, {"sure": 40, "left_over": ["（別紙）"]})
    with store.reading() as work:
        assert work.editions.report(adopted.id) == {"sure": 40, "left_over": ["（別紙）"]}
        assert work.editions.report(made.id) is None


FILES = (
    RenderedFile("whole", "pdf", "評価書.pdf", "application/pdf", b"%PDF\x00\xff whole"),
    RenderedFile("public", "pdf", "評価書.pdf", "application/pdf", b"%PDF public"),
)


def _issue(work, here, files=FILES, day=DAY, **more):
    usual = {"draft_id": None, "stamped_on": day, "reason": "公表", "by": here.user, "at": AT}
    return work.issues.add(files, **(usual | more))


def test_the_bytes_of_an_issue_come_back_with_their_hash(store, here):
    with store.writing() as work:
        issue = _issue(work, here)
    with store.reading() as work:
        assert work.issues.get(issue.id) == issue
        for file, kept in zip(FILES, issue.renderings, strict=True):
            assert work.issues.rendering(kept.id) == kept
            assert work.issues.data(kept.id) == file.data
            assert (kept.sha256, kept.size) == (sha256(file.data).hexdigest(), len(file.data))


def test_an_edition_is_public_with_its_newest_issue(store, here, one):
    with store.writing() as work:
        kept = edition(work, here, one)
        first, second = _issue(work, here), _issue(work, here, reason="再発行")
        assert work.issues.publish(kept.id, first.id) == 1
        assert work.issues.publish(kept.id, second.id) == 2
    with store.reading() as work:
        assert work.issues.of_edition(kept.id) == (second, first)
        assert work.issues.count_issued() == 2


def test_what_a_draft_was_rendered_to_is_found_by_its_day(store, here, one):
    with store.writing() as work:
        begun = draft(work, here, one)
        _issue(work, here, draft_id=begun.id)
        again = _issue(work, here, draft_id=begun.id)
        later = _issue(work, here, draft_id=begun.id, day=date(2026, 4, 3))
    with store.reading() as work:
        assert work.issues.of_draft(begun.id, DAY) == again
        assert work.issues.of_draft(begun.id, date(2026, 4, 2)) is None
        assert work.issues.all_of_draft(begun.id)[:2] == (later, again)


def test_a_file_handed_in_comes_back_as_it_was(store, here, one):
    basic = NewAttachment(
        dossier_id=one.id,
        role="basic",
        file_name="基礎項目評価書.pdf",
        media_type="application/pdf",
        data=b"%PDF\x00 basic",
        conducted_on=date(2026, 2, 1),
        published_on=DAY,
    )
    with store.writing() as work:
        first = work.attachments.add(basic, by=here.user, at=AT)
        begun = draft(work, here, one)
        approval = NewAttachment(one.id, "approval", "決裁.pdf", "application/pdf", b"1", begun.id)
        second = work.attachments.add(approval, by=here.user, at=LATER)
    with store.reading() as work:
        assert work.attachments.of(one.id) == (second, first)
        assert work.attachments.get(first.id) == first
        assert work.attachments.data(first.id) == basic.data
    assert first.sha256 == sha256(basic.data).hexdigest()
    assert (first.conducted_on, first.published_on) == (date(2026, 2, 1), DAY)
    assert second.draft_id == begun.id


def test_lists_of_files_load_no_bytes(store, here, one):
    with store.writing() as work:
        given = NewAttachment(one.id, "source", "原本.pdf", "application/pdf", b"%PDF")
        attached = work.attachments.add(given, by=here.user, at=AT)
        issue = _issue(work, here)
    said = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with store.reading() as work:
        work.attachments.of(one.id)
        work.attachments.get(attached.id)
        work.issues.get(issue.id)
        work.issues.rendering(issue.renderings[0].id)
    assert said
    assert not [statement for statement in said if ".data" in statement]
