"""見直し: recorded for many at once, for none where one cannot be."""

from datetime import date, timedelta

import pytest

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.operations.portfolio import portfolio_lines
from pia.operations.yearly_reviews import TO_CHANGE, UNCHANGED, Looked, lines_in, record, withdraw
from tests.operations.city import TODAY, snapshot


@pytest.fixture
def many(city):
    """The numbers of three 評価書 in public."""
    others = [city.adopt(number=number).dossier.id for number in ("8", "9")]
    return [city.dossier.id, *others]


def recorded(city, dossiers, day=TODAY, outcome=UNCHANGED, role=Role.EDITOR, **more):
    return record(city.act(role), dossiers, Looked(day, outcome, **more))


def line(city, dossier_id):
    with city.store.reading() as work:
        lines = lines_in(work, TODAY)
    return next(one for one in lines if one.line.dossier.id == dossier_id)


def test_many_are_recorded_at_once_with_who_and_when(city, many):
    assert recorded(city, many, note="記載のとおり運用している。").count == 3
    for number in many:
        found = line(city, number)
        assert found.newest.by == "見本 編集者"
        assert found.newest.reviewed_on == TODAY
        assert found.due == date(2026, 4, 1)
    with city.store.reading() as work:
        assert [one.action for one in work.audit.entries(3)] == ["review-record"] * 3


def test_nothing_is_recorded_where_one_was_looked_over_that_day_already(city, many):
    recorded(city, many[:1])
    before = snapshot(city)
    with pytest.raises(InputRefused, match="令和7年4月1日の見直しは記録済みです"):
        recorded(city, many)
    assert snapshot(city) == before
    assert line(city, many[1]).newest is None


def test_one_without_an_edition_in_public_is_refused(city):
    draft = city.first(number="7")
    with pytest.raises(NotAllowed, match="公表した版がない"):
        recorded(city, [draft.dossier_id])
    assert not line(city, draft.dossier_id).may_be_reviewed


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "見直した日がありません"),
        (TODAY + timedelta(days=1), "今日より後"),
        (date(2023, 11, 5), "公表日より前"),
    ],
)
def test_a_day_that_cannot_be_is_refused(city, day, said):
    with pytest.raises(InputRefused, match=said):
        recorded(city, [city.dossier.id], day)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"outcome": "else"}, "結果が選ばれていません"),
        ({"note": "長" * 1_001}, "メモが長すぎます"),
        ({"note": "\ud800"}, "壊れた文字"),
    ],
)
def test_what_cannot_be_kept_is_refused(city, given, said):
    with pytest.raises(InputRefused, match=said):
        recorded(city, [city.dossier.id], **given)


def test_none_chosen_is_told(city):
    with pytest.raises(InputRefused, match="選ばれていません"):
        recorded(city, [])


def test_an_unknown_one_is_told(city):
    with pytest.raises(PathNotFound):
        recorded(city, [city.dossier.id, 999])


def test_who_approves_does_not_look_over(city):
    with pytest.raises(NotAllowed):
        recorded(city, [city.dossier.id], role=Role.APPROVER)


def test_a_change_that_is_needed_begins_a_draft_where_nobody_is_at_work(city, many):
    open_already = city.started()
    found = recorded(city, many, outcome=TO_CHANGE, with_drafts=True)
    assert len(found.drafts) == 2
    assert open_already.id not in found.drafts
    assert city.now(found.drafts[0]).dossier_id == many[1]


def test_one_named_twice_is_recorded_once(city):
    assert recorded(city, [city.dossier.id] * 2).count == 1


def test_a_review_recorded_by_mistake_is_withdrawn_and_moves_the_day_back(city, many):
    before = line(city, many[0]).due
    recorded(city, many[:1])
    withdraw(city.act(Role.EDITOR), 1, "別の評価書の記録だったため")
    assert line(city, many[0]).due == before
    assert line(city, many[0]).newest is None
    with city.store.reading() as work:
        [kept] = work.planning.reviews()
        assert (kept.withdrawn.by, kept.withdrawn.reason) == (
            "見本 編集者",
            "別の評価書の記録だったため",
        )
        assert work.audit.entries(1)[0].action == "review-withdraw"
    assert recorded(city, many[:1]).count == 1  # of the same day, once more


def test_who_did_not_record_it_withdraws_nothing_but_an_administrator_may(city, many):
    recorded(city, many[:1])
    with pytest.raises(NotAllowed, match="記録した本人か管理者"):
        withdraw(city.act(Role.PUBLISHER), 1, "誤り")
    with pytest.raises(InputRefused, match="取り消す理由がありません"):
        withdraw(city.act(Role.EDITOR), 1, " ")
    withdraw(city.act(Role.ADMINISTRATOR), 1, "誤り")
    with pytest.raises(ChangedMeanwhile, match="取り消されています"):
        withdraw(city.act(Role.ADMINISTRATOR), 1, "誤り")
    with pytest.raises(PathNotFound):
        withdraw(city.act(Role.ADMINISTRATOR), 99, "誤り")


def wanted(city, dossier_id):
    lines = portfolio_lines(city.store, TODAY)
    return next(one for one in lines if one.line.dossier.id == dossier_id).change_wanted


def test_a_needed_change_stands_in_the_list_until_somebody_begins_it(city):
    recorded(city, [city.dossier.id], outcome=TO_CHANGE)
    assert wanted(city, city.dossier.id) == TODAY
    draft = city.started()
    assert wanted(city, city.dossier.id) is None
    city.do(Role.EDITOR, draft.id, "withdraw", comment="見送り")
    assert wanted(city, city.dossier.id) == TODAY
    city.adopt_newer()
    assert wanted(city, city.dossier.id) is None


def test_a_later_look_that_finds_nothing_takes_a_needed_change_from_the_list(city):
    recorded(city, [city.dossier.id], TODAY - timedelta(days=9), outcome=TO_CHANGE)
    assert wanted(city, city.dossier.id) == TODAY - timedelta(days=9)
    recorded(city, [city.dossier.id])
    assert wanted(city, city.dossier.id) is None
