"""What waits at open drafts, read alike from both databases."""

from dataclasses import replace

import pytest

from pia.revision.judging import Judgement
from pia.store.drafts import NewStep
from pia.store.records import NewEndorsement, NewProposal
from tests.store.builders import AT, LATER, city, dossier, draft, user

DIGEST = "a" * 64
JUDGED = Judgement("row", DIGEST, None, "", "", None, "佐藤 花子")


@pytest.fixture
def here(store):
    with store.writing() as work:
        return city(work)


@pytest.fixture
def opened(store, here):
    with store.writing() as work:
        return draft(work, here, dossier(work, here))


@pytest.fixture
def other(store):
    with store.writing() as work:
        return user(work, "suzuki").id


#: Act → where it leads.
LEADS = {"request": "review", "send_back": "draft", "withdraw": "withdrawn"}


def step(work, one, action, by, comment=""):
    """Take a step; the first is at AT, later ones after it."""
    now = work.drafts.get(one.id)
    at = LATER if work.drafts.steps(one.id) else AT
    new = NewStep(action, LEADS[action], DIGEST, comment, {})
    return work.drafts.step(now, new, by=by, at=at)


def read(store, what, *given):
    with store.reading() as work:
        return getattr(work.waiting, what)(*given)


def test_everybody_who_changed_judged_or_shaped_the_table_wrote(store, here, opened, other):
    assert read(store, "writers") == {opened.id: {here.user}}
    with store.writing() as work:
        third, fourth = user(work, "tanaka").id, user(work, "ito").id
        work.drafts.change(opened, opened.document, what="edit", ops=[], by=other, at=AT)
        work.drafts.judge(opened.id, JUDGED, by=third, at=AT)
        work.drafts.promote(opened.id, "storage#space", is_promoted=True, by=fourth, at=AT)
    assert read(store, "writers") == {opened.id: {here.user, other, third, fourth}}
    with store.writing() as work:
        step(work, opened, "withdraw", here.user)
    assert read(store, "writers") == {}


def test_a_draft_is_sent_back_until_somebody_asks_again(store, here, opened, other):
    with store.writing() as work:
        step(work, opened, "request", here.user)
    assert read(store, "sent_back") == ()
    with store.writing() as work:
        step(work, opened, "send_back", other, "名称が違います。")
    (one,) = read(store, "sent_back")
    assert (one.draft_id, one.reason, one.asked_by, one.at) == (
        *(opened.id, "名称が違います。"),
        *(here.user, LATER),
    )
    with store.writing() as work:
        step(work, opened, "request", here.user)
    assert read(store, "sent_back") == ()


def test_a_thread_waits_until_its_newest_mark_settles_it(store, here, opened, other):
    with store.writing() as work:
        said = work.comments.add(opened.id, "storage", "一", thread_id=None, by=other, at=AT)
        work.comments.add(opened.id, "storage", "二", thread_id=said, by=here.user, at=LATER)
    (thread,) = read(store, "threads")
    assert (thread.id, thread.path, thread.people) == (said, "storage", {other, here.user})
    assert (thread.body, thread.made_by, thread.made_at) == ("二", here.user, LATER)
    with store.writing() as work:
        work.comments.mark(said, "resolved", "", by=other, at=LATER)
    assert read(store, "threads") == ()
    with store.writing() as work:
        work.comments.mark(said, "reopened", "", by=other, at=LATER)
    assert len(read(store, "threads")) == 1


def test_answers_wait_until_each_is_decided(store, here, opened):
    by = {"by": here.user, "at": AT}
    with store.writing() as work:
        sheet = work.inquiries.add(
            *(opened.id, ["storage"]),
            title="照会",
            note="",
            sequence=0,
            division_id=None,
            due_on=None,
            **by,
        )
        said = NewProposal("storage", "", "書庫", "", "")
        first = work.inquiries.propose(sheet, said, **by)
        second = work.inquiries.propose(sheet, said, by=here.user, at=LATER)
    (one,) = read(store, "answers")
    assert (one.draft_id, one.title, one.asked_by) == (opened.id, "照会", here.user)
    assert (one.count, one.at) == (2, LATER)
    with store.writing() as work:
        work.inquiries.decide(first, "", is_accepted=True, **by)
    assert [one.count for one in read(store, "answers")] == [1]
    with store.writing() as work:
        work.inquiries.decide(second, "今のままでよい", is_accepted=False, **by)
    assert read(store, "answers") == ()


def test_a_draft_waits_since_its_newest_step_or_voice(store, here, opened, other):
    assert read(store, "since") == {}
    with store.writing() as work:
        asked = step(work, opened, "request", here.user)
        request = work.drafts.steps(asked.id)[-1].id
        route = work.routes.add(here.organisation, {"stages": []}, by=here.user, at=AT)
        said = NewEndorsement(request, route, 1, "stand_in", DIGEST, for_id=here.user)
    assert read(store, "since") == {opened.id: AT}
    with store.writing() as work:
        work.routes.endorse(opened.id, said, by=other, at=LATER)
    assert read(store, "since") == {opened.id: LATER}
    assert read(store, "stood_in_for", here.user) == {opened.id: LATER}
    assert read(store, "stood_in_for", other) == {}
    looked = replace(said, what="look_after", for_id=other)
    with store.writing() as work:
        work.routes.endorse(opened.id, replace(looked, stage=2), by=here.user, at=LATER)
    assert read(store, "stood_in_for", here.user) == {opened.id: LATER}
    with store.writing() as work:
        work.routes.endorse(opened.id, looked, by=here.user, at=LATER)
    assert read(store, "stood_in_for", here.user) == {}
