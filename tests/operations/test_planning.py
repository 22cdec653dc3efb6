"""The plan of a draft: its day, its kind, and why."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed
from pia.operations import planning

DAY = date(2025, 5, 1)
WHY = "組織改正により、課の名称が変わったため。"


def planned(city, draft, *said):
    return planning.plan(city.act(Role.EDITOR), draft.id, *said)


def noted(city):
    with city.store.reading() as work:
        return [entry.action for entry in work.audit.entries()].count("draft-plan")


def test_the_plan_holds_a_day_and_a_kind(city):
    draft = planned(city, city.started(), DAY, "reassessment")
    assert (draft.planned_on, draft.kind) == (DAY, "reassessment")


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(city):
    with pytest.raises(InputRefused, match="新規・再実施・修正"):
        planned(city, city.started(), None, "大改訂")


def test_a_plan_that_says_what_is_planned_already_is_no_change(city):
    draft = city.started()
    first = planned(city, draft, DAY, "amendment", WHY)
    assert noted(city) == 1
    assert planned(city, draft, DAY, "amendment", f" {WHY}\n") == first
    assert planned(city, draft, DAY, "amendment") == first
    assert noted(city) == 1
    assert not planned(city, draft, DAY, "amendment", "").purpose
    assert noted(city) == 2


def test_a_day_before_the_edition_that_the_draft_follows_is_a_slip(city):
    with pytest.raises(
        InputRefused, match="もとにした版の公表日（令和5年11月6日）より前"
    ) as refused:
        planned(city, city.started(), date(2023, 11, 5), "amendment")
    assert refused.value.where == "令和5年11月5日"


def test_a_draft_with_a_day_that_is_over_cannot_be_asked_for(city):
    draft = city.planned(date(2025, 4, 3))
    city.later(days=2)
    assert city.review(draft.id).blockers == ()
    city.later(days=1)
    with pytest.raises(NotAllowed, match="公表予定日（令和7年4月3日）が過ぎています"):
        city.do(Role.EDITOR, draft.id, "request")


def test_a_day_that_is_over_once_it_was_asked_for_is_passed_with_a_reason(city):
    draft = city.planned(date(2025, 4, 3))
    city.do(Role.EDITOR, draft.id, "request")
    city.later(days=5)
    with pytest.raises(NotAllowed, match="過ぎています"):
        city.do(Role.APPROVER, draft.id, "approve")
    city.do(Role.APPROVER, draft.id, "approve", passed="本日公表するため")
    details = {"submitted_on": date(2025, 4, 6), "receipt": ""}
    city.do(Role.PUBLISHER, draft.id, "submit", details=details)
    assert city.published(draft.id, date(2025, 4, 6)).published_on == date(2025, 4, 6)


def blocking(city, draft):
    return {one.id for one in city.review(draft.id).blockers}


def test_an_edition_that_ends_the_assessment_says_so_in_its_title(city):
    draft = planned(city, city.planned(), DAY, "end")
    assert blocking(city, draft) == {"title-not-ended"}
    assert "task-goes-on" in [one.id for one in city.review(draft.id).findings]
    city.edited(draft.id, title="個人住民税の賦課に関する事務【令和7年3月31日　終了】")
    assert blocking(city, draft) == set()
    planned(city, draft, DAY, "amendment")
    assert blocking(city, draft) == {"kind-not-ended"}


def test_an_edition_after_the_end_is_asked_about(city):
    city.adopt(published_on="令和7年3月3日", title="賦課に関する事務【令和7年3月31日 終了】")
    draft = planned(city, city.planned(), DAY, "reassessment")
    [found] = city.review(draft.id).blockers
    assert (found.id, found.passable) == ("kind-not-ended", True)
    assert "終了した評価書" in found.message


def test_a_change_of_the_form_needs_another_form(city):
    draft = planned(city, city.planned(), DAY, "form-change")
    [found] = city.review(draft.id).blockers
    assert found.id == "form-unchanged"
    assert "[平成30年5月 様式3]" in found.message
