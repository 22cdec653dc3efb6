"""Where a document belongs: found by its names, made where nothing of that name is there."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import InputRefused
from pia.operations import ownership, registrations
from pia.operations.owners import Owners, foresee
from pia.operations.registrations import Adoption
from tests.builders import assessment
from tests.operations.city import source

KNOWN = "個人住民税の賦課に関する事務"


def adopt(city, owners=None, **answers):
    adoption = Adoption(kind="first", owners=owners or Owners())
    return registrations.register(city.act(Role.PUBLISHER), [source(**answers)], adoption)


def names(city):
    with city.store.reading() as work:
        kept = work.ownership
        found = (kept.municipalities(), kept.organisations(), kept.divisions(), kept.tasks())
        return [[owner.name for owner in owners] for owners in found]


def test_the_first_document_makes_the_city_its_body_its_division_and_its_task(city):
    assert names(city) == [["みほん市"], ["みほん市長"], ["財務部市民税課"], [KNOWN]]


def test_what_the_store_has_is_found_in_any_width(city):
    assert (
        adopt(
            city, number="5", organisation="みほん 市長", task_name="個人住民税 の賦課に関する事務"
        ).made
        == ()
    )


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("みほん市教育委員会", "みほん市"),
        ("みほん市教育委員会教育長", "みほん市"),
        ("四日市市長", "四日市市"),
        ("みほん村長", "みほん村"),
        ("みほん広域連合長", "みほん広域連合"),
        ("みほん市選挙管理委員会", "みほん市"),
        ("みほん一部事務組合", "みほん一部事務組合"),
    ],
)
def test_the_city_is_what_a_body_is_called_without_its_office(city, body, name):
    with city.store.reading() as work:
        seen = foresee(work, assessment(organisation=body), Owners())
    assert seen.said.municipality == name


def test_what_a_person_says_goes_before_what_the_document_says(city):
    said = Owners(
        number="31", organisation="みほん市教育委員会", division="学務課", task="就学援助"
    )
    adopted = adopt(city, said, number="30")
    assert adopted.dossier.number == "31"
    told = ("評価実施機関「みほん市教育委員会」", "課「学務課」", "事務「就学援助」")
    assert adopted.made == told
    assert names(city)[0] == ["みほん市"]


def test_what_is_foreseen_is_what_is_made(city):
    document = assessment(number="8", organisation="みほん市教育委員会", task_name="就学援助")
    with city.store.reading() as work:
        seen = foresee(work, document, Owners(division="学務課"))
    adopted = adopt(
        city,
        Owners(division="学務課"),
        number="8",
        organisation="みほん市教育委員会",
        task_name="就学援助",
    )
    assert seen.missing == adopted.made
    assert seen.dossier is None


def test_foreseeing_makes_nothing(city):
    before = names(city)
    with city.store.reading() as work:
        foresee(work, assessment(organisation="となり町長"), Owners())
    assert names(city) == before


def test_a_task_of_a_division_that_ended_goes_to_its_successor(city):
    act = city.act(Role.ADMINISTRATOR)
    with city.store.reading() as work:
        old = work.ownership.divisions()[0]
    new = ownership.add_division(act, old.municipality_id, "税務部市民税課", date(2025, 4, 1))
    ownership.end_division(act, old.id, date(2025, 3, 31), (new.id,))
    adopted = adopt(city, number="9", task_name="固定資産税", department="財務部市民税課")
    with city.store.reading() as work:
        assert work.ownership.task(adopted.dossier.task_id).division_id == new.id


@pytest.mark.parametrize(
    ("blank", "said"),
    [({"number": ""}, "評価書番号"), ({"number": "7", "organisation": ""}, "評価実施機関名")],
)
def test_what_neither_document_nor_person_says_is_asked_for(city, blank, said):
    with pytest.raises(InputRefused, match=f"{said}が読み取れません"):
        adopt(city, **blank)


def test_one_document_is_not_registered_under_two_numbers(city):
    with pytest.raises(InputRefused, match="別の評価書として登録済みです"):
        adopt(city, Owners(number="99"))
