"""What must hold is held by the database, and its refusals are sentences for people."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, OperationalError

from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PiaError
from pia.store.drafts import NewStep
from pia.store.refusals import _OVERTAKEN, _TAKEN, refusal
from pia.store.tables import METADATA, DossierRow, DraftRow
from tests.builders import assessment
from tests.store.builders import AT, DAY, city, dossier, draft, edition, user


@pytest.fixture
def here(store):
    with store.writing() as work:
        return city(work)


def test_the_sentences_name_constraints_that_exist():
    names = {c.name for table in METADATA.tables.values() for c in table.constraints}
    names |= {index.name for table in METADATA.tables.values() for index in table.indexes}
    assert (_TAKEN | _OVERTAKEN).keys() <= names


TAKEN = {
    "団体": lambda work, _: work.ownership.add_municipality("みほん市"),
    "評価実施機関": lambda work, here: work.ownership.add_organisation(
        here.municipality, "みほん市長"
    ),
    "課": lambda work, here: work.ownership.add_division(
        here.municipality, "市民課", date(2020, 4, 1)
    ),
    "事務": lambda work, here: work.ownership.add_task(
        here.organisation, here.division, "住民基本台帳に関する事務"
    ),
    "ログイン名": lambda work, here: user(work, f"sato{here.municipality}"),
}


@pytest.mark.parametrize("noun", TAKEN)
def test_a_name_that_is_taken_is_refused_with_what_to_do(store, here, noun):
    with pytest.raises(InputRefused, match=f"{noun}.+。.+ください。"), store.writing() as work:
        TAKEN[noun](work, here)


def test_an_assessment_number_is_given_once_for_each_organisation(store, here):
    with store.writing() as work:
        dossier(work, here, "17")
        other = work.ownership.add_organisation(here.municipality, "みほん市教育委員会")
        task = work.ownership.add_task(other.id, here.division, "就学に関する事務")
        work.dossiers.add(task.id, other.id, "17", "yoshiki3", "lineage-b")
    with pytest.raises(InputRefused, match="同じ評価書番号の評価書"), store.writing() as work:
        dossier(work, here, "17", lineage="lineage-c")


def test_a_lineage_belongs_to_one_assessment(store, here):
    with store.writing() as work:
        dossier(work, here, "1", lineage="same")
    with pytest.raises(InputRefused, match="同じ系統の評価書"), store.writing() as work:
        dossier(work, here, "2", lineage="same")


def test_an_assessment_belongs_to_the_organisation_of_its_task(store, here):
    with store.writing() as work:
        other = work.ownership.add_organisation(here.municipality, "みほん市教育委員会").id
    with pytest.raises(InputRefused, match="ほかの評価書のもの"), store.writing() as work:
        work.dossiers.add(here.task, other, "1", "yoshiki3", "lineage")


def test_only_an_edition_of_its_own_can_be_the_published_one(store, here):
    with store.writing() as work:
        one, two = dossier(work, here, "1"), dossier(work, here, "2")
        strange = edition(work, here, two)
    with pytest.raises(InputRefused, match="ほかの評価書のもの"), store.writing() as work:
        work.dossiers.point(one.id, strange.id)
    with store.reading() as work:
        assert work.dossiers.get(one.id).published_id is None


def test_a_draft_stands_on_an_edition_of_its_own_assessment(store, here):
    with store.writing() as work:
        one, two = dossier(work, here, "1"), dossier(work, here, "2")
        strange = edition(work, here, two).id
    with pytest.raises(InputRefused, match="ほかの評価書のもの"), store.writing() as work:
        work.drafts.add(one.id, assessment(), base_id=strange, kind="first", by=here.user, at=AT)


def test_only_one_draft_of_an_assessment_is_open(store, here):
    with store.writing() as work:
        one = dossier(work, here)
        first = draft(work, here, one)
    with (
        pytest.raises(ChangedMeanwhile, match="すでに下書きを作っています"),
        store.writing() as work,
    ):
        draft(work, here, one)
    with store.writing() as work:
        step = NewStep("withdraw", "withdrawn", "", "", {})
        work.drafts.step(first, step, by=here.user, at=AT)
        draft(work, here, one)


def test_a_save_that_did_not_see_the_newest_change_is_refused(store, here):
    with store.writing() as work:
        seen = draft(work, here, dossier(work, here))
        work.drafts.change(seen, assessment(storage="一"), what="edit", ops=[], by=here.user, at=AT)
    with (
        pytest.raises(ChangedMeanwhile, match="ほかの人が先に保存しました"),
        store.writing() as work,
    ):
        work.drafts.change(seen, assessment(storage="二"), what="edit", ops=[], by=here.user, at=AT)
    with store.reading() as work:
        assert work.drafts.get(seen.id).document == assessment(storage="一")
        assert [change.sequence for change in work.drafts.changes(seen.id)] == [1]


def test_a_draft_is_published_once(store, here):
    with store.writing() as work:
        one = dossier(work, here)
        begun = draft(work, here, one)
        edition(work, here, one, draft_id=begun.id)
    with pytest.raises(ChangedMeanwhile, match="すでに公表されています"), store.writing() as work:
        edition(work, here, one, draft_id=begun.id)


def test_an_empty_name_is_refused(store, here):
    with pytest.raises(InputRefused, match="必要な項目が空のまま"), store.writing() as work:
        work.ownership.add_organisation(here.municipality, "　 ".replace("　", " "))


def test_a_division_does_not_end_before_it_begins(store, here):
    with pytest.raises(InputRefused, match="終わりの日が始まりの日より前"), store.writing() as work:
        work.ownership.end_division(here.division, date(2019, 3, 31), ())


def test_a_division_is_not_its_own_successor_nor_twice_that_of_another(store, here):
    with pytest.raises(InputRefused, match="自分自身の後継"), store.writing() as work:
        work.ownership.end_division(here.division, DAY, (here.division,))
    with store.writing() as work:
        new = work.ownership.add_division(here.municipality, "市民生活課", DAY).id
        work.ownership.end_division(here.division, DAY, (new,))
    with pytest.raises(InputRefused, match="すでに後継として"), store.writing() as work:
        work.ownership.end_division(here.division, DAY, (new,))


def test_a_state_that_the_product_does_not_know_is_a_defect(store, here):
    with store.writing() as work:
        begun = draft(work, here, dossier(work, here))
    with pytest.raises(PiaError, match="ck_draft_state_known") as caught, store.writing() as work:
        work.connection.exec(update(DraftRow).values(state="lost"))
    assert caught.value.exit_code == 70
    with store.reading() as work:
        assert work.drafts.get(begun.id).state == "draft"


def test_a_user_that_does_not_exist_makes_nothing(store, here):
    with store.writing() as work:
        one = dossier(work, here)
    with pytest.raises(InputRefused, match="登録されていない"), store.writing() as work:
        draft(work, replace(here, user=10**6), one)


def test_nothing_is_kept_of_a_write_that_ends_in_an_error(store, here):
    def open_twice():
        with store.writing() as work:
            dossier(work, here, "1")
            work.audit.add("open", "dossier", at=AT)
            dossier(work, here, "1", lineage="other")

    with pytest.raises(InputRefused):
        open_twice()
    with store.reading() as work:
        assert work.dossiers.lines() == ()
        assert work.audit.entries() == ()


def test_reading_changes_nothing(store, here):
    with pytest.raises(DBAPIError), store.reading() as work:
        work.connection.exec(update(DossierRow).values(number="2"))


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("SQLITE_BUSY_SNAPSHOT", ChangedMeanwhile),
        ("40001", ChangedMeanwhile),
        ("SQLITE_FULL", NotAllowed),
        ("SQLITE_IOERR_WRITE", NotAllowed),
        ("53100", NotAllowed),
    ],
)
def test_a_database_that_cannot_write_now_says_so(code, error):
    class Raised(Exception):
        sqlite_errorname = code

    assert type(refusal(OperationalError("", {}, Raised()))) is error


def test_an_outage_is_no_refusal():
    assert refusal(OperationalError("", {}, Exception("server closed the connection"))) is None
