"""団体, 課 and 事務 as they are kept: what is refused whichever door it comes through."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations import ownership
from pia.operations.handing_over import hand_over_due


@pytest.fixture
def boss(city):
    return city.act(Role.ADMINISTRATOR)


@pytest.fixture
def divisions(city, boss):
    """The 課 of the city's 事務, and another one."""
    with city.store.reading() as work:
        first = work.ownership.divisions()[0]
    return first, ownership.add_division(boss, first.municipality_id, "市民課", date(2025, 4, 1))


@pytest.mark.parametrize("code", ["131016", "01100-2", "０１２０４１", "999997", ""])
def test_a_code_with_its_check_digit_is_kept(boss, code):
    kept = ownership.change_municipality(boss, 1, "みほん市", code)
    assert len(kept.code) in {0, 6}


@pytest.mark.parametrize("code", ["131017", "1310160", "13101", "東京都"])
def test_a_code_without_its_check_digit_is_refused(boss, code):
    with pytest.raises(InputRefused, match="団体コード"):
        ownership.change_municipality(boss, 1, "みほん市", code)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.PUBLISHER, Role.VIEWER])
def test_only_administrators_keep_them(city, divisions, role):
    act = city.act(role)
    acts = (
        lambda: ownership.change_municipality(act, 1, "町", ""),
        lambda: ownership.change_contact(act, 1, "内線1"),
        lambda: ownership.end_division(act, 1, date(2025, 4, 1), ()),
        lambda: ownership.change_task(act, 1, 2, None),
    )
    for one in acts:
        with pytest.raises(NotAllowed):
            one()


def test_a_record_that_somebody_changed_first_is_left_alone(boss, divisions):
    first, _ = divisions
    seen = ownership.mark(first)
    ownership.change_contact(boss, first.id, "内線1203", seen)
    with pytest.raises(ChangedMeanwhile, match="ほかの人が先に変更しています"):
        ownership.change_contact(boss, first.id, "内線1204", seen)
    with pytest.raises(ChangedMeanwhile):
        ownership.end_division(boss, first.id, date(2025, 4, 1), (), seen)


def test_an_ended_division_takes_no_task_and_succeeds_nobody(city, boss, divisions):
    first, other = divisions
    ownership.end_division(boss, other.id, date(2025, 4, 1), ())
    with pytest.raises(InputRefused, match=r"廃止された課です（市民課 令和7年4月1日廃止）"):
        ownership.change_task(boss, 1, other.id, None)
    with pytest.raises(InputRefused, match="廃止された課です"):
        ownership.add_task(boss, 1, other.id, "転出入に関する事務")
    with pytest.raises(InputRefused, match="廃止された課です"):
        ownership.end_division(boss, first.id, date(2025, 5, 1), (other.id,))
    with city.store.reading() as work:
        assert work.ownership.division(first.id).ends_on is None


def test_the_tasks_go_to_the_successor_on_the_day_after_the_end_and_not_before(
    city, boss, divisions
):
    first, other = divisions

    def owner():
        with city.store.reading() as work:
            return work.ownership.task(1).division_id

    ownership.end_division(boss, first.id, date(2025, 4, 30), (other.id,))
    assert owner() == first.id
    city.later(days=29)
    assert (hand_over_due(city.store, city.at), owner()) == (0, first.id)
    city.later(days=1)
    assert (hand_over_due(city.store, city.at), owner()) == (1, other.id)
    assert hand_over_due(city.store, city.at) == 0
    with city.store.reading() as work:
        entry = work.audit.entries()[0]
    assert (entry.action, entry.user_id) == ("owner-hand-over", None)


def test_an_end_that_is_past_hands_over_at_once(city, boss, divisions):
    first, other = divisions
    ownership.end_division(boss, first.id, date(2025, 3, 31), (other.id,))
    with city.store.reading() as work:
        assert work.ownership.task(1).division_id == other.id


def test_the_tasks_of_a_split_division_stay_until_somebody_gives_them(city, boss, divisions):
    first, other = divisions
    third = ownership.add_division(boss, first.municipality_id, "納税課", date(2025, 4, 1))
    ownership.end_division(boss, first.id, date(2025, 4, 1), (other.id, third.id))
    with city.store.reading() as work:
        assert work.ownership.task(1).division_id == first.id
        assert work.ownership.division(first.id).successors == (other.id, third.id)


@pytest.mark.parametrize("name", ["", " 　", "課\x07", "課" * 201])
def test_a_name_that_cannot_be_kept_is_refused(boss, name):
    with pytest.raises(InputRefused):
        ownership.add_division(boss, 1, name, date(2025, 4, 1))
