"""読取りの補完: completed from the source, audited, brought to drafts; published bytes stay."""

import pytest

from pia.approval.roles import Role
from pia.assessment import Path, Set, canonical
from pia.assessment.edit import edited
from pia.assessment.paths import answered, get, id_path
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.imports import SourceFile
from pia.official.kinds import unknown
from pia.operations import readings, registrations
from pia.operations.readings import reading_items
from pia.operations.registrations import Adoption
from tests import builders
from tests.builders import changed
from tests.operations.city import DOCUMENT

LOST = unknown("marks-lost", "☐自己点検 ☐内部監査")
GONE = unknown("not-in-source")


@pytest.fixture
def unread(city):
    """An edition with three items that could not be read."""
    return adopted(city, storage=GONE, task_content=GONE, audits=LOST)


def adopted(city, **unread):
    """The edition of another day in which the items of some keys are unknown."""
    document = changed(DOCUMENT, {"published_on": "令和7年3月3日"})
    for key, value in unread.items():
        path = id_path(document.answers, Path.parse(builders.path_of(key)))
        document = edited(document, (Set(str(path), get(document.answers, path), value),))
    file = SourceFile("評価書.json", canonical(document).encode())
    said = Adoption(kind="amendment")
    return registrations.register(city.act(Role.PUBLISHER), [file], said).edition


def path_of(edition, key):
    with_key = [path for path in _paths(edition) if path.rpartition(".")[2] == key]
    return with_key[0]


def _paths(edition):
    reading = edition.reading
    return [str(path) for path, _, _ in answered(reading.form, reading.answers)]


def items(city, edition):
    with city.store.reading() as work:
        return reading_items(work, work.editions.get(edition.id))


def asked(city, edition):
    return [item.path for item in items(city, edition) if item.is_asked]


def read(edition, path):
    return get(edition.reading.answers, Path.parse(path))


def test_what_could_not_be_read_is_asked_in_the_order_of_the_form(city, unread):
    keys = [path.rpartition(".")[2] for path in asked(city, unread)]
    assert keys == ["task_content", "storage", "audits"]


def test_a_correction_is_read_and_the_published_document_stays(city, unread):
    path = path_of(unread, "storage")
    edition = readings.correct(city.act(Role.EDITOR), unread.id, path, "庁舎のサーバ室")
    assert read(edition, path) == "庁舎のサーバ室"
    assert edition.document == unread.document
    assert edition.digest == unread.digest
    assert path not in asked(city, unread)


def test_a_correction_may_be_corrected_again(city, unread):
    path, act = path_of(unread, "storage"), city.act(Role.EDITOR)
    readings.correct(act, unread.id, path, "一")
    edition = readings.correct(act, unread.id, path, "二")
    assert read(edition, path) == "二"


def test_several_boxes_are_left_blank_at_once_each_audited(city, unread):
    paths = asked(city, unread)
    edition = readings.leave_blank(city.act(Role.PUBLISHER), unread.id, paths)
    assert [read(edition, path) for path in paths] == ["", "", {"checked": [], "detail": {}}]
    with city.store.reading() as work:
        noted = [e for e in work.audit.entries(100) if e.action == "reading-complete"]
    assert {entry.details["path"] for entry in noted} == set(paths)
    assert {entry.actor for entry in noted} == {"publisher"}
    assert asked(city, unread) == []


def test_the_audit_never_holds_what_was_written(city, unread):
    path = path_of(unread, "storage")
    readings.correct(city.act(Role.EDITOR), unread.id, path, "極秘の保管場所")
    with city.store.reading() as work:
        assert "極秘" not in str(work.audit.entries(100))


def test_what_is_unknown_cannot_be_confirmed_away(city, unread):
    with pytest.raises(InputRefused, match="まだ読み取れていません"):
        readings.confirm(city.act(Role.EDITOR), unread.id, [path_of(unread, "storage")])
    with pytest.raises(InputRefused, match="まだ読み取れていません"):
        readings.correct(city.act(Role.EDITOR), unread.id, path_of(unread, "storage"), GONE)


def test_one_refused_item_keeps_all_of_them_from_being_completed(city, unread):
    paths = [path_of(unread, "department"), path_of(unread, "storage")]
    with pytest.raises(InputRefused):
        readings.confirm(city.act(Role.EDITOR), unread.id, paths)
    assert not any(item.done for item in items(city, unread))


@pytest.mark.parametrize("path", ["nowhere", "files[@x].storage", "files", "", "files[1].storage"])
def test_a_path_that_is_no_item_of_the_edition_is_refused(city, unread, path):
    for complete in (readings.confirm, readings.leave_blank):
        with pytest.raises(PathNotFound):
            complete(city.act(Role.EDITOR), unread.id, [path])
    with pytest.raises(PathNotFound):
        readings.correct(city.act(Role.EDITOR), unread.id, path, "x")


def test_an_answer_of_another_kind_is_refused(city, unread):
    with pytest.raises(InputRefused):
        readings.correct(city.act(Role.EDITOR), unread.id, path_of(unread, "audits"), "text")


def test_the_same_item_completed_by_two_persons_is_told_to_the_second(city, unread):
    path = path_of(unread, "storage")
    readings.correct_all(city.act(Role.EDITOR), unread.id, {path: "先"}, seen=0)
    with pytest.raises(ChangedMeanwhile, match="ほかの人が先にこの項目を補完しました"):
        readings.correct_all(city.act(Role.PUBLISHER), unread.id, {path: "後"}, seen=0)
    other = path_of(unread, "task_content")
    readings.correct_all(city.act(Role.PUBLISHER), unread.id, {other: "別の項目"}, seen=0)


def test_a_draft_on_the_edition_gets_the_same_reading(city, unread):
    draft = city.started()
    path = path_of(unread, "storage")
    readings.correct(city.act(Role.EDITOR), unread.id, path, "庁舎")
    assert get(city.now(draft.id).document.answers, Path.parse(path)) == "庁舎"
    assert city.review(draft.id).comparison.rows == ()


def test_what_the_draft_has_changed_since_stays(city, unread):
    draft = city.edited(city.started().id, storage="新しい庁舎")
    path = path_of(unread, "storage")
    readings.correct(city.act(Role.EDITOR), unread.id, path, "前の庁舎")
    assert get(city.now(draft.id).document.answers, Path.parse(path)) == "新しい庁舎"


def test_a_draft_on_another_edition_is_left_alone(city):
    draft = city.started()
    unread = adopted(city, storage=GONE)
    path = path_of(unread, "storage")
    readings.correct(city.act(Role.EDITOR), unread.id, path, "庁舎")
    assert city.now(draft.id).document == draft.document


def test_only_adopted_editions_are_completed(city):
    draft = city.planned()
    city.submitted(draft.id)
    edition = city.published(draft.id)
    with pytest.raises(NotAllowed, match="移行した版だけです"):
        readings.confirm(city.act(Role.EDITOR), edition.id, [path_of(edition, "storage")])


@pytest.mark.parametrize("role", [Role.VIEWER, Role.APPROVER, Role.ADMINISTRATOR])
def test_only_editors_and_publishers_complete(city, unread, role):
    with pytest.raises(NotAllowed, match="権限がありません"):
        readings.leave_blank(city.act(role), unread.id, asked(city, unread))


def test_ids_taken_over_from_another_edition_still_find_their_report(city):
    """The report speaks of positions: ids in the edition are those of its neighbour."""
    unread = adopted(city, storage=GONE)
    item = next(item for item in items(city, unread) if item.path == path_of(unread, "storage"))
    assert item.status == readings.MISSING


def test_a_completion_that_would_lose_a_withheld_part_is_refused(city):
    document = changed(DOCUMENT, {"published_on": "令和7年3月3日"})
    document = builders.withholding(document, "files[1].storage", "静脈認証")
    file = SourceFile("評価書.json", canonical(document).encode())
    edition = registrations.register(city.act(Role.PUBLISHER), [file], Adoption()).edition
    assert edition is not None
    storage = path_of(edition, "storage")
    with pytest.raises(InputRefused, match="非公表とした部分が本文から消える"):
        readings.correct(city.act(Role.EDITOR), edition.id, storage, "サーバ室に保管する。")
    with city.store.reading() as work:
        assert work.editions.completions(edition.id) == ()
    kept = readings.correct(city.act(Role.EDITOR), edition.id, storage, "静脈認証で制限する。")
    assert read(kept, storage) == "静脈認証で制限する。"
