"""A cover that says otherwise than the register is told before it is published."""

import pytest

from pia.approval.roles import Role
from pia.operations.editing import desk_of
from tests.operations.city import TODAY


def told(city, draft):
    found = city.review(draft.id).findings
    return [one.message for one in found if one.id == "differs-from-register"]


def test_number_organisation_and_division_are_held_against_the_register(city):
    draft = city.edited(
        city.started().id, number="4", organisation="みほん市教育委員会", department="教育部学務課"
    )
    assert told(city, draft) == [
        "評価書番号が、文書では「4」、登録では「3」です。",
        "評価実施機関が、文書では「みほん市教育委員会」、登録では「みほん市長」です。",
        "担当課が、文書では「教育部学務課」、登録では「財務部市民税課」です。",
    ]


@pytest.mark.parametrize(
    "department", ["財務部　市民税課", "市民税課", "財務部市民税課\n財務部納税課", "　"]
)
def test_another_spelling_of_the_same_division_is_no_difference(city, department):
    assert told(city, city.edited(city.started().id, department=department)) == []


def test_who_writes_is_told_too(city):
    draft = city.edited(city.started().id, number="4")
    with city.store.reading() as work:
        found = desk_of(work, draft, TODAY).findings
    assert [one.path for one in found if one.id == "differs-from-register"] == ["number"]


def test_it_blocks_nothing(city):
    draft = city.planned(TODAY, number="4")
    city.submitted(draft.id)
    assert city.published(draft.id).document.answers["number"] == "4"
    assert city.dossier.number == "3"
    assert Role.PUBLISHER in city.people
