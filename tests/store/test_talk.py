"""Comments, sheets for a 所管課 and answers: kept on both databases, never changed again."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pia.errors import PathNotFound, PiaError
from pia.store.records import NewProposal
from tests.store.builders import AT, LATER, city, dossier, draft


@pytest.fixture
def here(store):
    with store.writing() as work:
        return city(work)


@pytest.fixture
def number(store, here):
    with store.writing() as work:
        return draft(work, here, dossier(work, here)).id


def say(work, number, here, **more):
    usual = {"path": "department", "body": "確認してください。", "thread_id": None, "at": AT}
    return work.comments.add(number, **(usual | more), by=here.user)


def ask(work, number, here, paths=("department",)):
    return work.inquiries.add(
        number,
        paths,
        title="見直し",
        note="",
        sequence=0,
        division_id=here.division,
        due_on=date(2026, 4, 15),
        by=here.user,
        at=AT,
    )


def test_a_thread_comes_back_with_its_answers_in_the_order_they_were_given(store, here, number):
    with store.writing() as work:
        first = say(work, number, here)
        say(work, number, here, body="別の件です。", path="")
        say(work, number, here, body="はい。", thread_id=first, at=LATER)
    with store.reading() as work:
        one, other = work.comments.of(number)
    assert [said.body for said in one.comments] == ["確認してください。", "はい。"]
    assert (one.id, one.path, one.is_open) == (first, "department", True)
    assert (one.comments[1].made_at, one.comments[1].by) == (LATER, "佐藤 花子")
    assert other.path == ""


def test_the_newest_mark_of_a_thread_counts(store, here, number):
    with store.writing() as work:
        thread = say(work, number, here)
        work.comments.mark(thread, "resolved", "", by=here.user, at=AT)
        settled = work.comments.of(number)[0]
        work.comments.mark(thread, "reopened", "", by=here.user, at=LATER)
        opened = work.comments.of(number)[0]
    assert (settled.is_open, opened.is_open) == (False, True)
    assert [mark.what for mark in opened.marks] == ["resolved", "reopened"]


def test_a_sheet_keeps_the_order_of_its_items(store, here, number):
    with store.writing() as work:
        first = ask(work, number, here, ["b", "a"])
        second = ask(work, number, here)
    with store.reading() as work:
        newest, oldest = work.inquiries.of(number)
        assert work.inquiries.get(first) == oldest
    assert (oldest.paths, newest.id) == (("b", "a"), second)
    assert (oldest.due_on, oldest.by, oldest.made_at) == (date(2026, 4, 15), "佐藤 花子", AT)


@pytest.mark.parametrize(
    "value", ["税務部", "", None, {"checked": ["paper"], "detail": {"other": "郵送"}}]
)
def test_an_answer_comes_back_as_it_was_and_is_decided_once(store, here, number, value):
    said = NewProposal("department", "市民税課", value, "備考", "田中")
    with store.writing() as work:
        kept = work.inquiries.propose(ask(work, number, here), said, by=here.user, at=AT)
    with store.reading() as work:
        [waiting] = work.inquiries.proposals(number)
    assert (waiting.id, waiting.said, waiting.decision) == (kept, said, None)
    with store.writing() as work:
        work.inquiries.decide(kept, "理由", is_accepted=False, by=here.user, at=LATER)
    with store.reading() as work:
        [decided] = work.inquiries.proposals(number)
    assert (decided.decision.is_accepted, decided.decision.note) == (False, "理由")
    with pytest.raises((PiaError, DBAPIError)), store.writing() as work:
        work.inquiries.decide(kept, "", is_accepted=True, by=here.user, at=LATER)


def test_what_belongs_to_another_draft_is_not_given_out(store, here, number):
    with store.writing() as work:
        other = draft(work, here, dossier(work, here, "2")).id
        say(work, number, here)
        said = NewProposal("department", "", "", "", "")
        kept = work.inquiries.propose(ask(work, number, here), said, by=here.user, at=AT)
        work.inquiries.decide(kept, "", is_accepted=True, by=here.user, at=AT)
    with store.reading() as work:
        assert work.comments.of(other) == ()
        assert work.inquiries.of(other) == ()
        assert work.inquiries.proposals(other) == ()


def test_what_was_said_stays_as_it_was_said(store, here, number):
    with store.writing() as work:
        say(work, number, here)
    with pytest.raises(DBAPIError), store.engine.begin() as connection:
        connection.execute(text("UPDATE comment SET body = '別の言葉'"))
    with pytest.raises(DBAPIError), store.engine.begin() as connection:
        connection.execute(text("DELETE FROM comment"))


def test_what_does_not_exist_is_not_found(store):
    with store.reading() as work:
        with pytest.raises(PathNotFound, match="コメントが見つかりません"):
            work.comments.get(99)
        with pytest.raises(PathNotFound, match="照会が見つかりません"):
            work.inquiries.get(99)
