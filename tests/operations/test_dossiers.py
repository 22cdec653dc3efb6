"""A 評価書 that is new here, and the 基礎項目評価書 beside it."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed, PathNotFound
from pia.official import load_form
from pia.operations import dossiers
from pia.operations.approvals import HandedIn
from tests.operations.city import TODAY

NAMES = ("lineage9", "a1", "b1")
FILE = HandedIn("基礎項目評価書.pdf", "application/pdf", b"%PDF-1.7")
DAY = date(2024, 6, 3)


def attach(city, role=Role.EDITOR, **said):
    usual = {"dossier": city.dossier.id, "file": FILE, "conducted": DAY, "published": None}
    return dossiers.attach_basic(city.act(role), *(usual | said).values())


def create(city, number="77", role=Role.EDITOR, task=None):
    given = city.dossier.task_id if task is None else task
    return dossiers.create(city.act(role), given, number, load_form(), NAMES)


def test_a_new_assessment_begins_with_what_is_known_of_it(city):
    draft = create(city, " 77 ")
    answers = draft.document.answers
    assert answers["number"] == "77"
    assert answers["organisation"] == "みほん市長"
    assert answers["task_name"] == "個人住民税の賦課に関する事務"
    assert (draft.kind, draft.base_id, draft.state) == ("first", None, "draft")


def test_a_number_is_given_once(city):
    with pytest.raises(InputRefused, match="その評価書番号は使われています"):
        create(city, city.dossier.number)


@pytest.mark.parametrize("number", ["", " ", "\n"])
def test_a_number_is_wanted(city, number):
    with pytest.raises(InputRefused, match="評価書番号がありません"):
        create(city, number)


def test_a_task_that_does_not_exist_is_refused(city):
    with pytest.raises(PathNotFound):
        create(city, task=4711)


def test_who_reads_cannot_make_an_assessment(city):
    with pytest.raises(NotAllowed):
        create(city, role=Role.VIEWER)


def test_the_basic_assessment_is_kept_with_its_days(city):
    kept = attach(city, published=date(2024, 6, 10))
    assert (kept.role, kept.conducted_on, kept.published_on) == ("basic", DAY, date(2024, 6, 10))
    with city.store.reading() as work:
        assert work.attachments.data(kept.id) == FILE.data
        assert work.audit.entries(1)[0].action == "file-keep"


def test_the_day_of_today_is_no_day_to_come(city):
    assert attach(city, conducted=TODAY, published=TODAY).published_on == TODAY


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"published": date(2024, 6, 2)}, "公表日が実施日より前です"),
        ({"conducted": date(2025, 4, 2)}, "実施日が今日より後です"),
        ({"published": date(2025, 4, 2)}, "公表日が今日より後です"),
        ({"conducted": None}, "実施日がありません"),
        ({"file": HandedIn("空.pdf", "application/pdf", b"")}, "ファイルが空です"),
        ({"file": HandedIn("大.pdf", "application/pdf", b"0" * 20_000_001)}, "大きすぎます"),
        ({"dossier": 4711}, "評価書が見つかりません"),
    ],
)
def test_days_and_files_that_cannot_be_are_refused(city, given, sentence):
    with pytest.raises(InputRefused, match=sentence):
        attach(city, **given)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.APPROVER, Role.ADMINISTRATOR])
def test_only_editors_and_publishers_attach(city, role):
    with pytest.raises(NotAllowed):
        attach(city, role=role)
