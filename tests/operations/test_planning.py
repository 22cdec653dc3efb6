"""The plan of a draft: its day, its kind, and why."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import InputRefused
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
