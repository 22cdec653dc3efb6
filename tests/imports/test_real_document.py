"""The published document of one city, item by item; its text is not here, only digests of it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from pia.assessment.canonical import canonical_json
from pia.assessment.paths import Path as ItemPath
from pia.assessment.paths import answered, position_path
from pia.errors import PathNotFound
from pia.imports import SourceFile, import_files
from pia.official.kinds import is_unknown
from pia.official.library import load_form

HERE = Path(__file__).parent
NAME = "asahikawa-17.txt"
#: Path → SHA-256 of the stored JSON value. Each was compared with the document by eye.
EXPECTED = json.loads((HERE / "asahikawa_expected.json").read_text(encoding="utf-8"))
#: Path → why the item is not sure.
EXCEPTIONS = json.loads((HERE / "asahikawa_exceptions.json").read_text(encoding="utf-8"))
CUT = ("files[1].storage", "risks[1].authentication_method")
ROWS = [
    (["task_content"], "sure"),
    (["department_head"], "sure"),
    (["systems[2].name", "systems[2].functions"], "by-position"),
    (["systems[1].name"], "sure"),
    (["files[1].outsourcing[1].title"], "sure"),
    (["files[1].outsourcing[1].content"], "sure"),
    (["files[1].outsourcing[1].contractor"], "sure"),
    (["files[1].outsourcing[1].resubcontracted"], "sure"),
    (["files[1].outsourcing[1].resubcontract_consent"], "sure"),
    (["files[1].outsourcing[1].resubcontract_work"], "sure"),
    (["files[1].storage"], "sure"),
    (["files[1].storage"], "sure"),
    (["risks[1].audits"], "sure"),
    (["risks[1].training_method"], "sure"),
    (["risks[1].other_measures"], "sure"),
    (["request_contact"], "sure"),
    (["inquiry_contact", "inquiry_response"], "group"),
    (["basic_assessed_on"], "sure"),
]


@pytest.fixture(scope="module")
def source(real_docs):
    return SourceFile(NAME, (real_docs / NAME).read_bytes())


@pytest.fixture(scope="module")
def imported(source):
    return import_files([source])


@pytest.fixture(scope="module")
def answers(imported):
    document = imported.assessment
    found = answered(document.form, document.answers)
    return {str(position_path(document.answers, path)): value for path, _, value in found}


@pytest.fixture(scope="module")
def items(imported):
    return {item["position_path"]: item for item in imported.report.as_json()["items"]}


def digest(value):
    return sha256(canonical_json(value).encode("utf-8")).hexdigest()


def with_position(document, target):
    try:
        return str(position_path(document.answers, ItemPath.parse(target)))
    except PathNotFound:
        return target


def test_every_item_in_the_file_has_the_answer_of_the_file(answers):
    found = {p: digest(v) for p, v in answers.items() if v != {"unknown": "not-in-source"}}
    assert found == EXPECTED


def test_every_item_is_sure_or_stands_in_the_list_of_exceptions(items):
    assert {path for path, item in items.items() if item["status"] != "sure"} == set(EXCEPTIONS)


def test_the_report_counts_what_it_lists(imported):
    expected = {"sure": 86, "unsure": 9, "missing": 30, "unknown": 37, "history": 18}
    assert imported.report.counts() == expected | {"left_over": 0}


def test_no_text_of_the_file_is_left_over(imported):
    assert imported.report.as_json()["left_over"] == []


def test_the_seven_box_items_are_unknown_because_their_marks_are_lost(answers, items):
    form = load_form()
    lost = [p for p, value in answers.items() if is_unknown(value) and "raw" in value]
    assert len(lost) == 7
    for path in lost:
        assert form.item(ItemPath.parse(path).pattern).kind == "boxes"
        assert answers[path]["unknown"] == "marks-lost"
        assert items[path]["status"] == "unsure"
        assert items[path]["raw"]


def test_a_box_marked_by_the_conversion_alone_is_not_believed(answers, items):
    path = "files[1].transfers[1].methods"
    assert "checked" in items[path]["raw"]
    assert is_unknown(answers[path])


def test_lost_marks_have_what_the_document_says_elsewhere_as_evidence(items):
    lost = [p for p, reason in EXCEPTIONS.items() if "印" in reason]
    assert all(items[path]["evidence"] for path in lost)


def test_the_change_table_says_what_the_audit_boxes_were(imported, items):
    (evidence,) = items["risks[1].audits"]["evidence"]
    assert evidence["from"] == "別添2 13行目"
    assert evidence["says"] == imported.assessment.change_history[12].after
    assert evidence["says"].count("[○]") == 3


def test_an_answer_that_contradicts_an_empty_box_is_shown(items):
    (evidence,) = items["risks[1].not_outsourced"]["evidence"]
    assert evidence["from"].endswith("委託の有無")
    assert evidence["says"] == "委託する"


def test_two_texts_stop_in_mid_sentence(items):
    cut = [path for path, item in items.items() if "途中で切れて" in item["why"]]
    assert cut == list(CUT)
    assert all(items[path]["status"] == "unsure" for path in cut)


def test_the_change_table_has_the_rest_of_the_storage_text(imported, items):
    (evidence,) = items["files[1].storage"]["evidence"]
    assert evidence["from"] == "別添2 12行目"
    assert evidence["says"] == imported.assessment.change_history[11].after


@pytest.mark.parametrize("path", ["files[1].transfers[1].subjects", "risks[1].training"])
def test_a_stray_box_before_a_choice_is_no_mark(items, answers, path):
    assert "input" in items[path]["raw"]
    assert items[path]["status"] == "sure"
    assert isinstance(answers[path], str)


def test_without_a_form_tag_the_edition_of_the_publication_day_is_taken(imported):
    edition = imported.report.as_json()["edition"]
    assert (edition["value"], edition["status"]) == ("h30-05", "unsure")
    assert "公表日" in edition["why"]


def test_each_item_tells_its_place_in_the_file(items):
    assert items["files[1].storage"]["place"] == f"{NAME} 101行目 2列"


def test_every_row_of_the_change_table_knows_its_items(imported):
    document, rows = imported.assessment, imported.report.as_json()["history"]
    found = [
        ([with_position(document, target) for target in row["id_paths"]], row["confidence"])
        for row in rows
    ]
    assert found == ROWS
    assert [row["row"] for row in rows] == list(range(1, 19))


def test_the_days_of_the_change_table_are_read(imported):
    days = [row.changed_on_date for row in imported.assessment.change_history]
    assert days == ["2021-03-31"] * 3 + ["2023-11-06"] * 15


def test_importing_twice_gives_the_same_document(imported, source):
    assert import_files([source]).assessment == imported.assessment
    assert imported.assessment.lineage == sha256(source.data).hexdigest()[:16]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_changes_no_answer(imported, source, encoding):
    other = SourceFile(NAME, source.data.decode("utf-8").encode(encoding))
    again = import_files([other]).assessment
    assert again.answers == imported.assessment.answers
    assert again.change_history == imported.assessment.change_history


def test_body_and_appendices_in_several_files_are_one_document(imported, source):
    lines = source.data.decode("utf-8").split("\n")
    pieces = [lines[210:], lines[:103], lines[103:134], lines[134:210]]
    files = [SourceFile(f"{n}.txt", "\n".join(p).encode()) for n, p in enumerate(pieces)]
    again = import_files(files)
    assert again.assessment.answers == imported.assessment.answers
    assert len(again.assessment.change_history) == 18
    places = {item.position_path: str(item.place) for item in again.report.items}
    assert places["files[1].storage"] == "1.txt 101行目 2列"


def test_what_could_be_read_survives_our_own_text(imported, answers):
    exports = pytest.importorskip("pia.exports")
    data = exports.export(imported.assessment, "text")
    again = import_files([SourceFile("again.txt", data)]).assessment
    for path, _, value in answered(again.form, again.answers):
        known = answers[str(position_path(again.answers, path))]
        assert value == known or (is_unknown(known) and is_unknown(value))
