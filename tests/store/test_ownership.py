"""団体, 機関, 課, 事務, 評価書: who owns what, and what lists show."""

from datetime import date

import pytest
from sqlalchemy import event

from pia.errors import PathNotFound
from pia.store.drafts import NewStep
from tests.store.builders import AT, DAY, city, dossier, draft, edition

EARLIER = date(2025, 10, 1)


def test_what_is_kept_comes_back_as_it_was(store):
    with store.writing() as work:
        here = city(work)
        one = dossier(work, here, "17")
    with store.reading() as work:
        ownership = work.ownership
        assert [(m.name, m.code) for m in ownership.municipalities()] == [("みほん市", "000000")]
        assert ownership.organisations() == (ownership.organisation(here.organisation),)
        assert ownership.organisation(here.organisation).name == "みほん市長"
        division = ownership.division(here.division)
        assert (division.begins_on, division.ends_on) == (date(2020, 4, 1), None)
        assert division.contact == "電話 内線100"
        task = ownership.task(here.task)
        assert (task.organisation_id, task.division_id) == (here.organisation, here.division)
        assert work.dossiers.get(one.id) == one
        assert work.dossiers.find(here.organisation, "17", "yoshiki3") == one
        assert work.dossiers.find(here.organisation, "18", "yoshiki3") is None
        assert work.dossiers.of_lineage(one.lineage) == one
        assert work.dossiers.of_lineage("other") is None


def test_a_division_goes_on_in_its_successors(store):
    with store.writing() as work:
        here = city(work)
        new = [
            work.ownership.add_division(here.municipality, n, DAY).id for n in ("市民課", "年金課")
        ]
        work.ownership.end_division(here.division, date(2026, 3, 31), tuple(reversed(new)))
        work.ownership.change_task(here.task, division_id=new[0], ended_on=None)
    with store.reading() as work:
        old = work.ownership.division(here.division)
        assert (old.ends_on, old.successors) == (date(2026, 3, 31), tuple(new))
        assert [d.id for d in work.ownership.divisions()] == [here.division, *new]
        assert work.ownership.task(here.task).division_id == new[0]


MISSING = {
    "評価実施機関": lambda work: work.ownership.organisation(999),
    "課": lambda work: work.ownership.division(999),
    "事務": lambda work: work.ownership.task(999),
    "評価書": lambda work: work.dossiers.get(999),
    "下書き": lambda work: work.drafts.get(999),
    "版": lambda work: work.editions.get(999),
    "発行": lambda work: work.issues.get(999),
    "ファイル": lambda work: work.attachments.data(999),
    "利用者": lambda work: work.users.get(999),
}


@pytest.mark.parametrize("noun", MISSING)
def test_what_is_not_there_is_named_with_what_to_do(store, noun):
    with (
        pytest.raises(
            PathNotFound, match=f"^{noun}が見つかりません。一覧から選び直してください。$"
        ),
        store.reading() as work,
    ):
        MISSING[noun](work)


def test_a_number_beyond_all_rows_is_not_there(store):
    with pytest.raises(PathNotFound), store.reading() as work:
        work.dossiers.get(10**30)


def test_a_list_shows_each_assessment_with_its_published_edition_and_open_draft(store):
    with store.writing() as work:
        here = city(work)
        for number in ("10", "2", "9"):
            dossier(work, here, number)
        two, nine, ten = (line.dossier for line in work.dossiers.lines())
        older = edition(work, here, two, EARLIER)
        newer = edition(work, here, two, DAY, kind="amendment")
        work.dossiers.point(two.id, newer.id)
        work.dossiers.point(nine.id, edition(work, here, nine, EARLIER).id)
        closed = draft(work, here, nine)
        step = NewStep("withdraw", "withdrawn", "", "", {})
        work.drafts.step(closed, step, by=here.user, at=AT)
        begun = draft(work, here, ten)
    with store.reading() as work:
        lines = work.dossiers.lines()
    assert [line.dossier.number for line in lines] == ["2", "9", "10"]
    assert {(line.organisation, line.division) for line in lines} == {("みほん市長", "市民課")}
    assert [line.published_on for line in lines] == [DAY, EARLIER, None]
    assert [line.edition_kind for line in lines] == ["amendment", "first", None]
    assert [(line.draft_id, line.state) for line in lines] == [
        (None, None),
        (None, None),
        (begun.id, "draft"),
    ]
    assert older.id != lines[0].dossier.published_id == newer.id


def test_a_list_is_one_question_that_loads_no_document(store):
    with store.writing() as work:
        here = city(work)
        for number in range(1, 4):
            one = dossier(work, here, str(number))
            work.dossiers.point(one.id, edition(work, here, one).id)
            draft(work, here, one)
    said = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with store.reading() as work:
        assert len(work.dossiers.lines()) == 3
    selects = [statement for statement in said if statement.startswith("SELECT")]
    assert len(selects) == 1
    assert "document" not in selects[0]
