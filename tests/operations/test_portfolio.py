"""Every 評価書 with what is due and what is open, as the first page lists it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from pia.approval.roles import Role
from pia.approval.route import Route, Stage
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations import desk, looking, portfolio, routes
from pia.operations.endorsing import Said, endorse
from pia.operations.looking import Counts, Memory
from pia.operations.portfolio import portfolio_lines
from pia.operations.turns import Turn
from tests.operations.city import BEGINNING, TODAY


@pytest.fixture
def looked(monkeypatch):
    """Documents that the checks were run on."""
    documents = []

    def count(document, as_of):
        documents.append(document)
        return looking.count_findings(document, as_of)

    monkeypatch.setattr(portfolio, "count_findings", count)
    return documents


def line(city, as_of=TODAY):
    (one,) = portfolio_lines(city.store, as_of)
    return one


def test_an_edition_is_due_after_one_year_and_after_five(city):
    one = line(city)
    assert one.review_by == date(2024, 11, 6)
    assert one.five_years_by == date(2028, 11, 6)
    assert one.next_due == date(2024, 11, 6)
    assert one.form == "平成30年5月 様式3"


def test_a_review_without_change_puts_the_next_one_off(city):
    with city.store.writing() as work:
        work.planning.review(
            city.dossier.id,
            city.edition.id,
            date(2025, 3, 3),
            "unchanged",
            "",
            **city.act(Role.EDITOR).by,
        )
    assert line(city).review_by == date(2026, 3, 3)


def test_nothing_is_due_once_the_task_has_ended(city):
    with city.store.writing() as work:
        task = work.ownership.task(city.dossier.task_id)
        work.ownership.change_task(task.id, division_id=task.division_id, ended_on=TODAY)
    assert line(city).due_days == ()


def test_a_draft_that_was_never_published_is_not_due(city):
    city.first(number="7", task_name="介護保険に関する事務")
    new = portfolio_lines(city.store, TODAY)[1]
    assert (new.due_days, new.next_due, new.form) == ((), None, "平成30年5月 様式3")
    assert new.findings.total


def test_five_years_count_as_the_city_says(city):
    desk.change(city.act(Role.ADMINISTRATOR), 1, "any")
    assert portfolio.countings(city.store) == ("any",)
    assert line(city).five_years_by == date(2028, 11, 6)


def test_only_an_administrator_says_how_five_years_count(city):
    with pytest.raises(NotAllowed):
        desk.change(city.act(Role.EDITOR), 1, "any")
    with pytest.raises(InputRefused, match="5年の数え方を選んでください"):
        desk.change(city.act(Role.ADMINISTRATOR), 1, "never")


def test_who_saw_another_way_of_counting_is_told(city):
    boss = city.act(Role.ADMINISTRATOR)
    desk.change(boss, 1, "any", seen="assessment")
    with pytest.raises(ChangedMeanwhile, match="ほかの人が先に変更しています"):
        desk.change(boss, 1, "assessment", seen="assessment")


def test_a_change_of_counting_is_in_the_audit_once(city):
    boss = city.act(Role.ADMINISTRATOR)
    for _ in range(2):
        desk.change(boss, 1, "any")
    with city.store.reading() as work:
        found = [entry for entry in work.audit.entries(5) if entry.action == "desk-change"]
    assert [entry.details for entry in found] == [{"five_years": "any"}]


def test_the_turn_goes_from_writer_to_approver_to_publisher(city):
    def turn():
        return line(city).turn

    def has(*roles):
        return [role for role in roles if turn().is_of(city.people[role].actor)]

    everybody = (Role.EDITOR, Role.APPROVER, Role.PUBLISHER, Role.VIEWER)
    assert (turn().title, has(*everybody)) == ("", [])
    draft = city.planned()
    assert (turn().title, has(*everybody)) == ("編集者", [Role.EDITOR])
    assert [name for _, name in turn().people] == [city.people[Role.EDITOR].display_name]
    city.do(Role.EDITOR, draft.id, "request")
    assert (turn().title, has(*everybody)) == ("承認者", [Role.APPROVER])
    city.do(Role.APPROVER, draft.id, "approve")
    assert (turn().title, has(*everybody)) == ("公表担当", [Role.PUBLISHER])


def test_on_a_route_the_turn_goes_on_with_each_voice(city):
    first = city.people[Role.APPROVER]
    with city.store.writing() as work:
        roles = [Role.APPROVER]
        second = work.users.add("kacho", "課長 見本", "$", roles, one_time=False, at=BEGINNING)
    stages = (Stage("係長", (first.id,)), Stage("課長", (second.id,)))
    routes.set_route(city.act(Role.ADMINISTRATOR), city.dossier.organisation_id, Route(stages))
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    assert line(city).turn == Turn("係長", ((first.id, first.display_name),))
    seen = city.review(draft.id).digest
    endorse(city.act(Role.APPROVER), draft.id, Said(1, "approve", seen))
    assert line(city).turn == Turn("課長", ((second.id, "課長 見本"),))


def test_findings_are_those_of_the_draft_while_there_is_one(city, looked):
    before = line(city).findings
    draft = city.edited(city.started().id, outsourced_count="99")
    assert line(city).findings != before
    assert looked[-1] == draft.document


def test_findings_are_counted_once_for_a_text_and_a_day(city, looked):
    for _ in range(3):
        line(city)
    assert len(looked) == 1
    line(city, TODAY + timedelta(days=1))
    assert len(looked) == 2
    draft = city.started()
    line(city)
    city.edited(draft.id, storage="施錠した書庫に保管する。")
    line(city)
    assert len(looked) == 4


def test_a_completed_reading_is_looked_at_anew(city, looked):
    line(city)
    with city.store.writing() as work:
        work.editions.complete(city.edition, "storage", [], **city.act(Role.EDITOR).by)
    line(city)
    assert len(looked) == 2


def test_a_second_look_reads_no_document_and_asks_the_same_for_one_as_for_many(city):
    def asked():
        said = []
        listen = lambda *given: said.append(given[2])  # noqa: E731 - taken off again by name
        event.listen(city.store.engine, "before_cursor_execute", listen)
        portfolio_lines(city.store, TODAY)
        event.remove(city.store.engine, "before_cursor_execute", listen)
        return [one for one in said if one.startswith("SELECT")]

    city.started()
    portfolio_lines(city.store, TODAY)
    one = asked()
    for number in range(10, 14):
        city.adopt(number=str(number), task_name=f"{number}番目の事務", title=f"{number}番目")
    portfolio_lines(city.store, TODAY)
    assert len(asked()) == len(one)
    assert not any(".document" in said for said in asked())


def test_a_memory_keeps_the_newest_and_no_more_than_it_may():
    memory = Memory(most=2)
    made = []

    def remembered(number):
        def make():
            made.append(number)
            return Counts(number)

        return memory.of(number, make)

    for number in (1, 2, 1, 3, 1, 2):
        assert remembered(number) == Counts(number)
    assert made == [1, 2, 3, 2]


def test_two_stores_do_not_remember_for_each_other(city, prepared_city, tmp_path):
    assert looking.memory_of(city.store) is looking.memory_of(city.store)
    assert looking.memory_of(city.store) is not looking.memory_of(
        type(city.store)(city.store.engine)
    )
