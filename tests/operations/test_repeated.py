"""A button pressed twice writes once; the same words later are said again."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.assessment.edit import add_thing
from pia.operations import comments, inquiries, yearly
from pia.operations.inquiries import NewInquiry
from pia.operations.repeated import add_once
from tests.builders import path_of

EDITOR = Role.EDITOR


def comment(city, role=EDITOR):
    return comments.add(city.act(role), 1, "", "保管場所の記載は古くないですか。")


def sheet(city):
    new = NewInquiry("年度の見直し", "", ("department",), None, None)
    return inquiries.ask(city.act(EDITOR), 1, new).id


def plan(city):
    day = date(2026, 1, 5)
    return yearly.plan_change(city.act(EDITOR), city.dossier.id, "クラウドへの移行", "", day)


def answer(city):
    thread = comment(city, Role.APPROVER)
    return comments.answer(city.act(EDITOR), 1, thread, "確かめます。")


@pytest.mark.parametrize("doing", [comment, sheet, plan, answer])
def test_the_same_a_moment_later_is_done_once(city, doing):
    city.started()
    first = doing(city)
    city.later(seconds=1)
    assert doing(city) == first
    city.later(minutes=1)
    assert doing(city) != first


def test_another_person_may_say_the_same(city):
    city.started()
    assert comment(city) != comment(city, Role.APPROVER)


def test_a_thing_is_added_once_from_one_page(city):
    draft, act = city.started(), city.act(EDITOR)
    the_list = path_of("storage").rpartition(".")[0] + ".outsourcing"

    def press(new_id, now, seen):
        ops = add_thing(city.now(draft.id).document, the_list, new_id)
        return add_once(act, draft.id, now, ops, seen=seen, reopen=False)

    _, first = press("one", 0, 0)
    saved, again = press("two", 1, 0)
    assert (again, saved.draft.sequence) == (first, 1)
    _, another = press("three", 1, 1)
    assert another != first
