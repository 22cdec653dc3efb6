"""Notices: who is told what, since when, and until when."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from pia.approval.roles import Role
from pia.operations import answers, comments
from pia.operations.notice import Subject
from pia.operations.notice_facts import facts
from pia.operations.notices import my_notices, see
from pia.store.records import NewProposal
from tests.operations.city import TODAY, looked_over

EDITOR, APPROVER, PUBLISHER = Role.EDITOR, Role.APPROVER, Role.PUBLISHER


def told(city, role):
    mine = my_notices(city.store, city.people[role].actor, city.at)
    return [notice.subject for notice in mine.notices]


def notice(city, role):
    (one,) = my_notices(city.store, city.people[role].actor, city.at).notices
    return one


@pytest.fixture(autouse=True)
def _looked_over(city):
    """The edition was looked over, so that nobody is told of its 見直し."""
    looked_over(city)


@pytest.fixture
def draft(city):
    return city.planned(TODAY + timedelta(days=60))


def test_nobody_is_told_of_a_draft_at_work(city, draft):
    assert [told(city, role) for role in Role] == [[]] * len(Role)


def test_a_request_waits_for_the_approver_alone(city, draft):
    city.later(hours=2)
    city.do(EDITOR, draft.id, "request")
    one = notice(city, APPROVER)
    assert (one.subject, one.since, one.draft_id) == (Subject.TURN, city.at, draft.id)
    assert one.title == "3 個人住民税の賦課に関する事務"
    assert told(city, EDITOR) == told(city, PUBLISHER) == []


def test_who_wrote_is_not_asked_to_approve(city, draft):
    with city.store.writing() as work:
        work.users.give_roles(city.people[APPROVER].id, {EDITOR, APPROVER})
    city.people[APPROVER] = _again(city, APPROVER)
    city.edited(draft.id, APPROVER, department="税務部")
    city.do(EDITOR, draft.id, "request")
    assert told(city, APPROVER) == []


def test_a_draft_sent_back_waits_for_its_writers_with_the_reason(city, draft):
    city.do(EDITOR, draft.id, "request")
    city.do(APPROVER, draft.id, "send_back", comment="委託先の名称を確かめてください。")
    one = notice(city, EDITOR)
    assert (one.subject, one.detail) == (Subject.SENT_BACK, "委託先の名称を確かめてください。")
    assert told(city, APPROVER) == []
    city.do(EDITOR, draft.id, "request")
    assert told(city, EDITOR) == []


def test_the_publisher_is_told_of_submission_then_of_publication(city, draft):
    city.approved(draft.id)
    assert told(city, PUBLISHER) == [Subject.SUBMIT]
    assert notice(city, PUBLISHER).detail == "公表予定日 令和7年5月31日"
    city.do(PUBLISHER, draft.id, "submit", details={"submitted_on": TODAY})
    assert told(city, PUBLISHER) == [Subject.PUBLISH]
    assert told(city, EDITOR) == told(city, APPROVER) == []


def test_a_comment_is_told_to_those_it_concerns_until_it_is_settled(city, draft):
    thread = comments.add(city.act(APPROVER), draft.id, "", "保管場所の記載は\n古くないですか。")
    one = notice(city, EDITOR)
    assert (one.subject, one.path) == (Subject.COMMENT, "")
    assert one.detail.endswith("：保管場所の記載は 古くないですか。")
    assert told(city, APPROVER) == told(city, PUBLISHER) == []
    city.later(hours=1)
    comments.answer(city.act(EDITOR), draft.id, thread, "直しました。")
    assert told(city, EDITOR) == []
    assert notice(city, APPROVER).since == city.at
    comments.resolve(city.act(APPROVER), draft.id, thread)
    assert told(city, APPROVER) == []
    comments.reopen(city.act(APPROVER), draft.id, thread)
    assert told(city, APPROVER) == [Subject.COMMENT]


def test_answers_of_a_division_wait_for_who_asked(city, draft):
    act = city.act(EDITOR)
    with city.store.writing() as work:
        sheet = work.inquiries.add(
            *(draft.id, ["department"]),
            title="部署の照会",
            note="",
            sequence=draft.sequence,
            division_id=None,
            due_on=None,
            **act.by,
        )
        said = NewProposal("department", "税務部市民税課", "税務部", "", "市民税課 見本")
        first = work.inquiries.propose(sheet, said, **act.by)
        work.inquiries.propose(sheet, said, **act.by)
    one = notice(city, EDITOR)
    assert (one.subject, one.detail) == (Subject.ANSWERS, "部署の照会（2件）")
    answers.decline(act, draft.id, first, "今のままでよいため")
    assert notice(city, EDITOR).detail == "部署の照会（1件）"
    assert told(city, APPROVER) == []


def test_a_planned_day_is_told_two_weeks_before_and_when_it_is_past(city):
    draft = city.planned(TODAY + timedelta(days=15))
    assert told(city, EDITOR) == []
    city.later(days=1)
    assert notice(city, EDITOR).detail == "公表予定日 令和7年4月16日"
    assert told(city, PUBLISHER) == []
    city.do(EDITOR, draft.id, "request")
    city.later(days=15)
    assert notice(city, EDITOR).detail == "公表予定日 令和7年4月16日（過ぎています）"
    assert told(city, EDITOR) == [Subject.DAY]


def test_what_was_read_is_new_no_more_and_stays_until_it_is_done(city, draft):
    city.do(EDITOR, draft.id, "request")
    mine = my_notices(city.store, city.people[APPROVER].actor, city.at)
    assert (mine.new, mine.seen_at) == (1, None)
    see(city.act(APPROVER))
    mine = my_notices(city.store, city.people[APPROVER].actor, city.at)
    assert (mine.new, len(mine.notices), mine.seen_at) == (0, 1, city.at)
    city.later(hours=1)
    comments.add(city.act(EDITOR), draft.id, "", "急ぎます。")
    assert my_notices(city.store, city.people[APPROVER].actor, city.at).new == 0
    city.do(EDITOR, draft.id, "recall")
    city.do(EDITOR, draft.id, "request")
    assert my_notices(city.store, city.people[APPROVER].actor, city.at).new == 1


def test_the_newest_stands_first(city, draft):
    comments.add(city.act(APPROVER), draft.id, "", "一つ目")
    city.later(hours=1)
    comments.add(city.act(APPROVER), draft.id, "", "二つ目")
    found = my_notices(city.store, city.people[EDITOR].actor, city.at).notices
    assert [one.detail[-3:] for one in found] == ["二つ目", "一つ目"]


def test_many_drafts_ask_the_store_no_more_than_one(city, draft, statements):
    actor = city.people[EDITOR].actor
    with city.store.reading() as work:
        facts(city.store, work, actor, city.at, TODAY)
    one = len(statements)
    for n in range(4):
        city.first(number=f"9{n}", task_name=f"第{n}号の事務")
    statements.clear()
    with city.store.reading() as work:
        lines = facts(city.store, work, actor, city.at, TODAY).lines
    assert len([line for line in lines if line.opened]) == 5
    assert len(statements) == one


@pytest.fixture
def statements(city):
    said = []
    event.listen(city.store.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    return said


def _again(city, role):
    with city.store.reading() as work:
        return work.users.get(city.people[role].id)
