"""Notices of deadlines: planned changes, sheets that did not come back, overdue 見直し."""

from datetime import date, timedelta

import pytest

from pia.approval.roles import Role
from pia.operations.inquiries import NewInquiry, ask
from pia.operations.notice import Subject
from pia.operations.notices import my_notices
from pia.operations.portfolio import portfolio_lines
from pia.operations.yearly import end_plan, plan_change
from pia.operations.yearly_reviews import Looked, record
from tests.operations.city import TODAY, looked_over

EDITOR = Role.EDITOR
#: A Monday: the last open day before it is the Friday.
EFFECTIVE, FRIDAY = date(2025, 6, 30), date(2025, 6, 27)


def notices(city, subject, role=EDITOR):
    found = my_notices(city.store, city.people[role].actor, city.at).notices
    return [one for one in found if one.subject is subject]


@pytest.fixture
def plan(city):
    return plan_change(city.act(EDITOR), city.dossier.id, "クラウドへの移行", "", EFFECTIVE)


def go_to(city, day):
    city.later(days=(day - TODAY).days)


def test_the_last_day_before_a_planned_change_is_told_sixty_and_thirty_days_before(city, plan):
    go_to(city, FRIDAY - timedelta(days=61))
    assert notices(city, Subject.PLAN) == []
    city.later(days=1)
    [early] = notices(city, Subject.PLAN)
    assert early.detail == "クラウドへの移行：提出・公表の期限 令和7年6月27日"
    assert notices(city, Subject.PLAN, Role.VIEWER) == []
    city.later(days=30)
    [late] = notices(city, Subject.PLAN)
    assert late.since - early.since == timedelta(days=30)
    city.later(days=31)
    [past] = notices(city, Subject.PLAN)
    assert past.detail.endswith("（過ぎています）")


def test_a_planned_change_is_told_until_it_is_ended(city, plan):
    go_to(city, FRIDAY)
    end_plan(city.act(EDITOR), plan, "dropped", "")
    assert notices(city, Subject.PLAN) == []
    [line] = portfolio_lines(city.store, FRIDAY)
    assert line.plan_days == ()


def test_a_planned_change_is_told_until_its_rows_are_published(city, plan):
    draft = city.planned(TODAY, storage="データセンターに保管する。")
    city.judge(draft.id, None, effective_on=EFFECTIVE)
    city.submitted(draft.id)
    [line] = portfolio_lines(city.store, TODAY)
    assert line.plan_days == (("提出・公表", FRIDAY),)
    city.published(draft.id)
    [line] = portfolio_lines(city.store, TODAY)
    assert line.plan_days == ()
    go_to(city, FRIDAY)
    assert notices(city, Subject.PLAN) == []


def test_the_first_page_counts_the_day_of_a_planned_change_among_what_is_due(city, plan):
    looked_over(city)
    [line] = portfolio_lines(city.store, TODAY)
    assert line.due_days[0] == line.next_due == FRIDAY


def test_a_sheet_that_did_not_come_back_is_told_to_who_sent_it(city):
    draft = city.started()
    new = NewInquiry("年度の見直し", "", ("department",), None, TODAY + timedelta(days=7))
    ask(city.act(EDITOR), draft.id, new)
    city.later(days=7)
    assert notices(city, Subject.SHEET) == []
    city.later(days=1)
    [one] = notices(city, Subject.SHEET)
    assert one.draft_id == draft.id
    assert one.detail == "第1号「年度の見直し」：回答期限 令和7年4月8日"
    assert notices(city, Subject.SHEET, Role.APPROVER) == []


def test_overdue_reviews_are_one_notice_until_they_are_done(city):
    [one] = notices(city, Subject.REVIEWS)
    assert one.detail == "もっとも早い期日 令和6年11月6日（過ぎています）"
    looked_over(city)
    assert notices(city, Subject.REVIEWS) == []


def test_a_review_that_wants_a_change_is_told_until_a_draft_begins(city):
    said = Looked(date(2025, 3, 3), "to_change", "委託先が変わった")
    record(city.act(EDITOR), [city.dossier.id], said)
    [one] = notices(city, Subject.WANTED)
    assert one.detail == "見直し 令和7年3月3日：委託先が変わった"
    assert one.dossier_id == city.dossier.id
    city.started()
    assert notices(city, Subject.WANTED) == []
