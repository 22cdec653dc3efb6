"""Adopting published documents: what is kept, what is refused, what was foreseen."""

from dataclasses import replace
from datetime import date

import pytest

from pia.approval.roles import Role
from pia.assessment import canonical
from pia.errors import InputRefused, NotAllowed
from pia.imports import SourceFile
from pia.operations import registrations
from pia.operations.owners import Owners
from pia.operations.registrations import Adoption
from tests.builders import assessment, changed, row, with_rows, withholding
from tests.operations.city import DOCUMENT, EARLIER, snapshot, source

NEWER = date(2025, 3, 3)


def register(city, adoption=None, role=Role.EDITOR, **answers):
    files = [source(**answers)]
    return registrations.register(city.act(role), files, adoption or Adoption(kind="amendment"))


def file_of(document):
    return SourceFile("評価書.json", canonical(document).encode("utf-8"))


def preview(city, document, adoption=None):
    with city.store.reading() as work:
        return registrations.preview(work, document, adoption or Adoption())


def test_an_adopted_edition_keeps_its_source_byte_for_byte(city):
    adopted = register(city, published_on="令和7年3月3日", storage="庁舎内")
    with city.store.reading() as work:
        kept = [f for f in work.attachments.of(adopted.dossier.id) if f.role == "source"]
        assert kept[0].edition_id == adopted.edition.id
        expected = source(published_on="令和7年3月3日", storage="庁舎内").data
        assert work.attachments.data(kept[0].id) == expected


def test_a_further_edition_takes_over_lineage_and_ids_and_becomes_the_public_one(city):
    adopted = register(city, published_on="令和7年3月3日")
    assert adopted.edition.document.lineage == city.edition.document.lineage
    assert adopted.dossier.id == city.dossier.id
    assert adopted.dossier.published_id == adopted.edition.id
    assert adopted.edition.origin == "adopted"


def test_an_older_edition_does_not_become_the_public_one(city):
    adopted = register(city, published_on="令和2年3月3日")
    assert adopted.dossier.published_id == city.edition.id


def test_the_same_edition_twice_is_refused_and_leaves_no_trace(city):
    before = snapshot(city)
    with pytest.raises(NotAllowed, match="令和5年11月6日の版は登録済みです"):
        register(city)
    assert snapshot(city) == before


def test_an_approved_edition_is_followed_by_approved_ones_only(city):
    draft = city.planned()
    city.submitted(draft.id)
    edition = city.published(draft.id)
    city.later(days=2)
    with pytest.raises(NotAllowed, match="承認を受けた版より新しい版"):
        register(city, published_on="令和7年4月2日")
    older = register(city, published_on="令和7年3月3日")
    assert older.dossier.published_id == edition.id


def test_a_day_to_come_is_refused(city):
    with pytest.raises(InputRefused, match="公表日が今日より後です"):
        register(city, published_on="令和7年4月2日")
    with pytest.raises(InputRefused, match="公表日が今日より後です"):
        register(city, Adoption(published_on=date(2025, 4, 2)))


def test_a_day_nobody_can_read_is_asked_for_and_may_be_said(city):
    with pytest.raises(InputRefused, match="公表日が読み取れません"):
        register(city, published_on="令和7年春")
    adopted = register(city, Adoption("amendment", NEWER), published_on="令和7年春")
    assert adopted.edition.published_on == NEWER


def test_a_kind_that_does_not_exist_is_refused(city):
    with pytest.raises(InputRefused, match="その版の種類はありません"):
        register(city, Adoption(kind="novel"), published_on="令和7年3月3日")
    with pytest.raises(InputRefused, match="その版の種類はありません"):
        registrations.register_draft(city.act(Role.EDITOR), [source()], Adoption(kind="novel"))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.APPROVER])
def test_who_only_reads_or_approves_cannot_register(city, role):
    with pytest.raises(NotAllowed, match="権限がありません"):
        register(city, role=role, published_on="令和7年3月3日")


def test_what_is_no_assessment_is_refused(city):
    text = SourceFile("会議録.txt", "令和7年度第1回会議録\n出席者 見本花子\n".encode())
    with pytest.raises(InputRefused, match="様式3"):
        registrations.register(city.act(Role.EDITOR), [text], Adoption())


def test_a_draft_is_opened_on_the_public_edition_and_only_one(city):
    registrations.register_draft(city.act(Role.EDITOR), [source(storage="別")], Adoption())
    with city.store.reading() as work:
        (draft,) = work.drafts.of(city.dossier.id)
    assert (draft.base_id, draft.kind) == (city.edition.id, "amendment")
    with pytest.raises(NotAllowed, match="開いている下書きがあります"):
        registrations.register_draft(city.act(Role.EDITOR), [source()], Adoption())


def test_a_draft_from_a_file_keeps_what_is_withheld_and_the_earlier_rows(city):
    published = with_rows(DOCUMENT, row(before="旧", after="新"))
    published = changed(published, {"number": "4", "published_on": "令和7年3月3日"})
    published = withholding(replace(published, lineage="four"), "files[1].storage", "静脈認証")
    registrations.register(city.act(Role.EDITOR), [file_of(published)], Adoption())
    typed = with_rows(DOCUMENT, row(before="新", after="書き足した行"))
    typed = changed(typed, {"number": "4", "department": "税務部"})
    draft = registrations.register_draft(city.act(Role.EDITOR), [file_of(typed)], Adoption()).draft
    assert draft is not None
    assert draft.document.answers["department"] == "税務部"
    assert draft.document.withheld == published.withheld
    assert draft.document.change_history == published.change_history


def test_a_draft_without_edition_is_adopted_once(city):
    draft = city.first(number="40", task_name="介護保険", title="介護保険")
    publisher = city.act(Role.PUBLISHER)
    edition = registrations.adopt_draft(publisher, draft.id, "first", date(2024, 1, 9))
    assert edition.origin == "adopted"
    with pytest.raises(NotAllowed):
        registrations.adopt_draft(publisher, draft.id, "first", date(2024, 1, 9))


def test_a_draft_with_an_edition_takes_the_way_of_approval(city):
    draft = city.started()
    with pytest.raises(NotAllowed, match="移行として登録できません"):
        registrations.adopt_draft(city.act(Role.PUBLISHER), draft.id, "first", EARLIER)


def test_the_likely_kind_is_read_from_the_rows_of_its_own_day():
    day = {"changed_on_date": "2023-11-06"}
    document = assessment(published_on="令和5年11月6日")
    assert registrations.likely_kind(document) == "first"
    assert registrations.likely_kind(with_rows(document, row(**day))) == "amendment"
    significant = with_rows(document, row(timing="事前", **day))
    assert registrations.likely_kind(significant) == "reassessment"
    earlier = with_rows(document, row(timing="事前", changed_on_date="2020-01-01"))
    assert registrations.likely_kind(earlier) == "amendment"


def test_a_preview_knows_the_edition_that_is_there_already(city):
    seen = preview(city, city.edition.document)
    assert seen.same_day == city.edition
    assert seen.place.dossier == city.dossier
    assert seen.place.missing == ()
    other_day = preview(city, city.edition.document, Adoption(published_on=NEWER))
    assert other_day.same_day is None


def test_a_preview_of_a_new_document_says_what_will_be_made(city):
    document = assessment(number="50", organisation="みほん市教育委員会", task_name="就学援助")
    seen = preview(city, document, Adoption(owners=Owners(division="学務課")))
    assert seen.place.missing == (
        "評価実施機関「みほん市教育委員会」",
        "課「学務課」",
        "事務「就学援助」",
    )
    assert seen.editions == ()


def test_a_preview_tells_of_the_open_draft(city):
    draft = city.started()
    assert preview(city, city.edition.document).open_draft == draft
