"""A new 評価書 begun from an edition of another 事務."""

import pytest

from pia.approval.roles import Role
from pia.assessment.wareki import parse_date
from pia.errors import InputRefused, NotAllowed, PathNotFound
from pia.official import load_form
from pia.operations.copying import copy_of, create_from
from tests.operations.city import DOCUMENT, snapshot


class Ids:
    """New ids, one after the other."""

    def __init__(self):
        self.given = 0

    def __call__(self):
        self.given += 1
        return f"new{self.given:05}"


@pytest.fixture
def task(city):
    """Another 事務 of the same 機関."""
    with city.store.writing() as work:
        [known] = work.ownership.tasks()
        return work.ownership.add_task(
            known.organisation_id, known.division_id, "軽自動車税に関する事務"
        )


def begun(city, task_id, number="9", edition_id=None, role=Role.EDITOR):
    edition_id = city.edition.id if edition_id is None else edition_id
    return create_from(city.act(role), task_id, number, edition_id, form=load_form(), new_id=Ids())


def test_the_answers_come_along_under_the_names_of_the_new_task(city, task):
    made = begun(city, task.id)
    answers = made.draft.document.answers
    assert answers["task_name"] == "軽自動車税に関する事務"
    assert answers["number"] == "9"
    assert answers["files"][0]["storage"] == DOCUMENT.answers["files"][0]["storage"]
    assert (made.draft.base_id, made.draft.kind) == (None, "first")


def test_nothing_ties_the_copy_to_the_other_assessment(city, task):
    document = begun(city, task.id).draft.document
    assert document.lineage != city.edition.document.lineage
    assert document.answers["files"][0]["@id"] != DOCUMENT.answers["files"][0]["@id"]
    assert (document.change_history, document.withheld, document.retired) == ((), (), ())


def test_days_and_the_name_stay_behind_and_are_named(city, task):
    made = begun(city, task.id)
    answers = made.draft.document.answers
    assert "published_on" not in answers
    assert "title" not in answers
    assert any("評価書名" in label for label in made.cleared)
    assert any("公表日" in label for label in made.cleared)
    days = [value for value in answers.values() if isinstance(value, str) and parse_date(value)]
    assert days == []


def test_the_copied_edition_stays_as_it_is(city, task):
    before = city.edition
    begun(city, task.id)
    with city.store.reading() as work:
        assert work.editions.get(before.id).document == before.document


@pytest.mark.parametrize(("number", "said"), [("3", "使われています"), (" ", "ありません")])
def test_a_number_that_cannot_be_given_is_refused(city, task, number, said):
    before = snapshot(city)
    with pytest.raises(InputRefused, match=said):
        begun(city, task.id, number)
    assert snapshot(city) == before


def test_an_unknown_edition_or_task_is_told(city, task):
    with pytest.raises(PathNotFound):
        begun(city, task.id, edition_id=999)
    with pytest.raises(PathNotFound):
        begun(city, 999)


def test_who_approves_copies_nothing(city, task):
    with pytest.raises(NotAllowed):
        begun(city, task.id, role=Role.APPROVER)


def test_every_thing_of_the_copy_has_an_id_of_its_own():
    copied = copy_of(DOCUMENT, load_form(), Ids()).document
    found: list[str] = []

    def gather(value):
        if isinstance(value, dict):
            found.extend(value[key] for key in value if key == "@id")
            for inner in value.values():
                gather(inner)
        elif isinstance(value, list):
            for inner in value:
                gather(inner)

    gather(copied.answers)
    assert found
    assert len(found) == len(set(found))
