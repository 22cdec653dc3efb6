"""The year ahead: planned changes with their latest days, and what falls due."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed, PathNotFound
from pia.operations import yearly
from pia.operations.desk import change_lead
from pia.operations.yearly import end_plan, ended_changes, plan_change, year_days
from tests.operations.city import TODAY, snapshot

MONDAY = date(2026, 1, 5)
FIRST, LAST = date(2025, 4, 1), date(2026, 3, 31)


def planned(city, title="標準準拠システムへの移行", detail="", day=MONDAY, role=Role.EDITOR):
    return plan_change(city.act(role), city.dossier.id, title, detail, day)


def days(city, first=FIRST, last=LAST):
    return [(one.kind, one.day) for one in year_days(city.store, first, last, TODAY)]


def test_a_planned_change_comes_with_the_latest_days_before_it(city):
    planned(city)
    friday = date(2025, 12, 26)  # 年末年始 and a weekend stand between
    assert days(city) == [
        (yearly.SUBMIT_BY, friday),
        (yearly.PUBLISH_BY, friday),
        (yearly.EFFECTIVE, MONDAY),
    ]


def test_a_city_may_want_days_between_submission_and_publication(city):
    planned(city)
    with city.store.reading() as work:
        [municipality] = work.ownership.municipalities()
    change_lead(city.act(Role.ADMINISTRATOR), municipality.id, 7)
    assert days(city)[0] == (yearly.SUBMIT_BY, date(2025, 12, 19))
    assert days(city)[1] == (yearly.PUBLISH_BY, date(2025, 12, 26))


def test_a_latest_day_before_the_year_begins_stands_in_the_year_before(city):
    planned(city, day=date(2026, 4, 1))
    assert [kind for kind, _ in days(city)] == [yearly.SUBMIT_BY, yearly.PUBLISH_BY]


def test_the_yearly_review_and_the_five_years_stand_in_their_year(city):
    assert (yearly.REVIEW, date(2024, 11, 6)) in days(city, date(2024, 4, 1), date(2025, 3, 31))
    assert (yearly.FIVE_YEARS, date(2028, 11, 6)) in days(city, date(2028, 4, 1), date(2029, 3, 31))


def test_the_planned_publication_of_an_open_draft_is_listed(city):
    draft = city.planned(date(2025, 6, 2))
    [found] = [one for one in year_days(city.store, FIRST, LAST, TODAY) if one.kind == "planned"]
    assert (found.day, found.draft_id) == (date(2025, 6, 2), draft.id)


def test_a_change_that_is_done_is_listed_as_ended_and_no_more_as_due(city):
    plan = planned(city)
    end_plan(city.act(Role.EDITOR), plan, "done", "第3版で公表")
    assert days(city) == []
    [ended] = ended_changes(city.store, FIRST, LAST)
    assert ended.plan.end is not None
    assert (ended.plan.end.what, ended.plan.end.by) == ("done", "見本 編集者")
    with city.store.reading() as work:
        assert [one.action for one in work.audit.entries(2)] == ["plan-end", "plan-add"]


def test_a_change_ends_once(city):
    plan = planned(city)
    end_plan(city.act(Role.EDITOR), plan, "dropped", "")
    with pytest.raises(NotAllowed, match="「取りやめた」と記録済み"):
        end_plan(city.act(Role.EDITOR), plan, "done", "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "　"}, "変更の内容がありません"),
        ({"title": "長" * 201}, "変更の内容が長すぎます"),
        ({"detail": "長" * 2_001}, "補足が長すぎます"),
        ({"detail": "\ud800"}, "壊れた文字"),
        ({"day": None}, "実施予定日がありません"),
        ({"day": date(1999, 1, 1)}, "より前です"),
        ({"day": date(2036, 1, 1)}, "10年より先です"),
    ],
)
def test_what_cannot_be_planned_is_refused(city, given, said):
    before = snapshot(city)
    with pytest.raises(InputRefused, match=said):
        planned(city, **given)
    assert snapshot(city) == before


def test_an_end_that_nobody_offered_is_refused(city):
    with pytest.raises(InputRefused, match="どう終わったか"):
        end_plan(city.act(Role.EDITOR), planned(city), "else", "")


def test_an_unknown_change_or_assessment_is_told(city):
    with pytest.raises(PathNotFound):
        end_plan(city.act(Role.EDITOR), 999, "done", "")
    with pytest.raises(PathNotFound):
        plan_change(city.act(Role.EDITOR), 999, "移行", "", MONDAY)


def test_only_an_editor_plans(city):
    with pytest.raises(NotAllowed):
        planned(city, role=Role.VIEWER)
